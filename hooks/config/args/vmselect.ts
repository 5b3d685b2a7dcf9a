import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type StorageNodes, storageNodeAddresses } from '../storage-node-addresses.ts';
import { type CommonArgsSpec, commonArgs, flag } from './common-args.ts';
import { type License, licenseArgs } from './license.ts';
import { mergeArgs } from './merge-args.ts';
import { dedupArgs, namesFlag, type ReplicationSpec } from './replication.ts';
import { type StorageNodesInput, storageNodeArgs } from './storage-nodes.ts';

/** spec.vmselect, as far as it becomes flags; defaults are filled in. */
export interface VMSelectArgsSpec extends CommonArgsSpec {
  readonly clusterNativeListenPort?: string | undefined;
  readonly cacheMountPath: string;
  readonly extraArgs?: StringMap | undefined;
}

/** Whom vmselect talks to. */
export interface VMSelectPeers {
  readonly storage: StorageNodesInput;
  /** The vmselects themselves, which tell each other to drop caches; undefined where their number is not fixed. */
  readonly selects: StorageNodes | undefined;
}

/** Args of the `vmselect` container, sorted. Source: reference 3.4 */
export function vmselectArgs(
  spec: VMSelectArgsSpec,
  cluster: ReplicationSpec & { readonly license?: License | undefined },
  peers: VMSelectPeers,
  settings: Settings,
): readonly string[] {
  const { clusterNativeListenPort: nativePort, extraArgs } = spec;
  const { replicationFactor = 0 } = cluster;
  const factor = replicationFactor > 1 && !namesFlag(extraArgs, 'replicationFactor') ? String(replicationFactor) : '';
  const selects = peers.selects === undefined ? [] : storageNodeAddresses(peers.selects);
  const generated = [
    ...commonArgs(spec, settings),
    ...(nativePort ? [`-clusternativeListenAddr=:${nativePort}`] : []),
    ...dedupArgs(cluster, extraArgs),
    ...flag('-replicationFactor', factor),
    ...storageNodeArgs(peers.storage),
    ...flag('-selectNode', selects.join(',')),
    `-cacheDataPath=${spec.cacheMountPath}`,
    ...licenseArgs(cluster.license),
  ];
  return mergeArgs(generated, extraArgs);
}
