import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { median } from './figure.ts';

/** What an empty Node.js 20 script took on the machine for which the budgets were written, in ms. */
const referenceMs = 57;

/** A line about this machine: how fast it is right now, so that figures of different machines and moments can be compared. */
export function describeMachine(): string {
  const times = Array.from({ length: 9 }, () => {
    const begin = performance.now();
    spawnSync(process.execPath, ['-e', '']);
    return performance.now() - begin;
  });
  const ms = median(times);
  const factor = (ms / referenceMs).toFixed(1);
  return `Node ${process.version}, ${cpus().length} cores; an empty script takes ${ms.toFixed(0)} ms, ${factor} times as long as where the budgets were written`;
}
