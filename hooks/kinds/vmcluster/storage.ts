import { vmstorageArgs } from '../../config/args/vmstorage.ts';
import type { Identity } from '../../objects/metadata.ts';
import { backupCredentials } from '../../objects/pod/backup.ts';
import { licenseVolumes } from '../../objects/pod/volumes.ts';
import { tcpPort } from '../../objects/service.ts';
import { buildAutoscalers } from '../app/autoscaler.ts';
import { type BackupSource, buildBackupSidecar, buildRestoreContainer } from '../app/backup-containers.ts';
import { buildGuards } from '../app/guards.ts';
import type { Part } from '../app/part.ts';
import { buildServices } from '../app/services.ts';
import type { StatefulData } from '../app/stateful-storage.ts';
import { completeBackup } from '../app-defaults.ts';
import { accountOf, type ClusterContext, scaleTarget } from './context.ts';
import type { StoragePart } from './defaults.ts';
import { partIdentity } from './identities.ts';
import { buildPartPod, type ComponentParts, type PartPodInput } from './pod.ts';
import { buildStatefulWorkload } from './stateful-workload.ts';
import { buildPartVolumes } from './volumes.ts';

/** The storage nodes of a cluster. Source: reference 3.2, 3.3 */
export function buildStorage(part: StoragePart, context: ClusterContext): ComponentParts {
  const identity = partIdentity('vmstorage', context.cr);
  const target = scaleTarget('StatefulSet', identity);
  return {
    others: [
      buildGuards(identity, part),
      buildStorageServices(part, identity, context),
      buildAutoscalers(identity, target, part, context.observed, context.settings),
    ],
    workload: buildWorkload(part, identity, context),
  };
}

/** Data of the storage nodes. */
export function storageData({
  storage,
  claimTemplates,
}: Pick<StoragePart, 'storage' | 'claimTemplates'>): StatefulData {
  return { name: storage?.volumeClaimTemplate?.metadata?.name || 'vmstorage-db', storage, claimTemplates };
}

function buildStorageServices(part: StoragePart, identity: Identity, { settings }: ClusterContext): Part {
  const { vmBackup, useDefaultResources } = part;
  const ports = [
    tcpPort('http', Number(part.port)),
    tcpPort('vminsert', Number(part.vmInsertPort)),
    tcpPort('vmselect', Number(part.vmSelectPort)),
    ...(vmBackup === undefined
      ? []
      : [tcpPort('vmbackupmanager', Number(completeBackup(vmBackup, useDefaultResources, settings).port))]),
  ];
  const input = { ports, headless: 'all-pods', metricsPorts: ['vmbackupmanager'], scrape: 'service' } as const;
  return buildServices(part, identity, input, settings);
}

function buildWorkload(part: StoragePart, identity: Identity, context: ClusterContext): Part {
  const { cr, settings } = context;
  const data = storageData(part);
  const credentials = backupCredentials(part.vmBackup?.credentialsSecret);
  const volumes = buildPartVolumes({
    spec: part,
    license: cr.spec.license,
    data: { ...data, path: part.storageDataPath },
    others: credentials.map(({ volume }) => volume),
  });
  const main = {
    name: 'vmstorage',
    args: vmstorageArgs(part, cr.spec, settings),
    ports: [tcp('vminsert', part.vmInsertPort), tcp('vmselect', part.vmSelectPort)],
    mounts: volumes.main,
    hasLiveness: false,
  };
  const companions: PartPodInput['companions'] = (securityContext) => {
    const sources = backupOf(part, data, context).map((source) => ({ ...source, securityContext }));
    return {
      containers: sources.flatMap((source) => buildBackupSidecar(source, settings)),
      initContainers: sources.flatMap((source) => buildRestoreContainer(source, settings)),
    };
  };
  const input = { main, volumes: volumes.volumes, companions, serviceAccountName: accountOf(cr) };
  return buildStatefulWorkload(part, identity, buildPartPod(part, identity, input, settings), data, context);
}

function backupOf(
  part: StoragePart,
  data: StatefulData,
  { cr }: ClusterContext,
): readonly Omit<BackupSource, 'securityContext'>[] {
  const { vmBackup: backup, storageDataPath, useDefaultResources } = part;
  if (backup === undefined) return [];
  const { license } = cr.spec;
  const restore = [
    { name: data.name, mountPath: storageDataPath },
    ...(part.volumeMounts ?? []),
    ...(backup.volumeMounts ?? []),
    ...backupCredentials(backup.credentialsSecret).map(({ mount }) => mount),
  ];
  const mounts = { backup: [...restore, ...licenseVolumes(license?.keyRef).map(({ mount }) => mount)], restore };
  const base = backup.destination ?? '';
  // Nodes that shared one directory would delete each other's backups.
  const destination = backup.destinationDisableSuffixAdd === true ? base : `${base.replace(/\/$/, '')}/$(POD_NAME)/`;
  return [{ backup, app: part, storageDataPath, destination, license, useDefaultResources, mounts }];
}

function tcp(name: string, port: string) {
  return { name, protocol: 'TCP', containerPort: Number(port) };
}
