/** What matters about one volume claim and the custom resources of its Namespace. */
export interface ClaimFacts {
  /** `terminating`: deleted, but still held by a finalizer. */
  readonly claim: 'absent' | 'live' | 'terminating';
  /** Metacontroller counts the claim as an attachment (the Namespace is its controller): an answer without it deletes it. */
  readonly isAttached: boolean;
  /** Does a living CR want the claim? `frozen`: yes, but nothing of it may change now (paused, being deleted). */
  readonly wish: 'none' | 'active' | 'frozen';
  /** The intent on the claim (annotation with the uid of the CR to be removed with) says the same as the wish. */
  readonly isIntentRight: boolean;
  /** The CR of that intent: none is written; it lives and was read; it lives and cannot be judged (unreadable, or still official); it is gone. */
  readonly intent: 'none' | 'living' | 'unclear' | 'gone';
}

/**
 * - `create`, `converge`: answer the claim as wished, with the intent as wished
 * - `mark`: answer the claim as it is, with the intent as wished
 * - `unmark`: answer the claim as it is, without an intent
 * - `detach`: answer the claim as it is, and so that it is no attachment any more
 * - `attach`: answer the claim as it is, but as an attachment: the first half of its deletion
 * - `remove`: leave out an attachment, which deletes it
 * - `leave`: leave out what is no attachment, which changes nothing
 */
export type ClaimDecision = 'create' | 'converge' | 'mark' | 'unmark' | 'detach' | 'attach' | 'remove' | 'leave';

/**
 * The life of a volume claim that outlives its CR (DESIGN 2.11). A claim is removed only when an explicit intent is written on it
 * and the CR of that intent is gone, and then in two steps, each of which can still be taken back by a CR of the same name.
 * Everything else keeps it.
 */
export function decideClaim({ claim, isAttached, wish, isIntentRight, intent }: ClaimFacts): ClaimDecision {
  if (wish === 'active') return claim === 'absent' ? 'create' : 'converge';
  if (claim === 'absent') return 'leave';
  // A toggle of removePvcAfterDelete counts even while the CR is paused or going: it decides about data.
  if (wish === 'frozen') return isAttached || !isIntentRight ? 'mark' : 'leave';
  if (intent === 'gone') {
    if (isAttached) return 'remove';
    return claim === 'terminating' ? 'leave' : 'attach';
  }
  // The CR lives but wants no claim any more: what its deletion should do to this one was never said.
  if (intent === 'living') return 'unmark';
  return isAttached ? 'detach' : 'leave';
}
