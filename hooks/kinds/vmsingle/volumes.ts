import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { reloadAuthKeyPath } from '../../config/args/reloader.ts';
import { vmsinglePaths } from '../../config/args/vmsingle.ts';
import { ok, type Result } from '../../lib/result.ts';
import type { Volume, VolumeMount } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { backupCredentials } from '../../objects/pod/backup.ts';
import { addStorageMount } from '../../objects/pod/storage-mount.ts';
import {
  apiAccessVolume,
  configMapVolumes,
  distinctVolumes,
  licenseVolumes,
  type MountedVolume,
  openshiftCaVolumes,
  secretVolume,
  secretVolumes,
} from '../../objects/pod/volumes.ts';
import type { ReloaderMounts } from '../app/reloader-containers.ts';
import { ruleVolumes } from '../app/rule-volumes.ts';
import { buildScrapeVolumes } from '../app/scrape-volumes.ts';
import { wishedStorage } from './claim.ts';
import { type ConfigSource, hasRelabeling, hasStreamAggregation } from './config-files.ts';
import type { CompleteVMSingle } from './defaults.ts';
import { scrapes } from './scraping.ts';

/** Volumes of the pod, and which container mounts what. */
export interface PodVolumes {
  readonly volumes: readonly Volume[];
  readonly main: readonly VolumeMount[];
  readonly reloader: ReloaderMounts;
  /** Mounts of the backup sidecar; the restoring init container lacks the license. */
  readonly backup: readonly VolumeMount[];
  readonly restore: readonly VolumeMount[];
}

/** Volumes and mounts in the official order: a new order would restart the pod. `overflow`: number of overflow Secrets of the scrape configuration. Issue: the data volume contradicts the user's own volumes. */
export function buildVolumes(
  cr: CompleteVMSingle,
  identity: Identity,
  overflow: number,
  settings: Settings,
): Result<PodVolumes, Issue> {
  const { spec } = cr;
  const hasClaim = wishedStorage(cr) !== undefined;
  const storage = addStorageMount({
    name: 'data',
    path: spec.storageDataPath,
    source: hasClaim ? { persistentVolumeClaim: { claimName: identity.name } } : { emptyDir: {} },
    hasClaim,
    volumes: spec.volumes ?? [],
    volumeMounts: spec.volumeMounts ?? [],
  });
  if (!storage.ok) return storage;
  const scraping = buildScrapeVolumes({
    identity,
    paths: vmsinglePaths,
    hasSecret: scrapes(cr),
    scrapes: scrapes(cr),
    hasTlsAssets: scrapes(cr),
    overflow,
  });
  const credentials = backupCredentials(spec.vmBackup?.credentialsSecret);
  const configMaps = configMapVolumes(spec.configMaps);
  const generated = ruleVolumes(identity, {
    relabeling: hasRelabeling(cr),
    streamAggregation: hasStreamAggregation(cr),
  });
  const license = licenseVolumes(spec.license?.keyRef);
  const reloadKey = reloadKeyVolumes(cr);
  const token = tokenVolumes(cr);
  const extra = [
    ...secretVolumes(spec.secrets),
    ...configMaps,
    ...generated,
    ...license,
    ...openshiftCaVolumes(settings.openshift),
  ];
  const base = [...storage.value.volumeMounts, ...scraping.main];
  const backup = [...base, ...(spec.vmBackup?.volumeMounts ?? []), ...mounts(credentials)];
  return ok({
    volumes: distinctVolumes([
      ...storage.value.volumes,
      ...scraping.volumes,
      ...[...credentials, ...extra].map(({ volume }) => volume),
      ...scraping.packedVolumes,
      ...[...reloadKey, ...token].map(({ volume }) => volume),
    ]),
    main: [...base, ...mounts([...extra, ...token, ...reloadKey])],
    reloader: {
      output: scraping.output,
      watched: mounts([...configMaps, ...generated]),
      token: mounts(token),
      packed: scraping.packed,
      unpackedInto: scraping.unpackedInto,
      authKey: mounts(reloadKey),
    },
    backup: [...backup, ...mounts(license)],
    restore: backup,
  });
}

/** Has the pod a config-reloader? */
export function hasReloader(cr: ConfigSource): boolean {
  return scrapes(cr) || hasRelabeling(cr) || hasStreamAggregation(cr);
}

/** The key of `/-/reload`. The official operator forgets the volume, so its pods are refused; this one works. */
function reloadKeyVolumes(cr: CompleteVMSingle): readonly MountedVolume[] {
  const name = cr.spec.configReloadAuthKeySecret?.name;
  return name === undefined || !hasReloader(cr)
    ? []
    : [secretVolume('vm-config-reload-auth-secret', name, reloadAuthKeyPath)];
}

/** A pod that discovers targets asks the API server, whether or not the user switched the automatic token off. The official operator forgets the volume here, so its pods are refused. */
function tokenVolumes(cr: CompleteVMSingle): readonly MountedVolume[] {
  return scrapes(cr) && cr.spec.disableAutomountServiceAccountToken === true ? [apiAccessVolume()] : [];
}

function mounts(volumes: readonly MountedVolume[]): readonly VolumeMount[] {
  return volumes.map(({ mount }) => mount);
}
