import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { text, textMap } from './scalars.ts';

/** Name, labels and annotations for one child object. */
export const embeddedMetadata = openObject({
  name: optional(text, 'Name of the object; a default is derived from the custom resource where none is given.'),
  labels: optional(textMap, 'Labels added to the object.'),
  annotations: optional(textMap, 'Annotations added to the object.'),
});

/** Labels and annotations for all child objects. */
export const managedMetadata = openObject({
  labels: optional(textMap, 'Labels added to every child object.'),
  annotations: optional(textMap, 'Annotations added to every child object.'),
});
