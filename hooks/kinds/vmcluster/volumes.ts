import type { VMCluster } from '../../api/vmcluster.ts';
import type { Volume, VolumeMount } from '../../objects/k8s-types.ts';
import {
  configMapVolumes,
  distinctVolumes,
  licenseVolumes,
  type MountedVolume,
  secretVolumes,
} from '../../objects/pod/volumes.ts';
import { dataVolumes, type StatefulData } from '../app/stateful-storage.ts';

/** What a part's pods mount. */
export interface PartVolumesInput {
  readonly spec: {
    readonly volumes?: readonly Volume[] | undefined;
    readonly volumeMounts?: readonly VolumeMount[] | undefined;
    readonly secrets?: readonly string[] | undefined;
    readonly configMaps?: readonly string[] | undefined;
  };
  readonly license: VMCluster['spec']['license'];
  /** Data of a StatefulSet, and where it is mounted. */
  readonly data?: StatefulData & { readonly path: string };
  /** Volumes which the program itself does not mount: credentials of backups. */
  readonly others?: readonly Volume[];
}

/** Volumes of a part's pods and the mounts of its program. */
export interface PartVolumes {
  readonly volumes: readonly Volume[];
  readonly main: readonly VolumeMount[];
}

/** Volumes and mounts in the official order: a new order would restart the pods. Source: reference 3.3, 3.4, 3.5 */
export function buildPartVolumes({ spec, license, data, others = [] }: PartVolumesInput): PartVolumes {
  const extra: readonly MountedVolume[] = [
    ...secretVolumes(spec.secrets),
    ...configMapVolumes(spec.configMaps),
    ...licenseVolumes(license?.keyRef),
  ];
  const volumes = distinctVolumes([...(spec.volumes ?? []), ...others, ...extra.map(({ volume }) => volume)]);
  const dataMount = data === undefined ? [] : [{ name: data.name, mountPath: data.path }];
  return {
    volumes: [...volumes, ...(data === undefined ? [] : dataVolumes(data, volumes))],
    main: [...dataMount, ...(spec.volumeMounts ?? []), ...extra.map(({ mount }) => mount)],
  };
}
