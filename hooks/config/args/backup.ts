import type { Settings } from '../../api/settings.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { type AppAddress, loopbackUrl } from './app-address.ts';
import { envFlagArgs, loggerArgs } from './common-args.ts';
import { type License, licenseArgs } from './license.ts';

/** spec.vmBackup, as far as it becomes flags. */
interface BackupSpec {
  readonly acceptEULA?: boolean | undefined;
  readonly destination?: string | undefined;
  readonly snapshotCreateURL?: string | undefined;
  readonly snapshotDeleteURL?: string | undefined;
  readonly logLevel?: string | undefined;
  readonly logFormat?: string | undefined;
  readonly extraArgs?: StringMap | undefined;
  readonly extraEnvs?: readonly unknown[] | undefined;
  readonly extraEnvsFrom?: readonly unknown[] | undefined;
  readonly concurrency?: number | undefined;
  readonly customS3Endpoint?: string | undefined;
  readonly disableHourly?: boolean | undefined;
  readonly disableDaily?: boolean | undefined;
  readonly disableMonthly?: boolean | undefined;
  readonly disableWeekly?: boolean | undefined;
  readonly credentialsSecret?: { readonly key: string } | undefined;
}

/** What the backup program needs to know of the app whose data it saves. */
export interface BackupArgsInput {
  readonly backup: BackupSpec;
  readonly app: AppAddress;
  readonly storageDataPath: string;
  /** Where backups go; cluster parts add the pod's name. */
  readonly destination: string;
  readonly license?: License | undefined;
}

/** Args of the vmbackupmanager sidecar, sorted. The user's extraArgs are added and override nothing. Source: reference 2.4 */
export function backupArgs(
  { backup, app, storageDataPath, destination, license }: BackupArgsInput,
  settings: Settings,
): readonly string[] {
  const key = app.extraArgs?.['snapshotAuthKey'];
  const url = (own: string | undefined, path: string) =>
    own === undefined || own === '' ? loopbackUrl(app, path, key, settings) : own;
  return [
    ...sharedArgs(backup, storageDataPath),
    `-dst=${destination}`,
    `-snapshot.createURL=${url(backup.snapshotCreateURL, '/snapshot/create')}`,
    `-snapshot.deleteURL=${url(backup.snapshotDeleteURL, '/snapshot/delete')}`,
    ...(backup.disableHourly === true ? ['-disableHourly'] : []),
    ...(backup.disableDaily === true ? ['-disableDaily'] : []),
    ...(backup.disableMonthly === true ? ['-disableMonthly'] : []),
    ...(backup.disableWeekly === true ? ['-disableWeekly'] : []),
    ...licenseArgs(license),
  ].toSorted(compareBytewise);
}

/** Args of the restoring init container: `restore`, then the rest sorted. */
export function restoreArgs({
  backup,
  storageDataPath,
}: Pick<BackupArgsInput, 'backup' | 'storageDataPath'>): readonly string[] {
  return ['restore', ...sharedArgs(backup, storageDataPath).toSorted(compareBytewise)];
}

function sharedArgs(backup: BackupSpec, storageDataPath: string): readonly string[] {
  const { concurrency, credentialsSecret } = backup;
  return [
    `-storageDataPath=${storageDataPath}`,
    ...(backup.acceptEULA === true ? ['-eula'] : []),
    ...loggerArgs(backup),
    ...Object.entries(backup.extraArgs ?? {}).map(([name, value]) => (value === '' ? `-${name}` : `-${name}=${value}`)),
    ...(concurrency === undefined ? [] : [`-concurrency=${concurrency}`]),
    ...(backup.customS3Endpoint === undefined ? [] : [`-customS3Endpoint=${backup.customS3Endpoint}`]),
    ...(credentialsSecret === undefined ? [] : [`-credsFilePath=/etc/vm/creds/${credentialsSecret.key}`]),
    ...envFlagArgs(backup),
  ];
}
