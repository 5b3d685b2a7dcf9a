import { err, ok, type Result } from '../lib/result.ts';
import { type HookOutcome, type HookSubject, outcomeOf, subjectOf } from './hook-subject.ts';
import type { HookPair } from './hook-table.ts';
import type { JsonBody } from './json-body.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type Refusal, refusalOf } from './refusal.ts';

/** The two questions of Metacontroller. */
type Verb = 'customize' | 'sync';

/** One hook, as a URL names it. */
export interface HookTarget {
  readonly pair: HookPair;
  readonly verb: Verb;
}

/** Where a hook reports to; `clock` is monotonic, in milliseconds. */
export interface Reporting {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: () => number;
}

/** The answer of a hook, and what it cost. */
export interface HookAnswer {
  readonly text: string;
  /** Names the parent among all controllers. */
  readonly parent: string;
  readonly workMs: number;
}

/** Runs one hook on one body: the answer, or the refusal. One log line and all metrics are written; nothing is thrown. */
export function runHook(
  { pair, verb }: HookTarget,
  body: JsonBody,
  { log, metrics, clock }: Reporting,
): Result<HookAnswer, Refusal> {
  const started = clock();
  const labels = { controller: pair.name, hook: verb };
  const subject = subjectOf(body.value);
  metrics.hookRequestBytes.observe(labels, body.bytes);
  const run: Run = { pair, verb, subject, bytesIn: body.bytes, ms: () => roundMs(clock() - started) };
  const result = answer(pair, verb, body.value);
  if (result.ok) {
    const { text, outcome } = result.value;
    const bytesOut = Buffer.byteLength(text);
    metrics.hookResponseBytes.observe(labels, bytesOut);
    if (verb === 'sync') countSync(run, outcome, metrics);
    reportAnswer(run, outcome, bytesOut, log);
  } else {
    if (result.error.isGuard === true)
      metrics.guardRefusals.inc({ controller: pair.name, reason: result.error.reason });
    if (verb === 'sync') {
      metrics.reconcileErrors.inc({ controller: pair.name });
      metrics.reconciles.inc({ controller: pair.name, result: 'error' });
    }
    reportRefusal(run, result.error, log);
  }
  const seconds = (clock() - started) / 1000;
  metrics.hookSeconds.observe(labels, seconds);
  if (verb === 'sync') metrics.reconcileSeconds.observe({ controller: pair.name }, seconds);
  if (!result.ok) return result;
  const parent = `${pair.name}/${subject.namespace ?? ''}/${subject.name ?? ''}`;
  return ok({ text: result.value.text, parent, workMs: seconds * 1000 });
}

interface Run {
  readonly pair: HookPair;
  readonly verb: Verb;
  readonly subject: HookSubject;
  readonly bytesIn: number;
  ms(): number;
}

function answer(pair: HookPair, verb: Verb, body: unknown): Result<{ text: string; outcome: HookOutcome }, Refusal> {
  try {
    const value = verb === 'sync' ? pair.sync(body) : pair.customize(body);
    return ok({ text: JSON.stringify(value), outcome: outcomeOf(value) });
  } catch (error) {
    return err(refusalOf(error));
  }
}

function countSync({ pair, subject }: Run, outcome: HookOutcome, metrics: Metrics): void {
  const controller = pair.name;
  const { namespace = '', name = '' } = subject;
  const result = outcome.resyncAfterSeconds === undefined ? 'success' : 'requeue_after';
  metrics.reconciles.inc({ controller, result });
  if (outcome.reason === 'InvalidField')
    metrics.parsingErrors.inc({ controller, namespaced_name: `${namespace}/${name}` });
  if (outcome.updateStatus === undefined || pair.resyncPeriodSeconds === undefined) return;
  // Two lost resyncs and a bit: then the object is gone or another replica answers for it.
  const lifetimeMs = (2 * pair.resyncPeriodSeconds + 30) * 1000;
  metrics.setObjectState({ controller, namespace, name, updateStatus: outcome.updateStatus }, lifetimeMs);
}

function reportAnswer(run: Run, outcome: HookOutcome, bytesOut: number, log: Log): void {
  const { children, updateStatus, reason } = outcome;
  const line = { ...identify(run), ms: run.ms(), bytesIn: run.bytesIn, bytesOut, children, updateStatus, reason };
  if (run.verb === 'customize') log.debug(line, 'customize answered');
  else if (updateStatus === 'failed') log.warn(line, 'sync answered');
  else log.info(line, 'sync answered');
}

function reportRefusal(run: Run, { status, reason, message, frames }: Refusal, log: Log): void {
  const line = { ...identify(run), ms: run.ms(), bytesIn: run.bytesIn, status, reason, error: message, frames };
  if (status >= 500) log.error(line, `${run.verb} failed`);
  else log.warn(line, `${run.verb} refused`);
}

function identify({ pair, verb, subject }: Run): object {
  return { hook: verb, kind: pair.name, ...subject };
}

function roundMs(ms: number): number {
  return Math.round(ms * 100) / 100;
}
