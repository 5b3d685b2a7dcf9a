import type { Settings } from '../../api/settings.ts';
import { fieldAt } from '../../lib/field-path.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { replacedStatefulSets } from './job-state.ts';

/**
 * Names of the StatefulSets that are being made anew, from the deletion of the old one until all pods are the new one's own for the
 * first time. Such a new one says that its present and its next revision are the same, as if nothing rolled; what tells is the action
 * that made it anew. Where no Jobs run, that revision and the count of pods have to do: a pod that ends is taken for one of another
 * revision until it is gone.
 */
export function renewingStatefulSets(observed: ObjectGroups, settings: Settings): ReadonlySet<string> {
  const replaced = replacedStatefulSets(observed);
  const sets = Object.values(observed[groupKey('apps/v1', 'StatefulSet')] ?? {});
  const renewing = sets.filter((live) => {
    const { name, uid = '', deletionTimestamp } = live.metadata;
    const old = replaced.get(name) ?? [];
    // The old one is still there while the garbage collector sets its pods free.
    if (old.length > 0 && deletionTimestamp !== undefined) return true;
    if (old.some((one) => one !== uid)) return !isWhole(live);
    return isManual(settings) && hasOneRevision(live) && hasOtherPods(live);
  });
  return new Set(renewing.map(({ metadata }) => metadata.name));
}

/** True where nothing is done by Jobs. */
export function isManual({ actions, ownImage }: Settings): boolean {
  return actions === 'manual' || ownImage === '';
}

function isWhole(live: KubeObject): boolean {
  const { metadata, spec, status } = live;
  const isNoticed = count(status, 'observedGeneration') >= (metadata.generation ?? 0);
  return isNoticed && !hasOtherPods(live) && count(status, 'updatedReplicas') >= count(spec, 'replicas', 1);
}

/** Has a StatefulSet pods of another revision than its own? */
export function hasOtherPods({ status }: KubeObject): boolean {
  return count(status, 'replicas') > count(status, 'updatedReplicas');
}

function hasOneRevision({ status }: KubeObject): boolean {
  const revision = fieldAt(status, ['updateRevision']);
  return typeof revision === 'string' && fieldAt(status, ['currentRevision']) === revision;
}

function count(owner: unknown, field: string, fallback = 0): number {
  const value = fieldAt(owner, [field]);
  return typeof value === 'number' ? value : fallback;
}
