/** Bodies below this size are cheap to answer as often as they come. */
const minBodyBytes = 256 * 1024;
/** An answer is never held longer than this, in milliseconds. */
const maxPauseMs = 750;
/** Pause after an answer as a multiple of the time it took: syncs of one parent then take a fifth of a core at most. */
const pausePerWork = 4;
/** Parents that were not heard of for so long need not be remembered, in milliseconds. */
const forgetMs = 10_000;

/** Spreads the syncs of large parents. */
export interface Pace {
  /** How many milliseconds an answer shall be held that took `workMs` for a body of so many bytes; 0 for a parent that was quiet. */
  hold(parent: string, bytes: number, workMs: number): number;
}

/**
 * Metacontroller gathers the events of a parent while a sync of it is in work, and begins the next one as soon as it ends. Of thousands of
 * scrape objects created at once each would cost their aggregator a sync over all of them; so an answer that comes soon after the last one
 * of the same parent is held for a moment. The first answer after a quiet time goes out at once. `clock` is monotonic, in milliseconds.
 */
export function createPace(clock: () => number): Pace {
  const freeAt = new Map<string, number>();
  return {
    hold(parent, bytes, workMs) {
      if (bytes < minBodyBytes) return 0;
      const now = clock();
      for (const [key, time] of freeAt) if (time < now - forgetMs) freeAt.delete(key);
      const holdMs = Math.max(0, Math.min(maxPauseMs, (freeAt.get(parent) ?? 0) - now));
      freeAt.set(parent, now + holdMs + Math.min(maxPauseMs, pausePerWork * workMs));
      return holdMs;
    },
  };
}
