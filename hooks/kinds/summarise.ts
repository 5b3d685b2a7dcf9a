import { type Issue, issueText } from '../api/issue.ts';
import type { Reason } from '../api/reasons.ts';
import { compareBytewise } from '../lib/bytewise.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { truncateBytes } from '../lib/truncate.ts';
import { type Condition, dateConditions, type Fact, holdsSince, maxMessageBytes } from './conditions.ts';

/** Status of a workload kind: the fields that all of them share. Nothing in it is empty, null or undefined (DESIGN 2.18). */
interface WorkloadStatus {
  readonly updateStatus: 'expanding' | 'operational' | 'failed' | 'paused';
  /** Why it failed; left out otherwise. */
  readonly reason?: string;
  readonly observedGeneration: number;
  readonly conditions: readonly Condition[];
}

/** Everything that the status of one workload is made of. */
export interface Outcome {
  /** What is done with the CR: converged, left alone because it is paused, or because it still belongs to the official operator. */
  readonly mode: 'converge' | 'paused' | 'takeover';
  /** What the spec or the cluster makes impossible: the status fails. */
  readonly issues: readonly Issue[];
  /** What is worth a condition but harms nothing. */
  readonly findings: readonly Issue[];
  /** Keys of children that are answered but not yet observed as desired. */
  readonly notApplied: readonly string[];
  readonly awaited: readonly string[];
  /** Children that will not become ready by waiting. */
  readonly failed: readonly string[];
}

/** An Outcome without any finding, to be spread. */
export const nothingFound: Outcome = {
  mode: 'converge',
  issues: [],
  findings: [],
  notApplied: [],
  awaited: [],
  failed: [],
};

/** A status, and after how many seconds it should be looked at again. */
export interface Summary {
  readonly status: WorkloadStatus;
  readonly resyncAfterSeconds?: number;
}

/**
 * Time that the API server and the caches get before a child that is still not as desired counts as refused: apply errors
 * never reach the hook (DESIGN 2.17), so time is all there is to judge by.
 */
const notAppliedGraceSeconds = 90;

/**
 * Makes the status of a workload from what was found. `Ready` is always there; every other condition is true and named after a
 * reason of the catalogue, and gone when it no longer holds. `now` is RFC 3339 and used by the rule of conditions.ts only,
 * and to tell a slow apply from a refused one.
 */
export function summarise(parent: KubeObject, outcome: Outcome, now: string): Summary {
  const waitedSeconds = (Date.parse(now) - (holdsSince('NotApplied', parent) ?? Date.parse(now))) / 1000;
  const isApplying = outcome.mode === 'converge' && outcome.notApplied.length > 0;
  const isRefused = isApplying && waitedSeconds >= notAppliedGraceSeconds;
  const notApplied = `${outcome.notApplied.join(', ')}: not applied as desired; \`kubectl describe ${parent.kind.toLowerCase()} ${parent.metadata.name}\` shows the API server's answer among the Events`;
  const failures: readonly Failure[] = [
    ...(outcome.mode === 'takeover' ? [takeoverFailure(parent)] : []),
    ...outcome.issues.map((issue) => ({ reason: issue.reason, message: issueText(issue) })),
    ...outcome.failed.map((message) => ({ reason: 'ProgressDeadlineExceeded' as const, message })),
    ...(isRefused ? [{ reason: 'NotApplied' as const, message: notApplied }] : []),
  ];
  const verdict = judge(outcome, failures);
  const facts: readonly Fact[] = [
    verdict.ready,
    ...groupByReason([
      ...failures,
      ...outcome.findings.map((issue) => ({ reason: issue.reason, message: issueText(issue) })),
      ...(isApplying && !isRefused ? [{ reason: 'NotApplied' as const, message: notApplied }] : []),
    ]),
  ];
  const status: WorkloadStatus = {
    updateStatus: verdict.updateStatus,
    ...(verdict.updateStatus === 'failed' ? { reason: truncateBytes(verdict.ready.message, maxMessageBytes) } : {}),
    observedGeneration: parent.metadata.generation ?? 0,
    conditions: dateConditions(facts, parent, now),
  };
  if (!isApplying || isRefused) return { status };
  return { status, resyncAfterSeconds: Math.max(1, Math.ceil(notAppliedGraceSeconds - waitedSeconds)) };
}

interface Failure {
  readonly reason: Reason;
  readonly message: string;
}

function takeoverFailure(parent: KubeObject): Failure {
  const { name, namespace = '' } = parent.metadata;
  const message = `the official operator's finalizer is still on this object: stop that operator and run \`vmop takeover\` (${parent.kind} ${namespace}/${name} is left untouched until then)`;
  return { reason: 'TakeoverRequired', message };
}

function judge(
  outcome: Outcome,
  failures: readonly Failure[],
): { updateStatus: WorkloadStatus['updateStatus']; ready: Fact } {
  const ready = (status: Fact['status'], reason: Reason, message: string): Fact => ({
    type: 'Ready',
    status,
    reason,
    message,
  });
  const [first] = failures;
  if (first !== undefined && outcome.mode !== 'paused') {
    const message = [...new Set(failures.map((failure) => failure.message))].join('; ');
    return { updateStatus: 'failed', ready: ready('False', first.reason, message) };
  }
  if (outcome.mode === 'paused') {
    return {
      updateStatus: 'paused',
      ready: ready('Unknown', 'Paused', 'spec.paused is set: children stay as they are'),
    };
  }
  if (outcome.awaited.length > 0) {
    return { updateStatus: 'expanding', ready: ready('False', 'Expanding', outcome.awaited.join('; ')) };
  }
  return { updateStatus: 'operational', ready: ready('True', 'Operational', 'all children are applied and ready') };
}

/** One true condition for each reason, ordered by reason. */
function groupByReason(failures: readonly Failure[]): readonly Fact[] {
  const messages = new Map<Reason, readonly string[]>();
  for (const { reason, message } of failures) messages.set(reason, [...(messages.get(reason) ?? []), message]);
  return [...messages]
    .sort(([a], [b]) => compareBytewise(a, b))
    .map(([reason, list]) => ({ type: reason, status: 'True', reason, message: [...new Set(list)].join('; ') }));
}
