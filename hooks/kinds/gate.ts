import { type KubeObject, objectKey, qualifiedName } from '../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../metacontroller/contract.ts';
import { observedHash } from '../metacontroller/desired-hash.ts';
import { retain } from '../metacontroller/retain.ts';
import { readinessOf } from './readiness.ts';
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
}

/** A phase on its way through the gate. */
export interface GatedPhase extends Phase {
  /** True when a child of the phase could not even be built: whatever comes later has to wait. */
  readonly isBroken?: boolean;
}

/** Input of the gate: phases whose children carry their hash, and the observed children. */
export interface GateInput {
  readonly phases: readonly GatedPhase[];
  readonly observed: ObjectGroups;
  readonly fieldManager: string;
  /** True when nothing waits: the CR is being deleted. */
  readonly isOpen: boolean;
}

/**
 * Lets phases through in order (DESIGN 4): a phase gets its desired state when every earlier one is observed with the desired
 * hash and ready. Until then its observed children are retained and its missing ones not created. Hash and readiness are read
 * from the same observed object, so a stale cache can only make the gate wait. What no phase names is not waited for.
 */
export function passGate({ phases, observed, fieldManager, isOpen }: GateInput): GateOutcome {
  let blockedBy: string | null = null;
  let outcome: GateOutcome = { children: [], notApplied: [], awaited: [], failed: [] };
  for (const phase of phases) {
    const restless = new Set(phase.restless);
    const steps = phase.children.map((desired) => {
      const live = findObserved(observed, desired);
      if (live !== undefined && restless.has(objectKey(desired))) return passRestless(desired);
      return passChild(desired, live, blockedBy !== null && !isOpen, fieldManager);
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
        ...steps.flatMap((s) => (s.step === 'applying' || s.step === 'progressing' ? [s.message] : [])),
        ...(isHeldBack ? [`${phase.name} waits for ${blockedBy}`] : []),
      ],
      failed: [...outcome.failed, ...steps.flatMap((s) => (s.step === 'failed' ? [s.message] : []))],
    };
    if (phase.isBroken === true || steps.some(({ step }) => step !== 'ready')) blockedBy ??= phase.name;
  }
  return outcome;
}

/** How far one child is. */
interface ChildStep {
  readonly step: 'held' | 'applying' | 'progressing' | 'failed' | 'ready';
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
  isHeld: boolean,
  fieldManager: string,
): ChildStep {
  const isApplied = live !== undefined && observedHash(live) === observedHash(desired);
  if (isApplied) {
    const readiness = readinessOf(live);
    const message = readiness.state === 'ready' ? '' : readiness.message;
    return { step: readiness.state, desired, answer: [desired], message };
  }
  if (isHeld) {
    return { step: 'held', desired, answer: live === undefined ? [] : [retain(live, fieldManager)], message: '' };
  }
  return { step: 'applying', desired, answer: [desired], message: `${objectKey(desired)} is to be applied` };
}

/** The observed child of the same version, kind, namespace and name. */
export function findObserved(observed: ObjectGroups, desired: KubeObject): KubeObject | undefined {
  return observed[groupKey(desired.apiVersion, desired.kind)]?.[qualifiedName(desired.metadata)];
}
