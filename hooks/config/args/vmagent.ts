import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type CommonArgsSpec, commonArgs } from './common-args.ts';
import { type License, licenseArgs } from './license.ts';
import { mergeArgs } from './merge-args.ts';
import { reloadAuthKeyPath } from './reloader.ts';
import { rulePaths } from './rule-paths.ts';
import { type AggregationOptions, aggregationArgs } from './stream-aggregation.ts';

/** Where generated files lie in the container of a vmagent. */
export const vmagentPaths = {
  /** The configuration as the config-reloader unpacked it. */
  configOut: '/etc/vmagent/config_out',
  /** The configuration Secret, for the credentials in it. */
  config: '/etc/vmagent/config',
  tls: '/etc/vmagent-tls/certs',
} as const;

/** Name of the unpacked configuration. */
export const vmagentConfigFile = 'vmagent.yaml';

/** File names of the rules for all storages. */
export const vmagentRuleFiles = {
  relabeling: 'global_relabeling.yaml',
  streamAggregation: 'global_aggregation.yaml',
} as const;

/** spec of a VMAgent, as far as it becomes flags; defaults are filled in. */
export interface VMAgentArgsSpec extends CommonArgsSpec {
  readonly streamAggrConfig?: AggregationOptions | undefined;
  readonly license?: License | undefined;
  readonly extraArgs?: StringMap | undefined;
  readonly configReloadAuthKeySecret?: { readonly key: string } | undefined;
}

/** What is there to be read. */
export interface VMAgentFiles {
  /** The scrape configuration. */
  readonly scrapeConfig: boolean;
  /** Relabelling rules for all storages. */
  readonly relabeling: boolean;
  /** Aggregation rules for all storages. */
  readonly streamAggregation: boolean;
}

/** Args of the `vmagent` container, sorted; the reload key comes last. `remoteWrite`: the flags about storages. Source: reference 4.4 */
export function vmagentArgs(
  spec: VMAgentArgsSpec,
  files: VMAgentFiles,
  remoteWrite: readonly string[],
  settings: Settings,
): readonly string[] {
  const { streamAggregation } = rulePaths;
  const rules = files.streamAggregation ? `${streamAggregation}/${vmagentRuleFiles.streamAggregation}` : undefined;
  const generated = [
    ...remoteWrite,
    ...commonArgs(spec, settings),
    ...(files.scrapeConfig ? [`-promscrape.config=${vmagentPaths.configOut}/${vmagentConfigFile}`] : []),
    ...licenseArgs(spec.license),
    ...(files.relabeling ? [`-remoteWrite.relabelConfig=${rulePaths.relabeling}/${vmagentRuleFiles.relabeling}`] : []),
    ...(spec.streamAggrConfig === undefined ? [] : aggregationArgs(spec.streamAggrConfig, rules)),
  ];
  const key = spec.configReloadAuthKeySecret?.key;
  const reloadKey = key === undefined ? [] : [`-reloadAuthKey=file://${reloadAuthKeyPath}/${key}`];
  return [...mergeArgs(generated, spec.extraArgs), ...reloadKey];
}

/** Args of one of several shards: which one it is comes last and unsorted, in place of what the user says. Source: reference 4.2 */
export function shardArgs(args: readonly string[], shardCount: number, shard: string): readonly string[] {
  const flags = ['promscrape.cluster.membersCount', 'promscrape.cluster.memberNum'];
  return [
    ...args.filter((arg) => !flags.some((name) => arg.includes(name))),
    `-promscrape.cluster.membersCount=${shardCount}`,
    `-promscrape.cluster.memberNum=${shard}`,
  ];
}
