/** Outcome of something that a user's input may make fail: a value, or the error that explains why not. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Wraps a value as a successful Result. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** Wraps an error as a failed Result. */
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });
