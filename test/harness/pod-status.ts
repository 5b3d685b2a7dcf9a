import type { JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { objectsAt, textAt } from './fields.ts';
import type { ContainerEnd } from './job-runner.ts';

/** What a simulated kubelet makes of a pod. `waiting`: its volumes are not there; `crashing`: its containers end at once; `done`: they ended well. */
export type PodState = 'waiting' | 'unready' | 'ready' | 'crashing' | 'done' | 'failed';

/** What a report holds besides the state. */
interface PodReport {
  /** RFC 3339. */
  readonly now: string;
  /** Keeps its value from start to end. */
  readonly podIP: string;
  /** How the container ended, where it really ran. */
  readonly end?: ContainerEnd | undefined;
}

/** The pod's status as a kubelet would report it. */
export function podStatus(pod: KubeObject, state: PodState, { now, podIP, end }: PodReport): JsonObject {
  const isReady = state === 'ready';
  const isOver = state === 'done' || state === 'failed';
  const started = textAt(pod.status, 'startTime') ?? now;
  const containers = objectsAt(pod.spec, 'containers');
  const initContainers = objectsAt(pod.spec, 'initContainers');
  const initialized = state !== 'waiting';
  const status = (container: JsonObject, containerState: object, ready: boolean, restartCount = 0) => ({
    name: container['name'],
    image: container['image'],
    imageID: `simulated/${String(container['image'])}`,
    ready,
    started: ready,
    restartCount,
    state: containerState,
  });
  const condition = (type: string, value: boolean, reason?: string) => ({
    type,
    status: value ? 'True' : 'False',
    lastTransitionTime: transitionTime(pod, type, value ? 'True' : 'False') ?? now,
    ...(value || reason === undefined ? {} : { reason }),
  });
  return {
    phase: {
      waiting: 'Pending',
      unready: 'Running',
      ready: 'Running',
      crashing: 'Running',
      done: 'Succeeded',
      failed: 'Failed',
    }[state],
    startTime: started,
    hostIP: '127.0.0.1',
    hostIPs: [{ ip: '127.0.0.1' }],
    ...(initialized ? { podIP, podIPs: [{ ip: podIP }] } : {}),
    conditions: [
      condition('PodScheduled', true),
      condition('Initialized', initialized, 'ContainersNotInitialized'),
      condition('ContainersReady', isReady, isOver ? 'PodCompleted' : 'ContainersNotReady'),
      condition('Ready', isReady, isOver ? 'PodCompleted' : 'ContainersNotReady'),
    ],
    initContainerStatuses: initContainers.map((container) => {
      if (state === 'waiting') return status(container, { waiting: { reason: 'PodInitializing' } }, false);
      // A sidecar: an init container that keeps running.
      if (container['restartPolicy'] === 'Always' && !isOver)
        return status(container, { running: { startedAt: started } }, true);
      return status(container, terminated(0, started, now), true);
    }),
    containerStatuses: containers.map((container) => {
      if (state === 'waiting') return status(container, { waiting: { reason: 'ContainerCreating' } }, false);
      if (state === 'crashing')
        return status(container, { waiting: { reason: 'CrashLoopBackOff', message: 'simulated crash' } }, false, 3);
      if (isOver)
        return status(
          container,
          terminated(state === 'done' ? 0 : (end?.exitCode ?? 1), started, now, end?.message),
          false,
        );
      return status(container, { running: { startedAt: started } }, isReady);
    }),
  };
}

function terminated(exitCode: number, startedAt: string, finishedAt: string, message = ''): object {
  const said = exitCode === 0 || message === '' ? {} : { message };
  return { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', startedAt, finishedAt, ...said } };
}

function transitionTime(pod: KubeObject, type: string, status: string): string | undefined {
  const present = objectsAt(pod.status, 'conditions').find((condition) => condition['type'] === type);
  return present?.['status'] === status ? textAt(present, 'lastTransitionTime') : undefined;
}
