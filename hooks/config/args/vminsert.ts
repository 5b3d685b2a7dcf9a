import type { Settings } from '../../api/settings.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type CommonArgsSpec, commonArgs } from './common-args.ts';
import { type License, licenseArgs } from './license.ts';
import { mergeArgs } from './merge-args.ts';
import { type StorageNodesInput, storageNodeArgs } from './storage-nodes.ts';

/** spec.vminsert, as far as it becomes flags; defaults are filled in. */
export interface VMInsertArgsSpec extends CommonArgsSpec {
  readonly clusterNativeListenPort?: string | undefined;
  readonly extraArgs?: StringMap | undefined;
}

/** What the cluster says for its vminserts. */
export interface VMInsertClusterSpec {
  readonly replicationFactor?: number | undefined;
  readonly license?: License | undefined;
}

/** Args of the `vminsert` container, sorted. Source: reference 3.5 */
export function vminsertArgs(
  spec: VMInsertArgsSpec,
  { replicationFactor, license }: VMInsertClusterSpec,
  storage: StorageNodesInput,
  settings: Settings,
): readonly string[] {
  const nativePort = spec.clusterNativeListenPort;
  const generated = [
    ...commonArgs(spec, settings),
    // Two dashes, other than vmselect: so extraArgs cannot override it, and changing that would restart every pod that has it.
    ...(nativePort ? [`--clusternativeListenAddr=:${nativePort}`] : []),
    ...(replicationFactor === undefined ? [] : [`-replicationFactor=${replicationFactor}`]),
    ...storageNodeArgs(storage),
    ...licenseArgs(license),
  ];
  return mergeArgs(generated, spec.extraArgs);
}
