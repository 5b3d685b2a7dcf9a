import type { Reason } from '../api/reasons.ts';
import { truncateBytes } from '../lib/truncate.ts';
import { GuardRefusal } from '../metacontroller/guard.ts';

/** Longest message: Metacontroller puts the whole body of an error into an Event of the parent. */
const maxMessageBytes = 200;

/** Why a hook call got no answer. Metacontroller applies and deletes nothing and retries, whatever the status. */
export class HookError extends Error {
  /** 400: the request is none of Metacontroller's; 500: a bug of ours, or a request that lacks something. */
  readonly status: 400 | 500;
  readonly reason: Reason;

  /** `cause` is for the log only: it may quote user data, so its message never becomes part of the answer. */
  constructor(status: 400 | 500, reason: Reason, message: string, cause?: unknown) {
    super(truncateBytes(message, maxMessageBytes), cause === undefined ? {} : { cause });
    this.name = 'HookError';
    this.status = status;
    this.reason = reason;
  }
}

/** Runs a hook function and turns whatever it throws into a HookError: a refusal of the guard keeps its reason, anything else becomes `HookFailed` with the subject alone. */
export function asHookError<T>(subject: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof HookError) throw error;
    if (error instanceof GuardRefusal) throw new HookError(500, error.reason, error.message, error);
    throw new HookError(500, 'HookFailed', `${subject} failed; the log of the hooks says why`, error);
  }
}
