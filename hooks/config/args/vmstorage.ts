import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type CommonArgsSpec, commonArgs, flag } from './common-args.ts';
import { type RetentionFilter, retentionFilterArgs } from './downsampling.ts';
import { type License, licenseArgs } from './license.ts';
import { mergeArgs } from './merge-args.ts';
import { dedupArgs, type ReplicationSpec } from './replication.ts';

/** spec.vmstorage, as far as it becomes flags; defaults are filled in. */
export interface VMStorageArgsSpec extends CommonArgsSpec {
  readonly vmInsertPort: string;
  readonly vmSelectPort: string;
  readonly storageDataPath: string;
  readonly retentionFilters?: readonly RetentionFilter[] | undefined;
  readonly extraArgs?: StringMap | undefined;
}

/** What the cluster says for its storage nodes. */
export interface VMStorageClusterSpec extends ReplicationSpec {
  readonly retentionPeriod?: string | undefined;
  readonly license?: License | undefined;
}

/** Args of the `vmstorage` container, sorted. Source: reference 3.3 */
export function vmstorageArgs(
  spec: VMStorageArgsSpec,
  cluster: VMStorageClusterSpec,
  settings: Settings,
): readonly string[] {
  const generated = [
    `-vminsertAddr=:${spec.vmInsertPort}`,
    `-vmselectAddr=:${spec.vmSelectPort}`,
    ...commonArgs(spec, settings),
    ...flag('-retentionPeriod', cluster.retentionPeriod),
    ...dedupArgs(cluster, spec.extraArgs),
    ...retentionFilterArgs(spec.retentionFilters),
    `-storageDataPath=${spec.storageDataPath}`,
    ...licenseArgs(cluster.license),
  ];
  return mergeArgs(generated, spec.extraArgs);
}
