import type {
  Container,
  EnvFromSource,
  EnvVar,
  KeyReference,
  ResourceRequirements,
  SecurityContext,
  VolumeMount,
} from '../k8s-types.ts';
import { type MountedVolume, secretVolume, volumeName } from './volumes.ts';

/** What the containers of vmbackupmanager need; args are rendered elsewhere. */
export interface BackupInput {
  readonly image: string;
  readonly port: number;
  readonly args: readonly string[];
  readonly resources: ResourceRequirements;
  readonly extraEnvs?: readonly EnvVar[] | undefined;
  readonly extraEnvsFrom?: readonly EnvFromSource[] | undefined;
  /** The app's own mounts, then what the backup adds. */
  readonly mounts: readonly VolumeMount[];
  readonly useOldPortNames: boolean;
  readonly securityContext?: SecurityContext | undefined;
}

/** The sidecar that takes backups of the app's data. extraEnvsFrom does not reach it, as in the official operator. */
export function buildBackup(input: BackupInput): Container {
  const probe = {
    httpGet: { path: '/health', port: input.port, scheme: 'HTTP' },
    periodSeconds: 5,
    timeoutSeconds: 5,
    successThreshold: 1,
  };
  const podName = { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } };
  return {
    ...base('vmbackuper', 'http-backup', input),
    env: [...(input.extraEnvs ?? []), podName],
    livenessProbe: { ...probe, failureThreshold: 3 },
    readinessProbe: { ...probe, failureThreshold: 10 },
  };
}

/** The init container that restores data before the app starts, if a restore mark asks for it. */
export function buildRestore(input: BackupInput): Container {
  const { extraEnvs, extraEnvsFrom } = input;
  return {
    ...base('vmbackuper-restore', 'http-restore', input),
    ...(extraEnvs === undefined || extraEnvs.length === 0 ? {} : { env: extraEnvs }),
    ...(extraEnvsFrom === undefined || extraEnvsFrom.length === 0 ? {} : { envFrom: extraEnvsFrom }),
  };
}

/** The credentials of the backup's destination, mounted in the backup containers only. */
export function backupCredentials(secret: KeyReference | undefined): readonly MountedVolume[] {
  const name = secret?.name;
  return name === undefined ? [] : [secretVolume(volumeName('secret', name), name, '/etc/vm/creds')];
}

function base(name: string, portName: string, input: BackupInput): Container {
  return {
    name,
    image: input.image,
    args: input.args,
    resources: input.resources,
    ports: [{ name: input.useOldPortNames ? 'http' : portName, protocol: 'TCP', containerPort: input.port }],
    volumeMounts: input.mounts,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    ...(input.securityContext === undefined ? {} : { securityContext: input.securityContext }),
  };
}
