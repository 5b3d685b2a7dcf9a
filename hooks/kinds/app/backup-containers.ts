import type { Settings } from '../../api/settings.ts';
import { type BackupArgsInput, backupArgs, restoreArgs } from '../../config/args/backup.ts';
import { hasLicense } from '../../config/args/license.ts';
import type { Container, EnvFromSource, EnvVar, SecurityContext, VolumeMount } from '../../objects/k8s-types.ts';
import { buildBackup, buildRestore } from '../../objects/pod/backup.ts';
import { type BackupAppSpec, completeBackup } from '../app-defaults.ts';

/** spec.vmBackup. */
type BackupSpec = BackupArgsInput['backup'] &
  BackupAppSpec & {
    readonly extraEnvs?: readonly EnvVar[] | undefined;
    readonly extraEnvsFrom?: readonly EnvFromSource[] | undefined;
    readonly restore?: { readonly onStart?: { readonly enabled?: boolean | undefined } | undefined } | undefined;
  };

/** An app whose data is backed up. */
export interface BackupSource extends Pick<BackupArgsInput, 'app' | 'storageDataPath' | 'destination' | 'license'> {
  readonly backup: BackupSpec;
  readonly useDefaultResources: boolean;
  /** Mounts of the sidecar; the restoring init container lacks the license. */
  readonly mounts: { readonly backup: readonly VolumeMount[]; readonly restore: readonly VolumeMount[] };
  readonly securityContext: SecurityContext | undefined;
}

/** The backup sidecar, or none: it needs a license or the accepted EULA, and without either the official operator silently leaves it out. */
export function buildBackupSidecar(source: BackupSource, settings: Settings): readonly Container[] {
  const { backup, license } = source;
  if (!(backup.acceptEULA === true || hasLicense(license))) return [];
  const args = backupArgs(source, settings);
  return [buildBackup({ ...sharedInput(source, settings), args, mounts: source.mounts.backup })];
}

/** The init container that restores on start, if asked for; a license is not needed for it to be there. */
export function buildRestoreContainer(source: BackupSource, settings: Settings): readonly Container[] {
  if (source.backup.restore?.onStart?.enabled !== true) return [];
  return [buildRestore({ ...sharedInput(source, settings), args: restoreArgs(source), mounts: source.mounts.restore })];
}

function sharedInput({ backup, useDefaultResources, securityContext }: BackupSource, settings: Settings) {
  const { image, port, resources } = completeBackup(backup, useDefaultResources, settings);
  return {
    image,
    port: Number(port),
    resources,
    extraEnvs: backup.extraEnvs,
    extraEnvsFrom: backup.extraEnvsFrom,
    useOldPortNames: settings.useOldBackupRestorePortNames,
    securityContext,
  };
}
