import type { FastifyInstance } from 'fastify';

/** A part of the service that listens. */
export interface Running {
  /** What the start line says of it: `hooks on *:8085 (bearer token)`. */
  readonly title: string;
  readonly port: number;
  /** From now on the part tells its callers to go elsewhere, in its own way. */
  drain(): void;
  /** Stops listening and finishes what is in work. */
  close(): Promise<void>;
}

// Longer than any hook may take (60 s), shorter than the pod's terminationGracePeriodSeconds (90 s).
const finishMs = 65_000;

/** Closes an app: idle connections at once, busy ones after their answer, and after 65 s whatever is left. */
export async function closeApp(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), finishMs);
  await app.close();
  clearTimeout(timer);
}
