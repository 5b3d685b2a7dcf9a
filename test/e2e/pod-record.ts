import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import type { PodChange } from '../../hooks/plan/pod-change.ts';
import type { KubeClient } from '../harness/client.ts';

/** A pod of a workload at one time. */
export interface RecordedPod {
  /** Key of its Deployment, StatefulSet or DaemonSet: `StatefulSet demo/vmstorage-shop`. */
  readonly workload: string;
  readonly name: string;
  readonly uid: string;
  readonly isEnding: boolean;
}

/** The pods of a custom resource's workloads by name; those of Jobs are left out. */
export async function recordPods(client: KubeClient, { metadata }: KubeObject): Promise<readonly RecordedPod[]> {
  const labelSelector = `app.kubernetes.io/instance=${metadata.name}`;
  const pods = await client.list({ apiVersion: 'v1', kind: 'Pod', namespace: metadata.namespace, labelSelector });
  return pods.flatMap(recordPod).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function recordPod({ metadata }: KubeObject): readonly RecordedPod[] {
  const { name, namespace, labels, ownerReferences, deletionTimestamp } = metadata;
  const owner = ownerReferences?.find(({ controller }) => controller === true);
  if (owner?.kind === 'Job') return [];
  const hash = labels?.['pod-template-hash'];
  const workload =
    owner?.kind === 'ReplicaSet'
      ? `Deployment ${namespace}/${owner.name.replace(new RegExp(`-${hash}$`), '')}`
      : `${owner?.kind ?? 'nothing'} ${namespace}/${owner?.name ?? ''}`;
  return [{ workload, name, uid: metadata.uid ?? '', isEnding: deletionTimestamp !== undefined }];
}

/** What has become of pods from one record to the next, a line for each workload and action, sorted. Pods of a StatefulSet are named, since they keep their names. */
export function observedChanges(before: readonly RecordedPod[], after: readonly RecordedPod[]): readonly string[] {
  const workloads = new Set([...before, ...after].map(({ workload }) => workload));
  return [...workloads]
    .flatMap((workload) => {
      const of = (pods: readonly RecordedPod[]) => pods.filter((pod) => pod.workload === workload);
      const [old, next] = [of(before), of(after)];
      return workload.startsWith('StatefulSet ')
        ? namedChanges(workload, old, next)
        : countedChanges(workload, old, next);
    })
    .sort();
}

/** What a plan says will become of pods, in the same form. */
export function predictedChanges(pods: readonly PodChange[]): readonly string[] {
  return pods
    .map(({ workload, action, names, count }) =>
      line(workload, action, names.length > 0 ? names : (count ?? everywhere)),
    )
    .sort();
}

const everywhere = 'on every node';

function namedChanges(workload: string, before: readonly RecordedPod[], after: readonly RecordedPod[]) {
  const [old, next] = [before, after].map((pods) => new Map(pods.map(({ name, uid }) => [name, uid])));
  if (old === undefined || next === undefined) return [];
  return [
    ...lines(
      workload,
      'restart',
      [...old].filter(([name, uid]) => next.has(name) && next.get(name) !== uid).map(([name]) => name),
    ),
    ...lines(
      workload,
      'start',
      [...next.keys()].filter((name) => !old.has(name)),
    ),
    ...lines(
      workload,
      'stop',
      [...old.keys()].filter((name) => !next.has(name)),
    ),
  ];
}

/** A pod that goes and one that comes are a restart. */
function countedChanges(workload: string, before: readonly RecordedPod[], after: readonly RecordedPod[]) {
  const [old, next] = [before, after].map((pods) => new Set(pods.map(({ uid }) => uid)));
  if (old === undefined || next === undefined) return [];
  const gone = [...old].filter((uid) => !next.has(uid)).length;
  const made = [...next].filter((uid) => !old.has(uid)).length;
  const restarted = Math.min(gone, made);
  const isEverywhere =
    workload.startsWith('DaemonSet ') && (restarted === 0 || (restarted === old.size && gone === made));
  const counted = (action: PodChange['action'], count: number) =>
    count === 0 ? [] : [line(workload, action, isEverywhere ? everywhere : count)];
  return [
    ...counted('restart', restarted),
    ...counted('start', made - restarted),
    ...counted('stop', gone - restarted),
  ];
}

function lines(workload: string, action: PodChange['action'], names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [line(workload, action, names)];
}

function line(workload: string, action: PodChange['action'], pods: readonly string[] | number | string): string {
  return `${workload}: ${action} ${typeof pods === 'object' ? pods.toSorted().join(' ') : pods}`;
}
