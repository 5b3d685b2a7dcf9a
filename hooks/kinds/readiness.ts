import { fieldAt } from '../lib/field-path.ts';
import { apiGroup, type KubeObject, objectKey } from '../lib/kube-object.ts';

/** What one observed object says of itself. Messages carry no counters: a status that moves with every pod would wake everything that reads it (DESIGN 2.16). */
export type Readiness =
  | { readonly state: 'ready' }
  | { readonly state: 'progressing'; readonly message: string }
  | { readonly state: 'failed'; readonly message: string };

const ready: Readiness = { state: 'ready' };

/**
 * Readiness of an observed child: a workload is ready when its status speaks of the present generation and wanted, existing,
 * updated and ready pods are equally many; any other kind is ready when it is there. A Deployment beyond its progress deadline failed.
 * A child that is being deleted is never ready.
 */
export function readinessOf(observed: KubeObject): Readiness {
  const key = objectKey(observed);
  if (observed.metadata.deletionTimestamp !== undefined)
    return { state: 'progressing', message: `${key} is being deleted` };
  const counts = countPods(observed);
  if (counts === null) return ready;
  if (numberAt(observed, ['status', 'observedGeneration'], 0) < (observed.metadata.generation ?? 0)) {
    return { state: 'progressing', message: `${key} is not yet noticed by its controller` };
  }
  if (missedDeadline(observed)) {
    return { state: 'failed', message: `${key} made no progress within its deadline; look at its pods` };
  }
  if (counts.updated < counts.toUpdate) return { state: 'progressing', message: `${key} is rolling out` };
  if (counts.ready !== counts.wanted || counts.existing !== counts.wanted) {
    return { state: 'progressing', message: `pods of ${key} are not ready` };
  }
  return ready;
}

interface PodCounts {
  readonly wanted: number;
  /** Pods that must have the present template: less than wanted with a partition. */
  readonly toUpdate: number;
  readonly updated: number;
  readonly existing: number;
  readonly ready: number;
}

function countPods(object: KubeObject): PodCounts | null {
  if (apiGroup(object.apiVersion) !== 'apps') return null;
  const status = (name: string) => numberAt(object, ['status', name], 0);
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet': {
      const wanted = numberAt(object, ['spec', 'replicas'], 1);
      const partition = numberAt(object, ['spec', 'updateStrategy', 'rollingUpdate', 'partition'], 0);
      return {
        wanted,
        toUpdate: Math.max(0, wanted - partition),
        updated: status('updatedReplicas'),
        existing: status('replicas'),
        ready: status('readyReplicas'),
      };
    }
    case 'DaemonSet': {
      const wanted = status('desiredNumberScheduled');
      return {
        wanted,
        toUpdate: wanted,
        updated: status('updatedNumberScheduled'),
        existing: status('currentNumberScheduled'),
        ready: status('numberReady'),
      };
    }
    default:
      return null;
  }
}

/** Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment */
function missedDeadline(object: KubeObject): boolean {
  const conditions = fieldAt(object, ['status', 'conditions']);
  if (object.kind !== 'Deployment' || !Array.isArray(conditions)) return false;
  return conditions.some(
    (condition: unknown) =>
      fieldAt(condition, ['type']) === 'Progressing' &&
      fieldAt(condition, ['status']) === 'False' &&
      fieldAt(condition, ['reason']) === 'ProgressDeadlineExceeded',
  );
}

function numberAt(object: unknown, path: readonly string[], fallback: number): number {
  const value = fieldAt(object, path);
  return typeof value === 'number' ? value : fallback;
}
