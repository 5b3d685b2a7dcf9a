import type { Issue } from '../../api/issue.ts';
import { type EndpointAuthSpec, whyAuthWrong } from '../../config/access/endpoint-auth.ts';
import { findBadDuration } from '../../config/duration.ts';
import { findBadHeaders } from './headers.ts';
import { type RelabelRuleSpec, relabelWarnings } from './relabeling.ts';
import { findBadUrl } from './url.ts';

/** How targets are scraped, as far as it can be misspelt. */
export interface ScrapeEndpointSpec extends EndpointAuthSpec {
  readonly interval?: string | undefined;
  readonly scrape_interval?: string | undefined;
  readonly scrapeTimeout?: string | undefined;
  readonly max_scrape_size?: string | undefined;
  readonly proxyURL?: string | undefined;
  readonly relabelConfigs?: readonly RelabelRuleSpec[] | undefined;
  readonly metricRelabelConfigs?: readonly RelabelRuleSpec[] | undefined;
  readonly vm_scrape_params?: ScrapeParamsSpec | undefined;
}

interface ScrapeParamsSpec {
  readonly headers?: readonly string[] | undefined;
  readonly scrape_align_interval?: string | undefined;
  readonly scrape_offset?: string | undefined;
}

const size = /^[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?(?:[KMGT]i?B?)?$/i;

/**
 * What the program would not accept of an endpoint: durations, sizes, URLs, headers, relabelling, access settings. Warnings, because the
 * official operator accepts all of it and leaves the target out or lets the program refuse. Source: reference A4, D3
 */
export function endpointWarnings(endpoint: ScrapeEndpointSpec, path: string): readonly Issue[] {
  const params = endpoint.vm_scrape_params;
  return [
    ...findBadDuration(`${path}.interval`, endpoint.interval),
    ...findBadDuration(`${path}.scrape_interval`, endpoint.scrape_interval),
    ...findBadDuration(`${path}.scrapeTimeout`, endpoint.scrapeTimeout),
    ...findBadSize(`${path}.max_scrape_size`, endpoint.max_scrape_size),
    ...findBadUrl(`${path}.proxyURL`, endpoint.proxyURL),
    ...findBadDuration(`${path}.vm_scrape_params.scrape_align_interval`, params?.scrape_align_interval),
    ...findBadDuration(`${path}.vm_scrape_params.scrape_offset`, params?.scrape_offset),
    ...findBadHeaders(`${path}.vm_scrape_params.headers`, params?.headers),
    ...findBadAuth(path, endpoint),
    ...relabelWarnings(endpoint.relabelConfigs, `${path}.relabelConfigs`),
    ...relabelWarnings(endpoint.metricRelabelConfigs, `${path}.metricRelabelConfigs`),
  ];
}

function findBadSize(path: string, text: string | undefined): readonly Issue[] {
  if (!text || size.test(text)) return [];
  return [{ path, reason: 'InvalidSize', message: `${JSON.stringify(text)} is no size such as 64KB or 16MiB` }];
}

function findBadAuth(path: string, endpoint: ScrapeEndpointSpec): readonly Issue[] {
  const wrong = whyAuthWrong(endpoint);
  return wrong === null
    ? []
    : [{ path: `${path}.${wrong.field}`, reason: 'EndpointAuthInvalid', message: wrong.message }];
}
