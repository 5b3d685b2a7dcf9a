import { setTimeout } from 'node:timers/promises';
import { installNames } from '../../hooks/lib/install-names.ts';
import type { Installation } from '../harness/installation.ts';
import type { WriteCounter } from '../harness/writes.ts';
import type { Figure } from './figure.ts';
import { cpuSeconds, residentMegabytes } from './process-figures.ts';

/** CPU seconds that Metacontroller and the hooks have used since each was started. */
export interface Usage {
  readonly metacontroller: number;
  readonly hooks: number;
}

/** CPU of an installation so far; the difference of two of them is what something cost. */
export async function usageOf({ metacontroller, hooks }: Installation): Promise<Usage> {
  return { metacontroller: await cpuSeconds(metacontroller.pid ?? 0), hooks: await cpuSeconds(hooks.pid ?? 0) };
}

/** Chooses what Metacontroller writes. */
export const byMetacontroller = { user: `system:serviceaccount:${installNames.namespace}:vmop-metacontroller` };

/** What a phase cost; the budget is for both programs together. */
export function cpuFigures(phase: string, before: Usage, after: Usage, budget?: number): Figure[] {
  const both = bothOf(after) - bothOf(before);
  return [
    { name: `${phase}: CPU of Metacontroller`, value: after.metacontroller - before.metacontroller, unit: 's' },
    { name: `${phase}: CPU of the hooks`, value: after.hooks - before.hooks, unit: 's' },
    { name: `${phase}: CPU of both`, value: both, unit: 's', ...(budget === undefined ? {} : { budget }) },
  ];
}

/** CPU of both programs. */
export function bothOf({ metacontroller, hooks }: Usage): number {
  return metacontroller + hooks;
}

/** Highest resident memory of a process so far, in MB; NaN where it does not run. */
export async function peakMegabytes(pid: number | undefined): Promise<number> {
  return pid === undefined ? Number.NaN : await residentMegabytes(pid, 'peak');
}

/** Waits until a process uses less than a tenth of a core: an API server is busy for a while with what it was given. */
export async function calm(pid: number | undefined): Promise<void> {
  if (pid === undefined) return;
  const deadline = performance.now() + 90_000;
  while (performance.now() < deadline) {
    const before = await cpuSeconds(pid);
    await setTimeout(2000);
    if ((await cpuSeconds(pid)) - before < 0.2) return;
  }
}

/** Waits until no write has come for some milliseconds; gives the time (`performance.now`) of the last write, as near as it was looked at. */
export async function quiet(writes: WriteCounter, forMs = 3000): Promise<number> {
  let last = await writes.mark();
  let since = performance.now();
  while (performance.now() - since < forMs) {
    await setTimeout(100);
    const mark = await writes.mark();
    if (mark !== last) since = performance.now();
    last = mark;
  }
  return since;
}
