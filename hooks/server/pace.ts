/** Bodies below this size are cheap to answer as often as they come. */
const minBodyBytes = 256 * 1024;
/** Work on one parent that is free of any pause, in milliseconds: some edits in a row are answered at once. */
const allowanceMs = 500;
/** Reading the body, writing the answer and collecting the garbage cost about as much again as the hook itself. */
const bodyCost = 2;
/** Share of one core that a parent may use in the long run. */
const share = 0.1;
/** An answer is never held longer than this, in milliseconds. */
const maxHoldMs = 1500;

/** Spreads the syncs of large parents. */
export interface Pace {
  /** How many milliseconds an answer shall be held that took `workMs` for a body of so many bytes; 0 unless the parent was busy lately. */
  hold(parent: string, bytes: number, workMs: number): number;
}

/** Work that a parent has had and not yet made up for by quiet time. */
interface Debt {
  readonly ms: number;
  readonly at: number;
}

/**
 * Metacontroller gathers the events of a parent while a sync of it is in work, and begins the next one as soon as it ends. Of thousands of
 * scrape objects created at once each would cost their aggregator a sync over all of them; so once a parent has used up its allowance, its
 * answers are held for a moment. After a quiet time they go out at once. `clock` is monotonic, in milliseconds.
 */
export function createPace(clock: () => number): Pace {
  const debts = new Map<string, Debt>();
  return {
    hold(parent, bytes, workMs) {
      if (bytes < minBodyBytes) return 0;
      const now = clock();
      const rest = (debt: Debt | undefined) =>
        debt === undefined ? 0 : Math.max(0, debt.ms - share * (now - debt.at));
      for (const [key, debt] of debts) if (rest(debt) === 0) debts.delete(key);
      const ms = rest(debts.get(parent)) + bodyCost * workMs;
      debts.set(parent, { ms: Math.min(ms, allowanceMs + share * maxHoldMs), at: now });
      return Math.max(0, Math.min(maxHoldMs, (ms - allowanceMs) / share));
    },
  };
}
