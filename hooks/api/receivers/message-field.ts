import { openObject } from '../../lib/open-object.ts';
import { flag, text } from '../common/scalars.ts';
import { optional } from '../field.ts';

/** A field in a chat message: a heading and a text. */
export const messageField = openObject({
  title: optional(text, 'Heading of the field.'),
  value: optional(text, 'Text of the field.'),
  short: optional(flag, 'Whether another field fits beside this one.'),
});
