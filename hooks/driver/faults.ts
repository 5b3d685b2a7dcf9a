/** What may go wrong between Metacontroller and the hooks, decided anew for every call. */
export interface Faults {
  /** The answer of this call is lost: Metacontroller applies nothing and retries. */
  losesAnswer(): boolean;
  /** This sync sees what it saw last time, not what is there now. */
  isStale(): boolean;
  /** Order in which parents are synced in this round. */
  reorder<T>(items: readonly T[]): readonly T[];
  /** True while something may still go wrong; a run does not end before. */
  isActive(): boolean;
}

/** Nothing goes wrong, parents in the order of the registry. */
export const noFaults: Faults = {
  losesAnswer: () => false,
  isStale: () => false,
  reorder: (items) => items,
  isActive: () => false,
};

/**
 * Faults at a rate between 0 and 1, the same for the same seed; after `calls` decisions nothing goes wrong any more, so a run can converge.
 * The generator is mulberry32: 32 bits of state, good enough to shuffle.
 */
export function seededFaults(seed: number, rate: number, calls: number): Faults {
  let state = seed >>> 0;
  let left = calls;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const strikes = (): boolean => {
    left -= 1;
    return left >= 0 && next() < rate;
  };
  return {
    losesAnswer: strikes,
    isStale: strikes,
    isActive: () => left > 0,
    reorder: (items) =>
      items
        .map((item) => ({ item, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ item }) => item),
  };
}
