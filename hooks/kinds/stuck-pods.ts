import type { Issue } from '../api/issue.ts';
import { compareBytewise } from '../lib/bytewise.ts';
import { fieldAt } from '../lib/field-path.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { matchesSelector } from '../lib/label-selector.ts';
import { groupKey, type RelatedKind, type SyncInput } from '../metacontroller/contract.ts';
import { groupOf } from '../metacontroller/group-of.ts';
import { listObjects } from '../metacontroller/retain.ts';
import { readinessOf } from './readiness.ts';

/** Pods are read for nothing but this: a workload does not say which of its pods hold it up, and why. */
export const podRelatedKind: RelatedKind = { apiVersion: 'v1', kind: 'Pod', resource: 'pods' };

/** A pod that starts is unready for some seconds, and a status that told of each would be written all the time. */
const graceMs = 30_000;

/** Pods named for one workload. */
const mostPods = 3;

/** Why a container waits, where waiting alone does not help. */
const hopeless: ReadonlySet<string> = new Set([
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'ErrImageNeverPull',
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'RunContainerError',
]);

/**
 * The pods that hold up observed workloads which are not ready: one Issue for each, with its workload and generation, and why by the pod's
 * own conditions and containers. `now` is compared with the times in the pods. Throws when the request lacks the pods.
 */
export function stuckPods({
  children,
  related,
  now,
}: Pick<SyncInput<unknown>, 'children' | 'related' | 'now'>): readonly Issue[] {
  const pods = Object.values(groupOf(related, groupKey('v1', 'Pod'))).toSorted(byName);
  if (pods.length === 0) return [];
  return listObjects(children)
    .filter((live) => readinessOf(live).state !== 'ready')
    .toSorted((a, b) => compareBytewise(objectKey(a), objectKey(b)))
    .flatMap((workload) => {
      const held = pods.filter((pod) => belongsTo(pod, workload)).flatMap((pod) => whyStuck(pod, workload, now));
      const rest = held.length > mostPods ? [`further pods of ${objectKey(workload)} are stuck too`] : [];
      return [...held.slice(0, mostPods), ...rest].map((message) => ({
        path: '',
        reason: 'PodStuck' as const,
        message,
      }));
    });
}

function byName(a: KubeObject, b: KubeObject): number {
  return compareBytewise(a.metadata.name, b.metadata.name);
}

function belongsTo({ metadata }: KubeObject, workload: KubeObject): boolean {
  const labels = fieldAt(workload, ['spec', 'selector', 'matchLabels']);
  if (!isJsonObject(labels) || metadata.namespace !== workload.metadata.namespace) return false;
  const matchLabels = Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
  return matchesSelector({ matchLabels }, metadata.labels);
}

function whyStuck(pod: KubeObject, workload: KubeObject, now: string): readonly string[] {
  const why = whyNotReady(pod, Date.parse(now));
  if (why === null) return [];
  const generation = workload.metadata.generation ?? 0;
  const age = isOutdated(pod, workload) ? `from before generation ${generation}` : `at generation ${generation}`;
  return [`pod ${pod.metadata.name} of ${objectKey(workload)} ${age}: ${why}`];
}

/** Was it made from an older template than its StatefulSet has now? Of other pods it is not known. */
function isOutdated({ metadata }: KubeObject, workload: KubeObject): boolean {
  const [own, wanted] = [
    metadata.labels?.['controller-revision-hash'],
    fieldAt(workload, ['status', 'updateRevision']),
  ];
  return workload.kind === 'StatefulSet' && own !== undefined && typeof wanted === 'string' && own !== wanted;
}

function whyNotReady(pod: KubeObject, now: number): string | null {
  const { deletionTimestamp } = pod.metadata;
  if (deletionTimestamp !== undefined)
    return now - Date.parse(deletionTimestamp) < graceMs ? null : 'it is being deleted and does not end';
  const conditions = itemsAt(pod, 'conditions');
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.['status'] === 'True') return null;
  const containers = [...itemsAt(pod, 'initContainerStatuses'), ...itemsAt(pod, 'containerStatuses')].flatMap(whyWaits);
  const since = Date.parse(String(ready?.['lastTransitionTime'] ?? pod.metadata.creationTimestamp));
  if (!containers.some(({ isHopeless }) => isHopeless) && !(now - since >= graceMs)) return null;
  const first = ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready']
    .flatMap((type) => conditions.filter((condition) => condition['type'] === type))
    .find(({ status }) => status !== 'True');
  return [
    first === undefined ? 'it is not noticed by a node yet' : describeCondition(first),
    ...containers.map(({ text }) => text),
  ].join('; ');
}

function describeCondition({ type, status, reason, message }: JsonObject): string {
  const why = [reason, message].filter((text) => typeof text === 'string' && text !== '').join(': ');
  return `${String(type)} is ${String(status)}${why === '' ? '' : ` (${why})`}`;
}

/** Of a container that waits, or has ended before. Counters and times would change the status again and again. */
function whyWaits(container: JsonObject): readonly { readonly text: string; readonly isHopeless: boolean }[] {
  const waiting = fieldAt(container, ['state', 'waiting', 'reason']);
  if (container['ready'] === true || typeof waiting !== 'string') return [];
  // The two take turns.
  const reason = waiting === 'ErrImagePull' ? 'ImagePullBackOff' : waiting;
  const last = fieldAt(container, ['lastState', 'terminated']);
  const ended = isJsonObject(last)
    ? `, last ended by ${String(last['reason'])}, exit code ${String(last['exitCode'])}`
    : '';
  return [
    { text: `container ${String(container['name'])} waits: ${reason}${ended}`, isHopeless: hopeless.has(waiting) },
  ];
}

function itemsAt(pod: KubeObject, field: string): readonly JsonObject[] {
  const items = fieldAt(pod, ['status', field]);
  return Array.isArray(items) ? items.filter(isJsonObject) : [];
}
