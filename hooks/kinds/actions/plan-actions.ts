import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import { observedHash } from '../../metacontroller/desired-hash.ts';
import { findObserved } from '../gate.ts';
import { judgeClaims } from '../storage/claim-growth.ts';
import { replacementObstacles, type StatefulSetChange } from '../storage/replacement.ts';
import type { Action } from './action.ts';
import { buildAction } from './build-action.ts';
import { manualCommands } from './commands.ts';
import { jobFailure } from './job-state.ts';
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
}

const idle: ActionPlan = { children: [], findings: [], failures: [], notApplied: [], awaited: [] };

/**
 * Decides which actions the StatefulSets of a CR need (DESIGN 7). Claims grow at once, because a full volume may be what keeps
 * pods from getting ready; a StatefulSet is made anew only when everything is ready and its claims have grown, one StatefulSet at a
 * time; a roll-out gets help while it lasts. Nothing is begun for a StatefulSet of which something can never be done.
 */
export function planActions(input: ActionInput): ActionPlan {
  let plan = idle;
  let mayReplace = input.isSettled;
  for (const change of input.changes) {
    const claims = judgeClaims(change.wished, input.related);
    const obstacles = [...replacementObstacles(change), ...claims.obstacles];
    plan = join(plan, { ...idle, findings: [...obstacles, ...claims.findings] });
    const roll = wantRoll(change);
    if (roll !== null) plan = join(plan, carryOut(roll, change.live, input));
    if (obstacles.length > 0) continue;
    const { name, namespace = '', uid = '' } = change.live.metadata;
    const target = { namespace, statefulSet: name, uid };
    if (claims.wishes.length > 0) {
      plan = join(plan, carryOut({ ...target, verb: 'grow', claims: claims.wishes }, change.live, input));
    } else if (change.refused.length > 0 && change.live.metadata.deletionTimestamp === undefined) {
      const replace: Action = { ...target, verb: 'replace', hash: observedHash(change.live) ?? '' };
      plan = join(plan, mayReplace ? carryOut(replace, change.live, input) : postpone(replace, change));
      mayReplace = false;
    }
  }
  return plan;
}

function carryOut(action: Action, live: KubeObject, { observed, settings }: ActionInput): ActionPlan {
  const what = describe(action, live);
  const byHand = `by hand: ${manualCommands(action, live)}`;
  if (settings.actions === 'manual' || settings.ownImage === '') {
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

function postpone(action: Action, { live, refused }: StatefulSetChange): ActionPlan {
  const message = `${describe(action, live)} for its ${refused.join(', ')}, one StatefulSet at a time and when everything is ready`;
  return { ...idle, findings: [{ path: '', reason: 'ActionPending', message }] };
}

function describe(action: Action, live: KubeObject): string {
  const key = objectKey(live);
  switch (action.verb) {
    case 'grow': {
      const sizes = [...new Set(action.claims.map(({ size }) => size))].join(' and ');
      return `the claims of ${key} are to grow to ${sizes}`;
    }
    case 'replace':
      return `${key} is to be made anew around its pods`;
    case 'roll':
      return `pods of ${key} are to be evicted for their new revision`;
    default:
      return action satisfies never;
  }
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
