import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type CommonArgsSpec, commonArgs, flag } from './common-args.ts';
import { type Downsampling, downsamplingArgs, type RetentionFilter, retentionFilterArgs } from './downsampling.ts';
import { type License, licenseArgs } from './license.ts';
import { mergeArgs } from './merge-args.ts';
import { reloadAuthKeyPath } from './reloader.ts';
import { rulePaths } from './rule-paths.ts';
import { type AggregationOptions, aggregationArgs } from './stream-aggregation.ts';

/** Where generated files lie in the container of a VMSingle. */
export const vmsinglePaths = {
  /** The scrape configuration as the config-reloader unpacked it. */
  configOut: '/etc/vm/config_out',
  /** The Secret with the scrape configuration. */
  config: '/etc/vm/config',
  tls: '/etc/vm-tls/certs',
} as const;

/** Name of the unpacked scrape configuration. */
export const vmsingleConfigFile = 'scrape.yaml';

/** spec of a VMSingle, as far as it becomes flags; defaults are filled in. */
export interface VMSingleArgsSpec extends CommonArgsSpec {
  readonly retentionPeriod?: string | undefined;
  readonly storageDataPath: string;
  readonly downsampling?: Downsampling | undefined;
  readonly retentionFilters?: readonly RetentionFilter[] | undefined;
  readonly streamAggrConfig?: AggregationOptions | undefined;
  readonly license?: License | undefined;
  readonly extraArgs?: StringMap | undefined;
  readonly configReloadAuthKeySecret?: { readonly key: string } | undefined;
}

/** Which generated files are mounted. */
export interface VMSingleFiles {
  /** The scrape configuration. */
  readonly scrapeConfig: boolean;
  readonly relabeling: boolean;
  readonly streamAggregation: boolean;
  /** The reload key is mounted and protects `/-/reload`. */
  readonly reloadAuthKey: boolean;
}

/** Args of the `vmsingle` container, sorted; the reload key comes last. Source: reference 2.3 */
export function vmsingleArgs(spec: VMSingleArgsSpec, files: VMSingleFiles, settings: Settings): readonly string[] {
  const generated = [
    ...flag('-retentionPeriod', spec.retentionPeriod),
    ...downsamplingArgs(spec.downsampling),
    ...retentionFilterArgs(spec.retentionFilters),
    `-storageDataPath=${spec.storageDataPath}`,
    ...commonArgs(spec, settings),
    ...(files.scrapeConfig ? [`-promscrape.config=${vmsinglePaths.configOut}/${vmsingleConfigFile}`] : []),
    // The official operator points here, but its ConfigMap calls the file relabeling.yaml, so its pods cannot start. Ours
    // holds the text under both names: with another path here the pod template would differ for no gain.
    ...(files.relabeling ? [`-relabelConfig=${rulePaths.relabeling}/relabel.yaml`] : []),
    ...streamAggregationArgs(spec.streamAggrConfig ?? {}, files.streamAggregation),
    ...licenseArgs(spec.license),
  ];
  const key = spec.configReloadAuthKeySecret?.key;
  const reloadKey =
    files.reloadAuthKey && key !== undefined ? [`-reloadAuthKey=file://${reloadAuthKeyPath}/${key}`] : [];
  return [...mergeArgs(generated, spec.extraArgs), ...reloadKey];
}

function streamAggregationArgs(options: AggregationOptions, hasRules: boolean): readonly string[] {
  return [
    ...aggregationArgs(options, hasRules ? `${rulePaths.streamAggregation}/config.yaml` : undefined),
    // A second time, with two dashes: the official operator writes both, and leaving one out would restart pods.
    ...flag('--streamAggr.dedupInterval', options.dedupInterval),
  ];
}
