import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { opaqueObject, optional, withMeta } from '../field.ts';
import {
  EmptyDirVolumeSource,
  PersistentVolumeClaimSpec,
  PersistentVolumeClaimStatus,
  StatefulSetPersistentVolumeClaimRetentionPolicy,
} from '../kubernetes.ts';
import { embeddedMetadata } from './embedded-metadata.ts';
import { text } from './scalars.ts';

const claimFields = {
  apiVersion: optional(text, 'Version of the claim; without effect.'),
  kind: optional(text, 'Kind of the claim; without effect.'),
  spec: optional(PersistentVolumeClaimSpec, 'Spec of the claim.'),
  status: optional(PersistentVolumeClaimStatus, 'Without effect.'),
};

const volumeClaimTemplate = openObject({
  ...claimFields,
  metadata: optional(embeddedMetadata, 'Name, labels and annotations of the claim.'),
});

const claimTemplate = openObject({
  ...claimFields,
  metadata: optional(embeddedMetadata, 'Name, labels and annotations of the claim.', { crdInstead: opaqueObject }),
});

const emptyDir = optional(EmptyDirVolumeSource, 'Directory that vanishes with the pod, instead of a claim.');
const volumeClaim = 'Template of the claim; its volume grows when a larger size is asked for.';

/** Where the pods of a StatefulSet keep their data: one claim per pod, or a directory that vanishes with it. */
export const statefulStorage = openObject({
  emptyDir,
  volumeClaimTemplate: optional(volumeClaimTemplate, volumeClaim),
});

/** The same for storage nodes of a cluster, where the CRDs keep the claim as it is. */
export const opaqueStatefulStorage = openObject({
  emptyDir,
  volumeClaimTemplate: optional(volumeClaimTemplate, volumeClaim, { crdInstead: opaqueObject }),
});

const furtherClaims = 'Further claims for each pod; the pods mount them by name.';

/** Further claims, where the CRDs spell them out. */
export const claimTemplateFields = { claimTemplates: optional(z.array(claimTemplate), furtherClaims) };

/** Further claims for parts of a cluster, where the CRDs keep them as they are. */
export const opaqueClaimTemplateFields = {
  claimTemplates: optional(z.array(withMeta(claimTemplate.clone(), { crdInstead: opaqueObject })), furtherClaims),
};

/** What happens to the claims of a StatefulSet. */
export const claimRetentionFields = {
  persistentVolumeClaimRetentionPolicy: optional(
    StatefulSetPersistentVolumeClaimRetentionPolicy,
    'What becomes of the claims when the StatefulSet is deleted or scaled down.',
  ),
};
