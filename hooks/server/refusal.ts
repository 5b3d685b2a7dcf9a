import { type Reason, reasons } from '../api/reasons.ts';
import { HookError } from '../dispatch/hook-error.ts';
import { GuardRefusal } from '../metacontroller/guard.ts';

/** A request that gets no answer: what the caller reads, and what only the log says. */
export interface Refusal {
  readonly status: number;
  readonly reason: Reason;
  /** For the log. Never holds an object's content. */
  readonly message: string;
  /** Where an unforeseen error was thrown. */
  readonly frames?: readonly string[];
  readonly isGuard?: true;
}

// Metacontroller calls again at once when a 429 has no Retry-After (DESIGN 2.23).
const retryAfterSeconds: Readonly<Record<number, string>> = { 429: '2', 503: '2' };
const maxBodyBytes = 200;

/**
 * Says what became of an error that a hook threw. HookError and GuardRefusal promise messages without object contents; the
 * message of any other error is withheld, because it may quote a Secret, and its stack frames stand for it.
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof HookError) return hookRefusal(error);
  if (error instanceof GuardRefusal) {
    return { status: 500, reason: error.reason, message: error.message, isGuard: true };
  }
  const status = statusOf(error);
  if (status === 413) return { status, reason: 'BodyTooLarge', message: 'the body exceeds the limit' };
  if (status >= 400 && status < 500) return { status, reason: 'InvalidRequest', message: `refused with ${status}` };
  return { status: 500, reason: 'HookFailed', message: describe(error), frames: framesOf(error) };
}

function hookRefusal({ status, reason, message, cause }: HookError): Refusal {
  if (cause instanceof GuardRefusal) return { status, reason, message: cause.message, isGuard: true };
  if (cause === undefined) return { status, reason, message };
  return { status, reason, message: `${message} (${describe(cause)})`, frames: framesOf(cause) };
}

function describe(error: unknown): string {
  return `${error instanceof Error ? error.name : typeof error}, message withheld`;
}

/** Headers of a refusal. */
export function refusalHeaders({ status }: Refusal): Readonly<Record<string, string>> {
  const retry = retryAfterSeconds[status];
  return {
    'content-type': 'text/plain; charset=utf-8',
    ...(retry === undefined ? {} : { 'retry-after': retry }),
    // The rest of a body that nobody will read must not hold up the next request.
    ...(status === 401 || status === 413 ? { connection: 'close' } : {}),
  };
}

/** Body of a refusal, at most 200 bytes: reason and meaning from the catalogue and nothing else, because Metacontroller puts it into Events. */
export function refusalBody({ reason }: Refusal): string {
  const text = `${reason}: ${reasons[reason].meaning}`;
  return Buffer.byteLength(text) <= maxBodyBytes ? text : `${text.slice(0, maxBodyBytes - 3)}...`;
}

// Fastify's own errors carry a status.
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

function framesOf(error: unknown): readonly string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => /^ +at /.test(line)).map((line) => line.trim());
}
