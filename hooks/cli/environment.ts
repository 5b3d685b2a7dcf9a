import type { Settings } from '../api/settings.ts';
import { parseSettings } from '../api/settings-table.ts';
import type { DriveOptions } from '../driver/drive.ts';
import { callInProcess } from '../driver/in-process.ts';
import { namespaceDecorator } from '../driver/namespace-decorator.ts';
import { assumeJobs } from '../plan/assume-jobs.ts';
import type { PlanOptions } from '../plan/plan.ts';
import { allKinds } from '../registry.ts';
import { BadInput, type CliIo } from './io.ts';

/** Time of a rendering or a plan: fixed, so that the same files give the same bytes; no time reaches the output. */
const fixedTime = '2000-01-01T00:00:00Z';

/** Settings from the VM_* variables of the shell, so that a preview agrees with a service that has the same. Throws BadInput naming every bad one. */
export function settingsFrom({ env, stderr }: Pick<CliIo, 'env' | 'stderr'>): Settings {
  const parsed = parseSettings(env);
  if (!parsed.ok) throw new BadInput(parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  for (const warning of parsed.value.warnings) stderr.write(`warning: ${warning}\n`);
  return parsed.value.settings;
}

/** All hooks of the registry, called in this process, with Jobs. */
export function localHooks(given: Settings): PlanOptions & DriveOptions {
  const settings = assumeJobs(given);
  return {
    registry: allKinds,
    settings,
    now: fixedTime,
    decorator: namespaceDecorator(allKinds),
    callHook: callInProcess(allKinds, settings, fixedTime),
  };
}
