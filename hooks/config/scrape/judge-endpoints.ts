import type { Endpoint } from './jobs/endpoint-job.ts';
import type { ScrapeKind, ScrapeObjects } from './scraper.ts';

/** How a scrape object says that something is scraped, and where it says so. A VMProbe has no `relabelConfigs`. */
export interface PlacedEndpoint {
  readonly endpoint: Endpoint;
  /** `spec.endpoints[0]`, or `spec` where the spec itself is the endpoint. */
  readonly path: string;
}

/** All endpoints of a scrape object. */
export function endpointsOf<Kind extends ScrapeKind>(
  kind: Kind,
  object: ScrapeObjects[Kind],
): readonly PlacedEndpoint[] {
  return places[kind](object);
}

const places: { readonly [Kind in ScrapeKind]: (object: ScrapeObjects[Kind]) => readonly PlacedEndpoint[] } = {
  VMServiceScrape: ({ spec }) => listed('endpoints', spec.endpoints),
  VMPodScrape: ({ spec }) => listed('podMetricsEndpoints', spec.podMetricsEndpoints),
  VMProbe: ({ spec }) => [{ endpoint: spec, path: 'spec' }],
  VMNodeScrape: ({ spec }) => [{ endpoint: spec, path: 'spec' }],
  VMStaticScrape: ({ spec }) => listed('targetEndpoints', spec.targetEndpoints),
  VMScrapeConfig: ({ spec }) => [{ endpoint: spec, path: 'spec' }],
};

function listed(field: string, endpoints: readonly Endpoint[]): readonly PlacedEndpoint[] {
  return endpoints.map((endpoint, index) => ({ endpoint, path: `spec.${field}[${index}]` }));
}
