import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import { observedHash } from '../../metacontroller/desired-hash.ts';
import { findObserved } from '../gate.ts';
import { judgeClaims } from '../storage/claim-growth.ts';
import { renewsPods, replacementObstacles, type StatefulSetChange, templateTurnover } from '../storage/replacement.ts';
import type { Action, ClaimWish } from './action.ts';
import { buildAction } from './build-action.ts';
import { manualCommands } from './commands.ts';
import { jobFailure } from './job-state.ts';
import { isManual } from './renewing.ts';
import { wantRoll } from './want-roll.ts';

/** What is done beside what can be declared. */
export interface ActionPlan {
  /** Jobs with their accounts and roles, stamped with their hash. */
  readonly children: readonly KubeObject[];
  /** What harms nothing, but shall be seen. */
  readonly findings: readonly Issue[];
  /** Actions that failed: the status fails. */
  readonly failures: readonly Issue[];
  /** Keys of children that are not observed as desired. */
  readonly notApplied: readonly string[];
  /** What the roll-out waits for, one sentence each. */
  readonly awaited: readonly string[];
}

/** What actions are decided from. */
export interface ActionInput {
  /** StatefulSets that are observed and wanted, in roll-out order. */
  readonly changes: readonly StatefulSetChange[];
  readonly observed: ObjectGroups;
  readonly related: ObjectGroups;
  readonly settings: Settings;
  /** True when all that the spec wants is observed as desired and ready. */
  readonly isSettled: boolean;
  /** Keys of StatefulSets to be made anew with other pods whose turn it is. */
  readonly due: ReadonlySet<string>;
  /** Names of StatefulSets that were made anew around pods which are not theirs yet. */
  readonly renewing: ReadonlySet<string>;
}

const idle: ActionPlan = { children: [], findings: [], failures: [], notApplied: [], awaited: [] };

/**
 * Decides which actions the StatefulSets of a CR need (DESIGN 7). Claims grow at once, because a full volume may be what keeps
 * pods from getting ready; a StatefulSet is made anew only when everything is ready and its claims have grown, or, where its pods restart
 * for that, when it is its turn to roll; one StatefulSet at a time. A roll-out gets help while it lasts. Nothing is begun for a
 * StatefulSet of which something can never be done.
 */
export function planActions(input: ActionInput): ActionPlan {
  let plan = idle;
  let isReplacing = false;
  for (const change of input.changes) {
    const claims = judgeClaims(change.wished, input.related);
    const obstacles = [...replacementObstacles(change), ...claims.obstacles];
    plan = join(plan, { ...idle, findings: [...obstacles, ...claims.findings] });
    const roll = wantRoll(change, input.renewing);
    if (roll !== null) plan = join(plan, carryOut(roll, change.live, describeRoll(change.live), input));
    if (obstacles.length > 0) continue;
    const { name, namespace = '', uid = '' } = change.live.metadata;
    const target = { namespace, statefulSet: name, uid };
    if (claims.wishes.length > 0) {
      const grow: Action = { ...target, verb: 'grow', claims: claims.wishes };
      plan = join(plan, carryOut(grow, change.live, describeGrowth(claims.wishes, change.live), input));
    } else if (change.refused.length > 0 && change.live.metadata.deletionTimestamp === undefined) {
      const replace: Action = { ...target, verb: 'replace', hash: observedHash(change.live) ?? '' };
      const isDue = renewsPods(change) ? input.due.has(objectKey(change.live)) : input.isSettled;
      const what = describeReplacement(change);
      const isNext: boolean = isDue && !isReplacing;
      plan = join(plan, isNext ? carryOut(replace, change.live, what, input) : postpone(change, what));
      isReplacing ||= isNext;
    }
  }
  return plan;
}

function carryOut(
  action: Action,
  live: KubeObject,
  what: string,
  { observed, settings, renewing }: ActionInput,
): ActionPlan {
  const byHand = `by hand: ${manualCommands(action, live, renewing.has(live.metadata.name))}`;
  if (isManual(settings)) {
    return { ...idle, findings: [{ path: '', reason: 'ActionRequired', message: `${what}; ${byHand}` }] };
  }
  const { job, children } = buildAction(action, live, settings);
  const notApplied = children.filter((child) => {
    const present = findObserved(observed, child);
    return present === undefined || observedHash(present) !== observedHash(child);
  });
  const present = findObserved(observed, job);
  const failure = present === undefined ? null : jobFailure(present);
  if (failure !== null) {
    const message = `${what}, but ${objectKey(job)} has failed: ${failure}; ${byHand}`;
    return { ...idle, children, failures: [{ path: '', reason: 'ActionFailed', message }] };
  }
  return {
    ...idle,
    children,
    notApplied: notApplied.map(objectKey),
    findings: [{ path: '', reason: 'ActionPending', message: `${what}: ${objectKey(job)} does it; ${byHand}` }],
    awaited: [`${objectKey(job)} is at work`],
  };
}

function postpone(change: StatefulSetChange, what: string): ActionPlan {
  const when = renewsPods(change)
    ? 'when all before it and its own pods are ready'
    : `for its ${change.refused.join(', ')}, one StatefulSet at a time and when everything is ready`;
  return { ...idle, findings: [{ path: '', reason: 'ActionPending', message: `${what} ${when}` }] };
}

/** That a StatefulSet is made anew; where its pods restart, for which claim templates, and that claims stay whatever goes. */
function describeReplacement(change: StatefulSetChange): string {
  const head = `${objectKey(change.live)} is to be made anew around its pods`;
  if (!renewsPods(change)) return head;
  const { added, removed } = templateTurnover(change);
  const turnover = [
    ...(added.length === 0 ? [] : [`get claims of ${added.join(', ')}`]),
    ...(removed.length === 0 ? [] : [`leave those of ${removed.join(', ')}, which stay`]),
  ];
  return `${head}, which then restart one by one: they ${turnover.join(' and ')}`;
}

function describeGrowth(wishes: readonly ClaimWish[], live: KubeObject): string {
  const sizes = [...new Set(wishes.map(({ size }) => size))].join(' and ');
  return `the claims of ${objectKey(live)} are to grow to ${sizes}`;
}

function describeRoll(live: KubeObject): string {
  return `pods of ${objectKey(live)} are to be evicted for their new revision`;
}

function join(left: ActionPlan, right: ActionPlan): ActionPlan {
  return {
    children: [...left.children, ...right.children],
    findings: [...left.findings, ...right.findings],
    failures: [...left.failures, ...right.failures],
    notApplied: [...left.notApplied, ...right.notApplied],
    awaited: [...left.awaited, ...right.awaited],
  };
}
