import { optional } from '../field.ts';
import { PersistentVolumeClaimSpec } from '../kubernetes.ts';
import { embeddedMetadata } from './embedded-metadata.ts';
import { text } from './scalars.ts';

/** Where a program that runs as a single pod keeps its data. */
export const singleStorageFields = {
  storage: optional(PersistentVolumeClaimSpec, 'Claim for the data; without it the data is lost with the pod.'),
  storageDataPath: optional(text, 'Directory of the data in the container.'),
  storageMetadata: optional(embeddedMetadata, 'Labels and annotations of the claim.'),
};
