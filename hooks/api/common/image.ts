import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { text } from './scalars.ts';

/** A container image in parts. */
export const image = openObject({
  repository: optional(text, 'Image name without tag, registry included.'),
  tag: optional(text, 'Version of the image.'),
  pullPolicy: optional(text, 'When the kubelet pulls the image: Always, IfNotPresent or Never.'),
});
