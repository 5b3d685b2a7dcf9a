/** Bodies below this size are cheap to answer as often as they come. */
const minBodyBytes = 256 * 1024;
/** A parent that asks nothing for so long after an answer is at rest: in milliseconds, and as a multiple of what the sync costs, since a busy machine begins the next one late. */
const minRestMs = 400;
const restPerWork = 8;
/** So many syncs without a rest are free: one edit makes three, for itself, for the Secret that it changes, and for the object's status. */
const freeSyncs = 4;
/** Reading the body, writing the answer and collecting the garbage cost about as much again as the hook itself. */
const bodyCost = 2;
/** Share of one core that a parent without rest may use. */
const share = 0.1;
/** An answer is never held longer than this, in milliseconds. */
const maxHoldMs = 1500;

/** Spreads the syncs of large parents. */
export interface Pace {
  /** How many milliseconds an answer shall be held that took `workMs` for a body of so many bytes; 0 unless many syncs of the parent followed each other. */
  hold(parent: string, bytes: number, workMs: number): number;
}

/** Syncs of one parent that followed each other without a rest. */
interface Row {
  readonly syncs: number;
  readonly answeredAt: number;
}

/**
 * Metacontroller gathers the events of a parent while a sync of it is in work, and begins the next one as soon as it ends. Of thousands of
 * scrape objects created at once each would cost their aggregator a sync over all of them; so when syncs do not end, answers are held for a
 * moment. What counts is how they follow each other and not what they cost, so that a single edit goes out at once on slow machines as
 * well. `clock` is monotonic, in milliseconds.
 */
export function createPace(clock: () => number): Pace {
  const rows = new Map<string, Row>();
  return {
    hold(parent, bytes, workMs) {
      if (bytes < minBodyBytes) return 0;
      const now = clock();
      const restMs = Math.max(minRestMs, restPerWork * workMs);
      for (const [key, row] of rows) if (now - workMs - row.answeredAt >= restMs) rows.delete(key);
      const syncs = 1 + (rows.get(parent)?.syncs ?? 0);
      const holdMs = syncs <= freeSyncs ? 0 : Math.min(maxHoldMs, (bodyCost * workMs) / share);
      rows.set(parent, { syncs, answeredAt: now + holdMs });
      return holdMs;
    },
  };
}
