import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { withMeta } from '../field.ts';
import { flag, integer, text, textMap, texts } from './scalars.ts';

const ownerReference = openObject({
  apiVersion: text,
  kind: text,
  name: text,
  uid: text,
  controller: flag.exactOptional(),
  blockOwnerDeletion: flag.exactOptional(),
});

const managedFieldsEntry = openObject({
  manager: text.exactOptional(),
  operation: text.exactOptional(),
  apiVersion: text.exactOptional(),
  subresource: text.exactOptional(),
  fieldsType: text.exactOptional(),
  fieldsV1: z.unknown().exactOptional(),
  time: text.exactOptional(),
});

/** metadata of a namespaced custom resource. The API server owns its schema, so the CRD says only that it is an object. */
export const objectMeta = withMeta(
  openObject({
    name: text,
    generateName: text.exactOptional(),
    namespace: text,
    uid: text.exactOptional(),
    selfLink: text.exactOptional(),
    resourceVersion: text.exactOptional(),
    generation: integer.exactOptional(),
    creationTimestamp: text.exactOptional(),
    deletionTimestamp: text.exactOptional(),
    deletionGracePeriodSeconds: integer.exactOptional(),
    labels: textMap.exactOptional(),
    annotations: textMap.exactOptional(),
    finalizers: texts.exactOptional(),
    ownerReferences: z.array(ownerReference).exactOptional(),
    managedFields: z.array(managedFieldsEntry).exactOptional(),
  }),
  { crdInstead: { type: 'object' } },
);
