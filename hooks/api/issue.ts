import type { Reason } from './reasons.ts';

/** A user's mistake, as a value: it becomes a denial, a status condition or a CLI error. */
export interface Issue {
  /** Field path from the object's root: `spec.storage.resources.requests.storage`, `spec.volumes[2].name`; `` for the object itself. */
  readonly path: string;
  /** Why, from the closed catalogue in reasons.ts. */
  readonly reason: Reason;
  /** What the user reads: one sentence, says what to do where that is known. Never holds a Secret's value. */
  readonly message: string;
}

/** An issue in one sentence, with the path before the message. A message that begins with its path says it once. */
export function issueText({ path, message }: Pick<Issue, 'path' | 'message'>): string {
  return path === '' || message.startsWith(path) ? message : `${path}: ${message}`;
}

/** What validation says of one object: issues deny or fail it, warnings are only shown. */
export interface Verdict {
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}
