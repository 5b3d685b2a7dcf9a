import type { Issue } from '../api/issue.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import type { ObjectGroups, SyncInput, SyncOutput } from '../metacontroller/contract.ts';
import { stampHash } from '../metacontroller/desired-hash.ts';
import { keepImmutable } from '../metacontroller/immutable.ts';
import { normaliseLists } from '../metacontroller/normalise.ts';
import { refusalIssues } from '../metacontroller/refusal.ts';
import { mustRemake } from '../metacontroller/remake.ts';
import { listObjects, retain, retainAll } from '../metacontroller/retain.ts';
import { isActionObject, orphaningStatefulSets, replacesAnnotation } from './actions/job-state.ts';
import { planActions } from './actions/plan-actions.ts';
import { findObserved, type GatedPhase, passGate } from './gate.ts';
import { isOfficial } from './official-finalizer.ts';
import { retireReplaced } from './retire.ts';
import type { StatefulSetChange } from './storage/replacement.ts';
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
  // While the official finalizer is there, either the takeover was forgotten, and answering with children would overwrite theirs
  // blindly (DESIGN 2.5); or it is under way and takes the finalizer off last; or the official operator runs, and both would write.
  if (isOfficial(parent)) return answer(retained(), { ...nothingFound, mode: 'takeover' });
  if (parent.spec.paused === true) {
    // A pause ends what is at work; what has deleted a StatefulSet stays, so that it comes back afterwards.
    const unfinished = new Set(
      finishing(observed, orphaningStatefulSets(observed)).map(({ metadata }) => metadata.name),
    );
    const stays = (child: KubeObject) => !isActionObject(child) || unfinished.has(child.metadata.name);
    return answer(retained().filter(stays), { ...nothingFound, mode: 'paused' });
  }

  const { refused = [] } = input;
  const built = refused.length > 0 ? { phases: [], issues: refused, findings: [] } : recipe.build(input);
  const prepared = prepare(built, observed, settings.fieldManager);
  const issues = [...built.issues, ...prepared.issues];
  const isOpen = parent.metadata.deletionTimestamp !== undefined;
  const orphaning = orphaningStatefulSets(observed);
  const gate = passGate({
    phases: prepared.phases,
    observed,
    fieldManager: settings.fieldManager,
    isOpen,
    mayRemake: issues.length === 0,
    orphaning,
  });
  const isReady = gate.awaited.length === 0 && gate.failed.length === 0;
  const actions = planActions({
    changes: isOpen ? [] : prepared.changes,
    observed,
    related: input.related,
    settings,
    isSettled: isReady && issues.length === 0,
  });
  const outcome = {
    ...nothingFound,
    failed: gate.failed,
    awaited: [...gate.awaited, ...actions.awaited],
    notApplied: [...gate.notApplied, ...actions.notApplied],
    issues: [...issues, ...actions.failures],
    findings: [...built.findings, ...prepared.findings, ...actions.findings],
  };
  // Until a StatefulSet is there again, the objects of the action that deleted it are what tells that it has to come back.
  const unfinished = isOpen ? [] : finishing(observed, orphaning);
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

/** Observed objects of the actions that made these StatefulSets go. */
function finishing(observed: ObjectGroups, orphaning: ReadonlySet<string>): readonly KubeObject[] {
  return listObjects(observed).filter(({ metadata }) =>
    orphaning.has(metadata.annotations?.[replacesAnnotation] ?? ''),
  );
}

/**
 * Answer for a parent that its own kind cannot read: every observed child stays as it is, the status says why. Takes the
 * parent as it came; it needs no more than metadata.
 */
export function failedParent(
  input: Pick<SyncInput<KubeObject>, 'parent' | 'children' | 'settings' | 'now'>,
  issues: readonly Issue[],
): SyncOutput {
  const { status } = summarise(input.parent, { ...nothingFound, issues }, input.now);
  return { children: retainAll(input.children, input.settings.fieldManager), status };
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
  const issues: Issue[] = [];
  const findings: Issue[] = [];
  const changes: StatefulSetChange[] = [];
  const phases = built.phases.map((phase) => {
    const remade = new Set<string>();
    const children = phase.children.flatMap((child) => {
      const normal = normaliseLists(child);
      const refusals = normal.issues.length > 0 ? normal.issues : refusalIssues(normal.object);
      issues.push(...refusals);
      if (refusals.length > 0) return [];
      const live = findObserved(observed, child);
      if (live === undefined) return [stampHash(normal.object)];
      if (mustRemake(normal.object, live)) {
        remade.add(objectKey(child));
        return [stampHash(normal.object)];
      }
      const kept = keepImmutable(normal.object, live, fieldManager);
      const desired = stampHash(kept.object);
      if (child.kind === 'StatefulSet') changes.push({ wished: normal.object, desired, live, refused: kept.refused });
      else findings.push(...kept.issues);
      // A pod may need what was refused: the volume of a further claim template. The API server would take it, and then make no pod.
      const lacks = kept.refused.length === 0 ? [] : refusalIssues(kept.object);
      issues.push(...lacks);
      return lacks.length === 0 ? [desired] : [];
    });
    return { ...phase, children, remade, isBroken: phase.isBroken === true || children.length < phase.children.length };
  });
  return { phases, issues, findings, changes };
}

function withUndesired(
  children: readonly KubeObject[],
  observed: ObjectGroups,
  fieldManager: string,
): readonly KubeObject[] {
  const named = new Set(children.map((child) => `${child.apiVersion} ${objectKey(child)}`));
  const others = listObjects(observed).filter((live) => !named.has(`${live.apiVersion} ${objectKey(live)}`));
  return [...children, ...others.map((live) => retain(live, fieldManager))];
}
