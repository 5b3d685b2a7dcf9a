import type { Issue } from '../../api/issue.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Volume, VolumeMount } from '../k8s-types.ts';

/** Where an app keeps its data and what the user already mounts. */
export interface StorageMountInput {
  /** Name of the data volume: `data`, `persistent-queue-data`. */
  readonly name: string;
  readonly path: string;
  /** Source of the volume unless the user brings one of that name; undefined for StatefulSets, whose claim templates bring it. */
  readonly source?: Omit<Volume, 'name'>;
  /** A claim is configured: then a volume of the user with the same name is a contradiction. */
  readonly hasClaim: boolean;
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Volumes and mounts with the data among them, at the front where they are ours. */
export interface StorageMount {
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
}

/** Adds the data volume and its mount, unless the user's own volumes and mounts already provide them. Issues: the data path lies in a mount of another volume; the data volume is mounted elsewhere; claim and own volume at once. Source: reference 1.6 */
export function addStorageMount(input: StorageMountInput): Result<StorageMount, Issue> {
  const { name, path, source, volumes, volumeMounts } = input;
  const mounted = findMount(input);
  if (!mounted.ok) return mounted;
  const ownMounts = mounted.value === undefined ? [{ name, mountPath: path }, ...volumeMounts] : volumeMounts;
  const index = volumes.findIndex((volume) => volume.name === name);
  if (index >= 0 && input.hasClaim) {
    const message = `storage and "${name}" volume are not allowed to be set together`;
    return err({ path: `spec.volumes[${index}].name`, reason: 'StorageVolumeConflict', message });
  }
  const ownVolumes = index >= 0 || source === undefined ? volumes : [{ name, ...source }, ...volumes];
  return ok({ volumes: ownVolumes, volumeMounts: ownMounts });
}

function findMount({ name, path, volumeMounts }: StorageMountInput): Result<VolumeMount | undefined, Issue> {
  let found: VolumeMount | undefined;
  for (const [index, mount] of volumeMounts.entries()) {
    const contains = isInside(path, mount.mountPath);
    if (contains && mount.name === name) found = mount;
    if (contains === (mount.name === name)) continue;
    const message = contains
      ? `unexpected volume=${mount.name} mounted to path=${mount.mountPath} which is reserved for volume=${name}`
      : `volume=${name} is mounted to path=${mount.mountPath}, which does not contain the data path=${path}`;
    return err({ path: `spec.volumeMounts[${index}]`, reason: 'StorageMountConflict', message });
  }
  return ok(found);
}

function isInside(path: string, directory: string): boolean {
  const base = directory.replace(/\/+$/, '');
  return path === directory || path.replace(/\/+$/, '') === base || path.startsWith(`${base}/`);
}
