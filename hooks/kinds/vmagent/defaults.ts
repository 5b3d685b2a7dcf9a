import type { Settings } from '../../api/settings.ts';
import type { VMAgent, VMAgentSpec } from '../../api/vmagent.ts';
import { hasLicense } from '../../config/args/license.ts';
import { type CompleteApp, completeApp } from '../app-defaults.ts';

/** A VMAgent whose defaults are filled in. */
export type CompleteVMAgent = Omit<VMAgent, 'spec'> & {
  readonly spec: Omit<VMAgent['spec'], keyof CompleteApp> & CompleteApp;
};

/** Fills in what a VMAgent leaves out. Nothing here is written back to the object. */
export function withDefaults(cr: VMAgent, settings: Settings): CompleteVMAgent {
  const app = completeApp(cr.spec, settings.apps.vmagent, hasLicense(cr.spec.license), settings);
  return { ...cr, spec: { ...cr.spec, ...app } };
}

/** What a VMAgent runs as. */
export type Mode = 'Deployment' | 'StatefulSet' | 'DaemonSet';

/** Fields that decide about the mode. */
type ModeSpec = Pick<VMAgentSpec, 'daemonSetMode' | 'statefulMode' | 'shardCount'>;

/** What a VMAgent runs as; daemonSetMode goes before statefulMode. */
export function modeOf({ daemonSetMode, statefulMode }: ModeSpec): Mode {
  if (daemonSetMode === true) return 'DaemonSet';
  return statefulMode === true ? 'StatefulSet' : 'Deployment';
}

/** Number of shards, or undefined where the VMAgent is not sharded. One shard is sharded too: its name ends in `-0`. */
export function shardCountOf(spec: ModeSpec): number | undefined {
  const { shardCount = 0 } = spec;
  return shardCount > 0 && modeOf(spec) !== 'DaemonSet' ? shardCount : undefined;
}
