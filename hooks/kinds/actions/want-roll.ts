import { fieldAt } from '../../lib/field-path.ts';
import { scaleIntOrPercent } from '../../lib/int-or-percent.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { observedHash } from '../../metacontroller/desired-hash.ts';
import { renewsPods, type StatefulSetChange } from '../storage/replacement.ts';
import type { Action } from './action.ts';
import { hasOtherPods } from './renewing.ts';

/**
 * The action that helps a roll-out which Kubernetes alone does not carry out as wished: more than one pod at a time, where the API
 * server drops `rollingUpdate.maxUnavailable` (its feature gate is off), and pods in order, where a broken pod keeps
 * the StatefulSet from replacing it (https://github.com/kubernetes/kubernetes/issues/67250). And pods around which the StatefulSet was made
 * anew (`renewing`, by name): their volumes lack what it wants, and its controller stops at the first of them
 * (https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_pod_control.go, UpdateStatefulPod).
 * Null where nothing rolls, or no help is needed.
 */
export function wantRoll(change: StatefulSetChange, renewing: ReadonlySet<string>): Action | null {
  const { desired, live } = change;
  const { name, namespace = '', uid, generation, deletionTimestamp } = live.metadata;
  const revision = fieldAt(live, ['status', 'updateRevision']);
  if (uid === undefined || deletionTimestamp !== undefined || typeof revision !== 'string') return null;
  const isRenewing = renewing.has(name) && hasOtherPods(live);
  // One that is to be made anew once more stays as it is, and has to get ready first.
  const isAsItShallBe = observedHash(live) === observedHash(desired) || (isRenewing && renewsPods(change));
  if (!isAsItShallBe) return null;
  if (fieldAt(live, ['status', 'observedGeneration']) !== generation || !isRolling(live)) return null;
  const maxUnavailable = scaleMaxUnavailable(fieldAt(desired, maxUnavailablePath), replicasOf(live));
  const target = { verb: 'roll', namespace, statefulSet: name, uid, revision } as const;
  if (isRenewing) return { ...target, maxUnavailable };
  const isNative = fieldAt(live, maxUnavailablePath) !== undefined;
  const isOrdered = fieldAt(live, ['spec', 'podManagementPolicy']) === 'OrderedReady';
  const help = isNative ? 1 : maxUnavailable;
  if (help === 1 && !isOrdered) return null;
  return { ...target, maxUnavailable: help };
}

const maxUnavailablePath = ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'];

/** With a partition some pods keep their revision on purpose, and with OnDelete all of them. */
function isRolling(live: KubeObject): boolean {
  const strategy = fieldAt(live, ['spec', 'updateStrategy']);
  const partition = fieldAt(strategy, ['rollingUpdate', 'partition']) ?? 0;
  const updated = fieldAt(live, ['status', 'updatedReplicas']) ?? 0;
  const isWhole = fieldAt(strategy, ['type']) !== 'OnDelete' && partition === 0;
  return isWhole && typeof updated === 'number' && updated < replicasOf(live);
}

function replicasOf(live: KubeObject): number {
  const replicas = fieldAt(live, ['spec', 'replicas']);
  return typeof replicas === 'number' ? replicas : 1;
}

/** A number or percentage of pods as a number, rounded down and at least 1, as Kubernetes and the official operator read it. */
function scaleMaxUnavailable(value: unknown, replicas: number): number {
  return Math.max(1, scaleIntOrPercent(value ?? 1, replicas, 'down') ?? 1);
}
