import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { EnvFromSource, EnvVar, ResourceRequirements, SecretKeySelector, VolumeMount } from '../kubernetes.ts';
import { image } from './image.ts';
import { logFields } from './log.ts';
import { flag, int32, text, textMap } from './scalars.ts';

const restore = openObject({
  onStart: optional(
    openObject({ enabled: optional(flag, 'Restore before the program starts, if a restore was asked for.') }),
    'Restore at start.',
  ),
});

/** Backups by vmbackupmanager, which needs an enterprise license. */
export const vmBackup = openObject({
  acceptEULA: optional(flag, 'Earlier way of accepting the license terms; prefer license.'),
  concurrency: optional(int32, 'Number of parallel uploads.'),
  credentialsSecret: optional(SecretKeySelector, 'Key of a Secret with the credentials of the storage.'),
  customS3Endpoint: optional(text, 'Address of a storage that speaks S3.'),
  destination: optional(text, 'URL of the backups, such as s3://bucket/path.'),
  destinationDisableSuffixAdd: optional(flag, 'Do not append the name of the pod to the destination.'),
  disableDaily: optional(flag, 'Make no daily backups.'),
  disableHourly: optional(flag, 'Make no hourly backups.'),
  disableMonthly: optional(flag, 'Make no monthly backups.'),
  disableWeekly: optional(flag, 'Make no weekly backups.'),
  extraArgs: optional(textMap, 'Flags for the backup program, by name without dashes.'),
  extraEnvs: optional(z.array(EnvVar), 'Environment variables for the backup program.'),
  extraEnvsFrom: optional(z.array(EnvFromSource), 'Secrets and ConfigMaps whose keys become environment variables.'),
  image: optional(image, 'Image of the backup program.'),
  ...logFields,
  port: optional(text, 'Port that the backup program listens on.'),
  resources: optional(ResourceRequirements, 'Resources of the backup containers.'),
  restore: optional(restore, 'Restoring from a backup.'),
  snapshotCreateURL: optional(text, 'URL that makes a snapshot; derived where it is missing.'),
  snapshotDeleteURL: optional(text, 'URL that removes a snapshot; derived where it is missing.'),
  volumeMounts: optional(z.array(VolumeMount), 'Mounts to add to the backup containers.'),
});
