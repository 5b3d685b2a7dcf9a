import { setTimeout as delay } from 'node:timers/promises';
import type { Installation } from './installation.ts';
import type { NodeSimulator } from './node-simulator.ts';

/** What may be killed: the process of an action's Job, Metacontroller, the hooks. */
export const victims = ['job', 'metacontroller', 'hooks'] as const;
export type Victim = (typeof victims)[number];

/** Kills programs of vmop with SIGKILL in the middle of their work, and starts them again as a cluster does. */
export class Killer {
  readonly #vmop: Installation;
  readonly #nodes: NodeSimulator;
  readonly #namespace: string;
  readonly #killed: Victim[] = [];

  /** Of the Jobs, it kills those of one namespace. */
  constructor(vmop: Installation, nodes: NodeSimulator, namespace: string) {
    this.#vmop = vmop;
    this.#nodes = nodes;
    this.#namespace = namespace;
  }

  /** What was killed until now. */
  get killed(): readonly Victim[] {
    return this.#killed;
  }

  /** Kills a victim so many milliseconds from now. Resolves when it runs again; for a Job, whose process has yet to start, at once. */
  async kill(victim: Victim, afterMs: number): Promise<void> {
    if (victim === 'job') {
      const killed = this.#nodes.jobs.killNext(({ metadata }) => metadata.namespace === this.#namespace, afterMs);
      void killed.then(() => this.#killed.push(victim));
      return;
    }
    await delay(afterMs);
    await this.#vmop[victim].kill();
    this.#killed.push(victim);
    await this.#vmop[victim].start();
  }
}
