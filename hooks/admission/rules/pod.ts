import type { Issue } from '../../api/issue.ts';
import type { ContainerPatch, Volume, VolumeMount } from '../../api/kubernetes.ts';
import { patchContainers } from '../../objects/pod/container-patch.ts';
import { addStorageMount } from '../../objects/pod/storage-mount.ts';
import type { StorageRuleSpec } from './storage.ts';

/** What a program with data of its own says about its pod. */
export interface DataPodRuleSpec {
  readonly storage?: StorageRuleSpec | undefined;
  readonly storageDataPath?: string | undefined;
  readonly volumes?: readonly Volume[] | undefined;
  readonly volumeMounts?: readonly VolumeMount[] | undefined;
}

/** A claim without a size is no claim. */
export function sizesStorage({ storage }: DataPodRuleSpec): Issue | null {
  if (storage === undefined || hasSize(storage)) return null;
  return {
    path: 'spec.storage.resources.requests.storage',
    reason: 'StorageRequestMissing',
    message: 'spec.storage has no size: there is no volume claim, and data is lost with the pod',
  };
}

/** The user's volumes and mounts leave room for the data volume, whose path is `defaultPath` unless the spec says otherwise. */
export function buildsVolumes(spec: DataPodRuleSpec, defaultPath: string): Issue | null {
  const result = addStorageMount({
    name: 'data',
    path: spec.storageDataPath || defaultPath,
    hasClaim: spec.storage !== undefined && hasSize(spec.storage),
    volumes: spec.volumes ?? [],
    volumeMounts: spec.volumeMounts ?? [],
  });
  return result.ok ? null : result.error;
}

/** The user's containers can be merged over the generated ones, which have the given names. `path` is the field they come from. */
export function buildsContainers(
  patches: readonly ContainerPatch[] | undefined,
  names: readonly string[],
  path = 'spec.containers',
): Issue | null {
  // A list of each kind that merges: an item without its key can be told apart only there.
  const lists = { env: [{ name: 'A' }], ports: [{ containerPort: 1 }], volumeMounts: [{ name: 'a', mountPath: '/' }] };
  const containers = patchContainers(
    names.map((name) => ({ name, ...lists })),
    patches,
    path,
  );
  return containers.ok ? null : containers.error;
}

function hasSize({ resources }: StorageRuleSpec): boolean {
  return resources?.requests?.['storage'] !== undefined;
}
