import type { VMNodeScrape } from '../../api/vmnodescrape.ts';
import type { JsonObject } from '../../lib/json.ts';
import { keepFilled } from './client/keep-filled.ts';
import { sortedMap } from './client/sorted-map.ts';
import { clampInterval } from './interval.ts';
import type { Scraper } from './scraper.ts';

/** How a target is scraped: the fields that endpoints and scrape objects share. */
export type ScrapeParams = Pick<
  VMNodeScrape['spec'],
  | 'follow_redirects'
  | 'honorLabels'
  | 'honorTimestamps'
  | 'interval'
  | 'max_scrape_size'
  | 'params'
  | 'path'
  | 'proxyURL'
  | 'sampleLimit'
  | 'scheme'
  | 'scrapeTimeout'
  | 'scrape_interval'
  | 'seriesLimit'
>;

/** Values for an endpoint that has none of its own. */
export interface ParamsFallback {
  readonly sampleLimit?: number | undefined;
  readonly seriesLimit?: number | undefined;
  readonly scrapeTimeout?: string | undefined;
}

/** SCRAPE of a job: how its targets are asked, within what the scraper allows; to be spread into the job. Source: reference A7.2 */
export function renderScrapeParams(
  params: ScrapeParams,
  { spec }: Pick<Scraper, 'spec'>,
  fallback: ParamsFallback = {},
): JsonObject {
  const isForced = spec.overrideHonorTimestamps === true;
  return keepFilled({
    honor_labels: params.honorLabels === true && spec.overrideHonorLabels !== true,
    honor_timestamps: isForced ? false : params.honorTimestamps,
    scrape_interval: clampInterval(params.scrape_interval || params.interval, spec),
    scrape_timeout: params.scrapeTimeout || fallback.scrapeTimeout,
    metrics_path: params.path,
    proxy_url: params.proxyURL,
    follow_redirects: params.follow_redirects,
    params: params.params === undefined ? undefined : sortedMap(params.params),
    scheme: params.scheme?.toLowerCase(),
    max_scrape_size: params.max_scrape_size,
    sample_limit: limitOf(params.sampleLimit, fallback.sampleLimit),
    series_limit: limitOf(params.seriesLimit, fallback.seriesLimit),
  });
}

/** The first limit above zero. */
function limitOf(own = 0, inherited = 0): number | undefined {
  if (own > 0) return own;
  return inherited > 0 ? inherited : undefined;
}
