/**
 * Remembers what was computed from values that are known by a key and a version: a function that takes a Memo answers the same with and
 * without one, only later. Whoever makes the Memo decides how long it lives; a pure function never makes one.
 */
export interface Memo {
  /**
   * The value kept under `key`, if it was kept at the same `version` and `isRight` still accepts it; else what `compute` gives, which
   * is kept in its place. A key must always be used for values of one type.
   */
  recall<T>(key: string, version: string, compute: () => T, isRight?: (value: T) => boolean): T;
}

/** A Memo that keeps the `maxEntries` entries which were used last. */
export function createMemo(maxEntries: number): Memo {
  const entries = new Map<string, { readonly version: string; readonly value: unknown }>();
  return {
    recall<T>(key: string, version: string, compute: () => T, isRight: (value: T) => boolean = () => true): T {
      const known = entries.get(key);
      entries.delete(key);
      const isKnown = known !== undefined && known.version === version && isRight(known.value as T);
      const entry = isKnown ? known : { version, value: compute() };
      entries.set(key, entry);
      if (entries.size > maxEntries) {
        for (const oldest of entries.keys()) {
          entries.delete(oldest);
          break;
        }
      }
      return entry.value as T;
    },
  };
}

/** A Memo that remembers nothing. */
export const noMemo: Memo = { recall: (_key, _version, compute) => compute() };
