import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { reloadAuthKeyPath } from '../../config/args/reloader.ts';
import { vmagentPaths } from '../../config/args/vmagent.ts';
import { ok, type Result } from '../../lib/result.ts';
import type { Volume, VolumeMount } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { addStorageMount } from '../../objects/pod/storage-mount.ts';
import {
  apiAccessVolume,
  configMapVolumes,
  licenseVolumes,
  type MountedVolume,
  openshiftCaVolumes,
  secretVolume,
  secretVolumes,
} from '../../objects/pod/volumes.ts';
import { tlsAssetsName } from '../../objects/scrape-secrets.ts';
import type { ReloaderMounts } from '../app/reloader-containers.ts';
import { ruleVolumes } from '../app/rule-volumes.ts';
import { buildScrapeVolumes } from '../app/scrape-volumes.ts';
import { ruleVolumesOf } from './config-files.ts';
import { type CompleteVMAgent, modeOf } from './defaults.ts';
import { hasQueueClaim, queuePath, queueVolume, statefulQueueVolumes } from './queue.ts';
import { hasRemoteWriteSecrets } from './remote-write.ts';

/** What the pod mounts of its generated Secrets. */
export interface GeneratedSecrets {
  /** Number of overflow Secrets. */
  readonly overflow: number;
  /** Storages refer to certificates. */
  readonly hasTlsAssets: boolean;
}

/** Volumes of the pod, and which container mounts what. */
export interface PodVolumes {
  readonly volumes: readonly Volume[];
  readonly main: readonly VolumeMount[];
  readonly reloader: ReloaderMounts;
}

/** Reads the pod a configuration Secret, be it for the scrape configuration or for credentials of storages? */
export function hasConfigSecret(spec: CompleteVMAgent['spec']): boolean {
  return spec.ingestOnlyMode !== true || hasRemoteWriteSecrets(spec);
}

/** Has the pod a config-reloader? */
export function hasReloader(spec: CompleteVMAgent['spec']): boolean {
  const rules = ruleVolumesOf(spec);
  return hasConfigSecret(spec) || rules.relabeling || rules.streamAggregation;
}

/** Volumes and mounts in the official order: a new order would restart the pods. Issue: the queue's volume contradicts the user's own volumes. Source: reference 4.3 */
export function buildVolumes(
  { spec }: CompleteVMAgent,
  identity: Identity,
  secrets: GeneratedSecrets,
  settings: Settings,
): Result<PodVolumes, Issue> {
  const storage = addStorageMount({
    name: queueVolume,
    path: queuePath(spec),
    ...(modeOf(spec) === 'StatefulSet' ? {} : { source: { emptyDir: {} } }),
    hasClaim: hasQueueClaim(spec),
    volumes: spec.volumes ?? [],
    volumeMounts: spec.volumeMounts ?? [],
  });
  if (!storage.ok) return storage;
  const scrapes = spec.ingestOnlyMode !== true;
  const scraping = buildScrapeVolumes({
    identity,
    paths: vmagentPaths,
    hasSecret: hasConfigSecret(spec),
    scrapes,
    hasTlsAssets: scrapes,
    overflow: secrets.overflow,
  });
  const configMaps = configMapVolumes(spec.configMaps);
  const rules = ruleVolumes(identity, ruleVolumesOf(spec));
  const extra = [
    ...rules,
    ...secretVolumes(spec.secrets),
    ...configMaps,
    ...licenseVolumes(spec.license?.keyRef),
    ...openshiftCaVolumes(settings.openshift),
  ];
  const token = spec.disableAutomountServiceAccountToken === true ? [apiAccessVolume()] : [];
  const authKey = reloadKeyVolumes(spec);
  const forgotten = scrapes ? [] : forgottenVolumes(spec, identity, secrets);
  const volumes = [
    ...storage.value.volumes,
    ...scraping.volumes,
    ...extra.map(({ volume }) => volume),
    ...scraping.packedVolumes,
    ...[...authKey, ...token].map(({ volume }) => volume),
  ];
  return ok({
    volumes: [...volumes, ...statefulQueueVolumes(spec, volumes), ...forgotten.map(({ volume }) => volume)],
    main: [...storage.value.volumeMounts, ...scraping.main, ...mounts([...extra, ...token, ...authKey, ...forgotten])],
    reloader: {
      output: scraping.output,
      watched: mounts([...rules, ...configMaps]),
      token: hasConfigSecret(spec) ? mounts(token) : [],
      packed: scraping.packed,
      unpackedInto: scraping.unpackedInto,
      authKey: mounts(authKey),
    },
  });
}

/**
 * The official operator makes the Secret with the certificates of storages, but forgets to mount it where nothing is scraped: the program
 * does not find its files. Here it has them, behind everything else, unless the user helped himself by mounting something there.
 */
function forgottenVolumes(
  { volumeMounts = [] }: CompleteVMAgent['spec'],
  identity: Identity,
  { hasTlsAssets }: GeneratedSecrets,
): readonly MountedVolume[] {
  const isTaken = volumeMounts.some(({ mountPath }) => mountPath.replace(/\/+$/, '') === vmagentPaths.tls);
  return hasTlsAssets && !isTaken ? [secretVolume('tls-assets', tlsAssetsName(identity), vmagentPaths.tls)] : [];
}

// Not said to be read-only, as in the official operator: a mount that says it would restart the pods.
function reloadKeyVolumes({ configReloadAuthKeySecret }: CompleteVMAgent['spec']): readonly MountedVolume[] {
  const secret = configReloadAuthKeySecret?.name;
  const name = 'vm-config-reload-auth-secret';
  return secret
    ? [{ volume: { name, secret: { secretName: secret } }, mount: { name, mountPath: reloadAuthKeyPath } }]
    : [];
}

function mounts(volumes: readonly MountedVolume[]): readonly VolumeMount[] {
  return volumes.map(({ mount }) => mount);
}
