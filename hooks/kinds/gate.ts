import { fieldAt, withField } from '../lib/field-path.ts';
import { apiGroup, type KubeObject, objectKey, qualifiedName } from '../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../metacontroller/contract.ts';
import { observedHash, stampHash } from '../metacontroller/desired-hash.ts';
import { retain } from '../metacontroller/retain.ts';
import { isRollingOut, readinessOf } from './readiness.ts';
import { withImages } from './with-images.ts';
import type { Phase } from './workload.ts';

/** What may change now, and what is waited for. */
export interface GateOutcome {
  /** Children to answer, in the order of the phases. */
  readonly children: readonly KubeObject[];
  /** Keys of answered children whose desired state is not observed yet. */
  readonly notApplied: readonly string[];
  /** What the roll-out waits for, one sentence each. */
  readonly awaited: readonly string[];
  /** Children that will not become ready by waiting. */
  readonly failed: readonly string[];
  /** Keys of StatefulSets whose turn it is to be made anew with other pods. */
  readonly due: readonly string[];
}

/** A phase on its way through the gate. */
export interface GatedPhase extends Phase {
  /** Keys of children that can only become what they shall be by being made anew: the observed one goes, the next answer has the new one. */
  readonly remade?: ReadonlySet<string>;
  /** Keys of StatefulSets that an action has to make anew, and whose pods restart for it: they stay as they are until it is their turn. */
  readonly renewed?: ReadonlySet<string>;
  /** Children that are left out because the API server would refuse them. What is observed of them stays, and may be rolling. */
  readonly leftOut?: readonly KubeObject[];
}

/** Input of the gate: phases whose children carry their hash, and the observed children. */
export interface GateInput {
  readonly phases: readonly GatedPhase[];
  readonly observed: ObjectGroups;
  readonly fieldManager: string;
  /** True when nothing waits: the CR is being deleted. */
  readonly isOpen: boolean;
  /** False while something is wrong with the spec: nothing is taken away then, not even to be made anew. */
  readonly mayRemake?: boolean;
  /** Names of StatefulSets that an action has deleted around their pods: they come back at once, whatever is waited for. */
  readonly orphaning?: ReadonlySet<string>;
  /** Names of StatefulSets that were made anew around pods which are not theirs yet: they are rolling, though they know of one revision only. */
  readonly renewing?: ReadonlySet<string>;
}

/**
 * Lets phases through in order (DESIGN 4): a phase gets its desired state when every earlier one is observed with the desired
 * hash and ready. Until then its observed children are retained and its missing ones not created. Hash and readiness are read
 * from the same observed object, so a stale cache can only make the gate wait. What no phase names is not waited for. A StatefulSet
 * whose pods are left alone comes back even when it has to wait, but replaces no pod until it may.
 *
 * Never do two phases roll at once, also when the spec changes in the middle of a roll-out: then the phase that is rolling gets its new
 * state first, whichever it is, since only that can mend one which is stuck; every other phase with pods waits for it.
 */
export function passGate({
  phases,
  observed,
  fieldManager,
  isOpen,
  mayRemake = true,
  orphaning,
  renewing,
}: GateInput): GateOutcome {
  const rolling = phases.find(({ children, leftOut = [] }) =>
    [...children, ...leftOut].some((child) => {
      const live = findObserved(observed, child);
      return live !== undefined && (isRollingOut(live) || isRenewing(live, renewing));
    }),
  );
  let blockedBy: string | null = null;
  let outcome: GateOutcome = { children: [], notApplied: [], awaited: [], failed: [], due: [] };
  for (const phase of phases) {
    const isOther = rolling !== undefined && rolling !== phase && phase.children.some(isWorkload);
    const awaitedPhase: string | null = rolling === phase ? null : (blockedBy ?? (isOther ? rolling.name : null));
    const isBlocked = awaitedPhase !== null && !isOpen;
    const restless = new Set(phase.restless);
    const steps = phase.children.map((desired) => {
      const live = findObserved(observed, desired);
      if (live !== undefined && restless.has(objectKey(desired))) return passRestless(desired);
      const isOrphaning = desired.kind === 'StatefulSet' && orphaning?.has(desired.metadata.name) === true;
      if (isBlocked && isOrphaning && live === undefined)
        return heldBack(desired, [stampHash(withoutRollOut(desired))]);
      if (live !== undefined && phase.renewed?.has(objectKey(desired)) === true)
        return awaitRenewal(desired, live, isBlocked || !mayRemake, fieldManager);
      const isRemade = phase.remade?.has(objectKey(desired)) === true;
      if (isRemade && !mayRemake && live !== undefined) return heldBack(desired, [retain(live, fieldManager)]);
      return passChild(desired, live, { isBlocked, isRemade }, fieldManager);
    });
    const isHeldBack = steps.some(({ step }) => step === 'held');
    outcome = {
      children: [...outcome.children, ...steps.flatMap(({ answer }) => answer)],
      notApplied: [
        ...outcome.notApplied,
        ...steps.flatMap((s) => (s.step === 'applying' ? [objectKey(s.desired)] : [])),
      ],
      awaited: [
        ...outcome.awaited,
        ...steps.flatMap((s) => (['applying', 'progressing', 'due'].includes(s.step) ? [s.message] : [])),
        ...(isHeldBack && awaitedPhase !== null ? [`${phase.name} waits for ${awaitedPhase}`] : []),
      ],
      failed: [...outcome.failed, ...steps.flatMap((s) => (s.step === 'failed' ? [s.message] : []))],
      due: [...outcome.due, ...steps.flatMap((s) => (s.step === 'due' ? [objectKey(s.desired)] : []))],
    };
    if (phase.isBroken === true || steps.some(({ step }) => step !== 'ready')) blockedBy ??= phase.name;
  }
  return outcome;
}

/** How far one child is. */
interface ChildStep {
  readonly step: 'held' | 'applying' | 'progressing' | 'due' | 'failed' | 'ready';
  readonly desired: KubeObject;
  /** The child to answer: as desired, as it is, or none. */
  readonly answer: readonly KubeObject[];
  readonly message: string;
}

function passRestless(desired: KubeObject): ChildStep {
  return { step: 'ready', desired, answer: [desired], message: '' };
}

function passChild(
  desired: KubeObject,
  live: KubeObject | undefined,
  { isBlocked, isRemade }: { readonly isBlocked: boolean; readonly isRemade: boolean },
  fieldManager: string,
): ChildStep {
  const isApplied = live !== undefined && observedHash(live) === observedHash(desired);
  if (isApplied) {
    const readiness = readinessOf(live);
    const message = readiness.state === 'ready' ? '' : readiness.message;
    return { step: readiness.state, desired, answer: [desired], message };
  }
  if (isBlocked) {
    return heldBack(desired, live === undefined ? [] : [retain(live, fieldManager)]);
  }
  if (isRemade && live !== undefined)
    return { step: 'applying', desired, answer: [], message: `${objectKey(desired)} is to be made anew` };
  return { step: 'applying', desired, answer: [desired], message: `${objectKey(desired)} is to be applied` };
}

/**
 * The StatefulSet stays as it is: its pods cannot become what they shall be before it is made anew, which needs all of them ready. Where
 * they are not, it gets its images, or one with a bad image would wait for itself.
 */
function awaitRenewal(desired: KubeObject, live: KubeObject, isBlocked: boolean, fieldManager: string): ChildStep {
  const retained = retain(live, fieldManager);
  const answer = [retained];
  if (isBlocked) return heldBack(desired, answer);
  const readiness = readinessOf(live);
  if (readiness.state !== 'ready')
    return { step: readiness.state, desired, answer: [withImages(retained, desired)], message: readiness.message };
  return { step: 'due', desired, answer, message: `${objectKey(desired)} is to be made anew, with other pods` };
}

/** With OnDelete nothing is replaced, be it by the user's wish or because it has to wait. */
function isRenewing({ kind, metadata, spec }: KubeObject, renewing: ReadonlySet<string> | undefined): boolean {
  if (kind !== 'StatefulSet' || renewing?.has(metadata.name) !== true) return false;
  return fieldAt(spec, ['updateStrategy', 'type']) !== 'OnDelete';
}

function isWorkload({ apiVersion }: KubeObject): boolean {
  return apiGroup(apiVersion) === 'apps';
}

function heldBack(desired: KubeObject, answer: readonly KubeObject[]): ChildStep {
  return { step: 'held', desired, answer, message: '' };
}

/** With this strategy a StatefulSet makes the pods that are missing and replaces none. */
function withoutRollOut(statefulSet: KubeObject): KubeObject {
  return withField(statefulSet, ['spec', 'updateStrategy'], { type: 'OnDelete' });
}

/** The observed child of the same version, kind, namespace and name. */
export function findObserved(observed: ObjectGroups, desired: KubeObject): KubeObject | undefined {
  return observed[groupKey(desired.apiVersion, desired.kind)]?.[qualifiedName(desired.metadata)];
}
