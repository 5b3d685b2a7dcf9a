import { endpointAuthFields } from './authentication.ts';
import { scrapeParamFields, scrapeRelabelFields } from './scrape-params.ts';

/** Everything that a scrape object says about how one target is scraped. */
export const endpointFields = { ...scrapeParamFields, ...endpointAuthFields, ...scrapeRelabelFields };
