import type { Settings } from '../../api/settings.ts';
import { backupArgs, restoreArgs } from '../../config/args/backup.ts';
import { hasLicense } from '../../config/args/license.ts';
import type { Container, SecurityContext } from '../../objects/k8s-types.ts';
import { buildBackup, buildRestore } from '../../objects/pod/backup.ts';
import { completeBackup } from '../app-defaults.ts';
import type { CompleteVMSingle } from './defaults.ts';
import type { PodVolumes } from './volumes.ts';

/** Everything that the containers of one pod share. */
export interface PodContext {
  readonly cr: CompleteVMSingle;
  readonly volumes: PodVolumes;
  readonly securityContext: SecurityContext | undefined;
  readonly settings: Settings;
}

type BackupSettings = NonNullable<CompleteVMSingle['spec']['vmBackup']>;

/** The backup sidecar, or none: it needs a license or the accepted EULA, and without either the official operator silently leaves it out. */
export function buildBackupSidecar(context: PodContext): readonly Container[] {
  const { vmBackup, license, storageDataPath } = context.cr.spec;
  if (vmBackup === undefined || !(vmBackup.acceptEULA === true || hasLicense(license))) return [];
  const destination = vmBackup.destination ?? '';
  const args = backupArgs(
    { backup: vmBackup, app: context.cr.spec, storageDataPath, destination, license },
    context.settings,
  );
  return [buildBackup({ ...sharedInput(vmBackup, context), args, mounts: context.volumes.backup })];
}

/** The init container that restores on start, if asked for; a license is not needed for it to be there. */
export function buildRestoreContainer(context: PodContext): readonly Container[] {
  const { vmBackup, storageDataPath } = context.cr.spec;
  if (vmBackup?.restore?.onStart?.enabled !== true) return [];
  const args = restoreArgs({ backup: vmBackup, storageDataPath });
  return [buildRestore({ ...sharedInput(vmBackup, context), args, mounts: context.volumes.restore })];
}

function sharedInput(vmBackup: BackupSettings, { cr, securityContext, settings }: PodContext) {
  const { image, port, resources } = completeBackup(vmBackup, cr.spec.useDefaultResources, settings);
  return {
    image,
    port: Number(port),
    resources,
    extraEnvs: vmBackup.extraEnvs,
    extraEnvsFrom: vmBackup.extraEnvsFrom,
    useOldPortNames: settings.useOldBackupRestorePortNames,
    securityContext,
  };
}
