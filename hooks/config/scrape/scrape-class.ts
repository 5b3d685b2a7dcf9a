import type { RelabelRule } from '../relabel.ts';
import { type AttachMetadata, mergeMetadata } from './attach-metadata.ts';
import type { EndpointAuth } from './client/auth.ts';
import { mergeAuth } from './scrape-class-auth.ts';
import type { Scraper, ScraperSpec } from './scraper.ts';

/** Named defaults of a scraper for scrape objects. */
type ScrapeClass = NonNullable<ScraperSpec['scrapeClasses']>[number];

/** What a scrape class has defaults for. */
interface ClassedEndpoint extends EndpointAuth {
  readonly relabelConfigs?: RelabelRule[];
  readonly metricRelabelConfigs?: RelabelRule[];
  readonly attach_metadata?: AttachMetadata;
}

/**
 * An endpoint with the defaults of its scrape class: credentials and TLS field by field, where the endpoint has none; the class's
 * relabelling before its own; metadata to attach. The endpoint itself where no class applies. Throws for a class that the scraper
 * does not have: such objects are left out before (judge.ts). Source: reference A10
 */
export function withScrapeClass<Endpoint extends ClassedEndpoint>(
  endpoint: Endpoint,
  className: string | undefined,
  scraper: Pick<Scraper, 'spec'>,
): Endpoint {
  const scrapeClass = classFor(className, scraper);
  if (scrapeClass === undefined) return endpoint;
  const { relabelConfigs = [], metricRelabelConfigs = [] } = scrapeClass;
  const metadata = mergeMetadata(endpoint.attach_metadata, scrapeClass.attachMetadata);
  return {
    ...mergeAuth(endpoint, scrapeClass),
    ...(relabelConfigs.length === 0 ? {} : { relabelConfigs: [...relabelConfigs, ...(endpoint.relabelConfigs ?? [])] }),
    ...(metricRelabelConfigs.length === 0
      ? {}
      : { metricRelabelConfigs: [...metricRelabelConfigs, ...(endpoint.metricRelabelConfigs ?? [])] }),
    ...(metadata === undefined ? {} : { attach_metadata: metadata }),
  };
}

/** The same for probes, to which only credentials and TLS of a class apply. Throws as above. Source: reference A10, quirk 18 */
export function withClassAuth<Endpoint extends EndpointAuth>(
  endpoint: Endpoint,
  className: string | undefined,
  scraper: Pick<Scraper, 'spec'>,
): Endpoint {
  const scrapeClass = classFor(className, scraper);
  return scrapeClass === undefined ? endpoint : mergeAuth(endpoint, scrapeClass);
}

function classFor(className: string | undefined, { spec }: Pick<Scraper, 'spec'>): ScrapeClass | undefined {
  const found = findScrapeClass(className, spec.scrapeClasses);
  if (className !== undefined && found === undefined)
    throw new Error(`scrape class ${JSON.stringify(className)} was not checked`);
  return found;
}

/** The class of that name; without a name the last of the default ones. The empty text is a name. Source: reference A10 */
function findScrapeClass(className: string | undefined, classes: readonly ScrapeClass[] = []): ScrapeClass | undefined {
  if (className === undefined) return classes.findLast((each) => each.default === true);
  return classes.find(({ name }) => name === className);
}
