import type { Issue } from '../api/issue.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import type { ObjectGroups, SyncInput, SyncOutput } from '../metacontroller/contract.ts';
import { stampHash } from '../metacontroller/desired-hash.ts';
import { leaveDuplicates } from '../metacontroller/duplicates.ts';
import { keepImmutable } from '../metacontroller/immutable.ts';
import { normaliseLists } from '../metacontroller/normalise.ts';
import { refusalIssues } from '../metacontroller/refusal.ts';
import { mustRemake } from '../metacontroller/remake.ts';
import { listObjects, retain, retainAll } from '../metacontroller/retain.ts';
import { doomedStatefulSet, isActionObject, orphaningStatefulSets, replacesAnnotation } from './actions/job-state.ts';
import { planActions } from './actions/plan-actions.ts';
import { renewingStatefulSets } from './actions/renewing.ts';
import { findObserved, type GatedPhase, passGate } from './gate.ts';
import { isOfficial } from './official-finalizer.ts';
import { retireReplaced } from './retire.ts';
import { renewsPods, replacementObstacles, type StatefulSetChange } from './storage/replacement.ts';
import { nothingFound, type Outcome, summarise } from './summarise.ts';
import type { Built, WorkloadCr, WorkloadRecipe } from './workload.ts';

/**
 * The whole sync of a workload kind: everything that exists stays as it is while the CR waits for its takeover or is paused;
 * else its children are built, made fit for server-side apply, kept immutable where the API server demands it, stamped with
 * their hash and let through the gate; what a StatefulSet cannot become that way is left to actions; workloads that others replace stay
 * until these are ready. Where something cannot be built, or admission refuses the CR, all observed children without a desired state are retained. The order of children and related objects in the input does not matter, and a second sync of the result changes nothing.
 */
export function convergeWorkload<CR extends WorkloadCr>(input: SyncInput<CR>, recipe: WorkloadRecipe<CR>): SyncOutput {
  const { parent, children: observed, settings } = input;
  const answer = (children: readonly KubeObject[], outcome: Outcome, removes: readonly string[] = []): SyncOutput => {
    const { status, ...rest } = summarise(parent, outcome, input.now);
    const list = removes.length === 0 ? {} : { removes };
    return { children, status: { ...status, ...recipe.statusFields?.(input) }, ...list, ...rest };
  };
  const retained = () => retainAll(observed, settings.fieldManager);
  const orphaning = orphaningStatefulSets(observed);
  const renewing = renewingStatefulSets(observed, settings);
  const finishing = () => objectsReplacing(new Set([...orphaning, ...renewing]), observed);
  // While the official finalizer is there, either the takeover was forgotten, and answering with children would overwrite theirs
  // blindly (DESIGN 2.5); or it is under way and takes the finalizer off last; or the official operator runs, and both would write.
  if (isOfficial(parent)) return answer(retained(), { ...nothingFound, mode: 'takeover' });
  if (parent.spec.paused === true) {
    // A pause ends what is at work; what has deleted a StatefulSet stays, so that it comes back afterwards.
    const unfinished = new Set(finishing().map(({ metadata }) => metadata.name));
    const stays = (child: KubeObject) => !isActionObject(child) || unfinished.has(child.metadata.name);
    return answer(retained().filter(stays), { ...nothingFound, mode: 'paused' });
  }

  const { refused = [] } = input;
  const built = refused.length > 0 ? { phases: [], issues: refused, findings: [] } : recipe.build(input);
  const prepared = prepare(built, observed, settings.fieldManager);
  const issues = [...built.issues, ...prepared.issues];
  const isOpen = parent.metadata.deletionTimestamp !== undefined;
  const gate = passGate({
    phases: prepared.phases,
    observed,
    fieldManager: settings.fieldManager,
    isOpen,
    mayRemake: issues.length === 0,
    orphaning,
    renewing,
  });
  const isReady = gate.awaited.length === 0 && gate.failed.length === 0;
  const actions = planActions({
    changes: isOpen ? [] : prepared.changes,
    observed,
    related: input.related,
    settings,
    isSettled: isReady && issues.length === 0,
    due: new Set(gate.due),
    renewing,
  });
  const outcome = {
    ...nothingFound,
    failed: gate.failed,
    awaited: [...gate.awaited, ...actions.awaited],
    notApplied: [...gate.notApplied, ...actions.notApplied],
    issues: [...issues, ...actions.failures],
    findings: [...built.findings, ...prepared.findings, ...actions.findings],
  };
  // Until a StatefulSet is there again, with pods of its own, the objects of the action that deleted it are what tells so.
  const wanted = new Set(actions.children.map(objectKey));
  const unfinished = isOpen ? [] : finishing().filter((live) => !wanted.has(objectKey(live)));
  const children = [
    ...gate.children,
    ...actions.children,
    ...unfinished.map((live) => retain(live, settings.fieldManager)),
  ];
  if (issues.length > 0) return answer(withUndesired(children, observed, settings.fieldManager), outcome);
  const retired = retireReplaced({
    retires: built.retires ?? [],
    answered: children,
    observed,
    isReplaced: isOpen || isReady,
    fieldManager: settings.fieldManager,
  });
  return answer([...children, ...retired.children], { ...outcome, awaited: [...outcome.awaited, ...retired.awaited] }, [
    ...(built.removes ?? []),
    ...retired.removes,
  ]);
}

/** Observed objects of the actions that make these StatefulSets anew. */
function objectsReplacing(names: ReadonlySet<string>, observed: ObjectGroups): readonly KubeObject[] {
  return listObjects(observed).filter(({ metadata }) => names.has(metadata.annotations?.[replacesAnnotation] ?? ''));
}

/**
 * Answer for a parent that its own kind cannot read: every observed child stays as it is, but for an action that would take a
 * StatefulSet away; the status says why. Takes the parent as it came; it needs no more than metadata.
 */
export function failedParent(
  input: Pick<SyncInput<KubeObject>, 'parent' | 'children' | 'settings' | 'now'>,
  issues: readonly Issue[],
): SyncOutput {
  const { status } = summarise(input.parent, { ...nothingFound, issues }, input.now);
  return { children: withUndesired([], input.children, input.settings.fieldManager), status };
}

interface Prepared {
  readonly phases: readonly GatedPhase[];
  readonly issues: readonly Issue[];
  readonly findings: readonly Issue[];
  /** StatefulSets that exist: what they cannot become by an apply is left to actions. */
  readonly changes: readonly StatefulSetChange[];
}

/** Desired children as they may go to the wire. A child with an Issue is left out: it would be refused; the observed one is retained. */
function prepare(built: Built, observed: ObjectGroups, fieldManager: string): Prepared {
  const phases = built.phases.map((phase) => {
    const children = phase.children.map((child) => ({ child, ...prepareChild(child, observed, fieldManager) }));
    return { phase, children };
  });
  const all = phases.flatMap(({ children }) => children);
  return {
    phases: phases.map(({ phase, children }) => ({
      ...phase,
      children: children.flatMap(({ desired }) => desired ?? []),
      remade: new Set(
        children.flatMap(({ remake, desired }) => (remake === 'now' && desired ? objectKey(desired) : [])),
      ),
      renewed: new Set(
        children.flatMap(({ remake, desired }) => (remake === 'in turn' && desired ? objectKey(desired) : [])),
      ),
      leftOut: children.flatMap(({ child, desired }) => (desired === undefined ? [child] : [])),
      isBroken: phase.isBroken === true || children.some(({ desired }) => desired === undefined),
    })),
    issues: all.flatMap(({ issues = [] }) => issues),
    findings: all.flatMap(({ findings = [] }) => findings),
    changes: all.flatMap(({ change }) => change ?? []),
  };
}

interface PreparedChild {
  /** As it may go to the wire, or shall be once it was made anew; undefined where the API server would refuse it. */
  readonly desired?: KubeObject;
  /** Whether it cannot become that in place: what holds nothing is made anew at once, a StatefulSet with other pods in its turn. */
  readonly remake?: 'now' | 'in turn';
  readonly change?: StatefulSetChange;
  readonly issues?: readonly Issue[];
  readonly findings?: readonly Issue[];
}

function prepareChild(child: KubeObject, observed: ObjectGroups, fieldManager: string): PreparedChild {
  const { object: wished, issues: duplicates } = normaliseLists(child);
  const refusals = duplicates.length > 0 ? duplicates : refusalIssues(wished);
  if (refusals.length > 0) return { issues: refusals };
  const live = findObserved(observed, child);
  if (live === undefined) return { desired: stampHash(wished) };
  if (mustRemake(wished, live)) return { desired: stampHash(wished), remake: 'now' };
  const kept = keepImmutable(wished, live, fieldManager);
  // What is made anew is made of what is desired, so the pods have to have that before.
  const isInPlace = kept.refused.length === 0;
  const desired = stampHash(isInPlace ? leaveDuplicates(kept.object, live, fieldManager) : kept.object);
  const change = { wished, desired, live, refused: kept.refused };
  const isStatefulSet = child.kind === 'StatefulSet';
  if (isStatefulSet && renewsPods(change) && replacementObstacles(change).length === 0)
    return { desired, change, remake: 'in turn' };
  const found = isStatefulSet ? { change } : { findings: kept.issues };
  // A pod may need what was refused: the volume of a further claim template. The API server would take it, and then make no pod.
  const lacks = isInPlace ? [] : refusalIssues(kept.object);
  return lacks.length === 0 ? { ...found, desired } : { ...found, issues: lacks };
}

/** The answer with all other observed children as they are. What would take a StatefulSet away ends, where the answer would not bring that back. */
function withUndesired(
  children: readonly KubeObject[],
  observed: ObjectGroups,
  fieldManager: string,
): readonly KubeObject[] {
  const named = new Set(children.map((child) => `${child.apiVersion} ${objectKey(child)}`));
  const others = listObjects(observed).filter((live) => {
    const doomed = doomedStatefulSet(live, observed);
    const isHarmless = doomed === null || named.has(`apps/v1 ${doomed}`);
    return isHarmless && !named.has(`${live.apiVersion} ${objectKey(live)}`);
  });
  return [...children, ...others.map((live) => retain(live, fieldManager))];
}
