import type { Action } from '../kinds/actions/action.ts';
import { podNames } from '../kinds/actions/action-access.ts';
import { claimTemplatesOf } from '../kinds/storage/claims.ts';
import { fieldAt } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';

/** What the choice is made by besides the pods. */
interface Look {
  /** Uids of pods that were broken at the look before, and names of those that were missing. */
  readonly suspects: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Pods to be evicted now, and what will be at the next look if it still is as it is. */
export interface Choice {
  readonly victims: readonly KubeObject[];
  readonly suspects: ReadonlySet<string>;
}

/**
 * Which of its pods a roll-out of a StatefulSet needs evicted; null where all are as they shall be. Highest ordinal first, as Kubernetes itself
 * does, except for pods that lack a volume: a StatefulSet's controller stops at the first of them, replaces none of the others and makes
 * none of a later batch, so the lowest goes first. Where it keeps a pod from being made at all, it goes though that one is missing already.
 */
export function chooseVictims(
  pods: readonly KubeObject[],
  statefulSet: KubeObject,
  { revision, maxUnavailable }: Pick<Extract<Action, { verb: 'roll' }>, 'revision' | 'maxUnavailable'>,
  { suspects, now }: Look,
): Choice | null {
  const names = podNames(statefulSet).toReversed();
  const lacking = names.flatMap((name) => {
    const pod = pods.find(({ metadata }) => metadata.name === name);
    return pod !== undefined && lacksVolume(pod, statefulSet) ? [pod] : [];
  });
  const outdated = pods.filter((pod) => !isOfRevision(pod, revision));
  if (pods.length === names.length && outdated.length === 0 && lacking.length === 0) return null;
  const unready = outdated.filter((pod) => !isGoing(pod) && !isReady(pod));
  const stuck = unready.filter(({ metadata }) => suspects.has(metadata.uid ?? ''));
  const missing = names.filter((name) => !pods.some(({ metadata }) => metadata.name === name));
  const next = { suspects: new Set([...unready.map(({ metadata }) => metadata.uid ?? ''), ...missing]) };
  if (lacking.length === 0) {
    const spare = maxUnavailable > 1 ? maxUnavailable - (names.length - pods.filter((pod) => isReady(pod)).length) : 0;
    const healthy = outdated.filter((pod) => isReady(pod)).slice(0, Math.max(0, spare));
    return { ...next, victims: [...stuck, ...healthy] };
  }
  const minReady = Number(fieldAt(statefulSet, ['spec', 'minReadySeconds']) ?? 0) * 1000;
  const spare = maxUnavailable - (names.length - pods.filter((pod) => isReady(pod, now - minReady)).length);
  const isHeldUp = missing.some((name) => suspects.has(name) && isBehind(name, lacking[0], names, statefulSet));
  const count = Math.max(spare, isHeldUp ? 1 : 0);
  const victims = new Set([...stuck, ...lacking.filter((pod) => !isGoing(pod)).slice(0, Math.max(0, count))]);
  return { ...next, victims: [...victims] };
}

/** As the controller sees it: each claim template has its volume in the pod, of whatever claim. Source: storageMatches in https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go */
function lacksVolume(pod: KubeObject, statefulSet: KubeObject): boolean {
  const volumes = fieldAt(pod, ['spec', 'volumes']);
  const claimed = (Array.isArray(volumes) ? volumes : []).filter(
    (volume: unknown) => fieldAt(volume, ['persistentVolumeClaim']) !== undefined,
  );
  const names = new Set(claimed.map((volume: unknown) => fieldAt(volume, ['name'])));
  return claimTemplatesOf(statefulSet).some(({ name }) => !names.has(name));
}

/** Is a pod made only after another one is in order? With Parallel pods are looked at in batches of 1, 2, 4 …, else one by one. Source: slowStartBatch in stateful_set_control.go */
function isBehind(
  name: string,
  pod: KubeObject | undefined,
  names: readonly string[],
  statefulSet: KubeObject,
): boolean {
  const isParallel = fieldAt(statefulSet, ['spec', 'podManagementPolicy']) === 'Parallel';
  const placeOf = (one: string) => (isParallel ? Math.floor(Math.log2(names.indexOf(one) + 1)) : names.indexOf(one));
  return pod !== undefined && placeOf(pod.metadata.name) < placeOf(name);
}

function isOfRevision({ metadata }: KubeObject, revision: string): boolean {
  return metadata.labels?.['controller-revision-hash'] === revision;
}

function isGoing({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** `since`: it has been ready at least from this moment on. */
function isReady(pod: KubeObject, since = Number.POSITIVE_INFINITY): boolean {
  const conditions: unknown = fieldAt(pod, ['status', 'conditions']);
  const list = Array.isArray(conditions) ? conditions.filter(isJsonObject) : [];
  const ready = list.find(({ type, status }) => type === 'Ready' && status === 'True');
  return !isGoing(pod) && ready !== undefined && !(Date.parse(String(ready['lastTransitionTime'])) > since);
}
