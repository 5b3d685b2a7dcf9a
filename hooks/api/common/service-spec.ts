import { openObject } from '../../lib/open-object.ts';
import { opaqueObject, optional, required } from '../field.ts';
import { ServiceSpec } from '../kubernetes.ts';
import { embeddedMetadata } from './embedded-metadata.ts';
import { flag } from './scalars.ts';

/** A Service of the user's own, or changes to the default one. */
export const serviceSpec = openObject({
  useAsDefault: optional(flag, 'Change the default Service instead of adding another one.'),
  metadata: optional(embeddedMetadata, 'Name, labels and annotations of the Service.'),
  spec: required(ServiceSpec, 'Spec of the Service; the selector is always set by the operator.', {
    crdInstead: opaqueObject,
  }),
});
