import { setTimeout as delay } from 'node:timers/promises';

/** Limits of a wait. */
export interface Patience {
  /** Give up after this many milliseconds (default 60,000). */
  readonly timeoutMs?: number;
  /** Pause between attempts in milliseconds (default 50). */
  readonly everyMs?: number;
}

/**
 * Repeats `attempt` until it does not throw, and gives its value. When time is up, throws the last error of `attempt` with
 * the time waited, so that the failing expectation is what the reader sees.
 */
export async function eventually<T>(attempt: () => Promise<T> | T, patience: Patience = {}): Promise<T> {
  const { timeoutMs = 60_000, everyMs = 50 } = patience;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= deadline) {
        if (error instanceof Error) error.message = `${error.message}\n(waited ${timeoutMs} ms)`;
        throw error;
      }
    }
    await delay(everyMs);
  }
}

/**
 * Holds that `attempt` does not throw at any time within `durationMs`; throws its first error. For "nothing happens" claims:
 * it looks often instead of sleeping once.
 */
export async function throughout(
  durationMs: number,
  attempt: () => Promise<unknown> | unknown,
  everyMs = 500,
): Promise<void> {
  const deadline = Date.now() + durationMs;
  while (Date.now() < deadline) {
    await attempt();
    await delay(Math.min(everyMs, Math.max(0, deadline - Date.now())));
  }
  await attempt();
}
