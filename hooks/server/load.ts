import type { ServerOptions } from '../api/server-options.ts';

/** What the process is busy with, and whether it is stopping. */
export interface Load {
  /** Takes a request of so many body bytes in, or says why not. */
  enter(bytes: number): 'Draining' | 'Overloaded' | Ticket;
  /** From now on every request is refused. */
  drain(): void;
  readonly isDraining: boolean;
  readonly requests: number;
}

/** Right of one request to be worked on; released exactly once, however often it is called. */
interface Ticket {
  release(): void;
}

/** Counts requests and their bytes against the limits. A single request is always let in, however large: the body limit is another matter. */
export function createLoad({ maxRequests, maxBodyBytes }: Pick<ServerOptions, 'maxRequests' | 'maxBodyBytes'>): Load {
  let requests = 0;
  let bodyBytes = 0;
  let draining = false;

  return {
    enter(bytes) {
      if (draining) return 'Draining';
      if (requests >= maxRequests || (requests > 0 && bodyBytes + bytes > maxBodyBytes)) return 'Overloaded';
      requests += 1;
      bodyBytes += bytes;
      let held = true;
      return {
        release() {
          if (!held) return;
          held = false;
          requests -= 1;
          bodyBytes -= bytes;
        },
      };
    },
    drain() {
      draining = true;
    },
    get isDraining() {
      return draining;
    },
    get requests() {
      return requests;
    },
  };
}
