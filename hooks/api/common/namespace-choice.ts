import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { flag, texts } from './scalars.ts';

/** Namespaces in which a scrape object looks for its targets; its own without any of this. */
export const namespaceChoice = openObject({
  any: optional(flag, 'All namespaces.'),
  matchNames: optional(texts, 'Names of the namespaces.'),
});
