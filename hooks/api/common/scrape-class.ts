import { openObject } from '../../lib/open-object.ts';
import { optional, required } from '../field.ts';
import { endpointAuthFields } from './authentication.ts';
import { flag, text } from './scalars.ts';
import { attachMetadata, scrapeRelabelFields } from './scrape-params.ts';

/** Named defaults that scrape objects may refer to. */
export const scrapeClass = openObject({
  name: required(text.min(1), 'Name that scrape objects refer to.'),
  default: optional(flag, 'Use this class for scrape objects that name none; at most one class may be the default.'),
  attachMetadata: optional(attachMetadata, 'Metadata of discovered objects to attach.'),
  ...endpointAuthFields,
  ...scrapeRelabelFields,
});
