import { parseMetricsDuration } from '../../lib/metrics-duration.ts';
import type { ScraperSpec } from './scraper.ts';

/** The scraper's limits for intervals that scrape objects ask for. */
export type IntervalLimits = Pick<ScraperSpec, 'minScrapeInterval' | 'maxScrapeInterval'>;

/**
 * The interval of a job within the scraper's limits: the text of the limit where the interval is outside, else the interval as it is
 * written; so it is where one of the durations cannot be read. Not limited: a job without an interval of its own. The lower limit
 * wins. Source: reference A7.2
 */
export function clampInterval(interval: string | undefined, limits: IntervalLimits): string | undefined {
  const { minScrapeInterval: lowest, maxScrapeInterval: highest } = limits;
  if (!interval || (!lowest && !highest)) return interval;
  const wanted = milliseconds(interval);
  if (wanted === undefined) return interval;
  if (lowest) {
    const limit = milliseconds(lowest);
    if (limit === undefined) return interval;
    if (limit >= wanted) return lowest;
  }
  const limit = highest ? milliseconds(highest) : undefined;
  return limit !== undefined && limit < wanted ? highest : interval;
}

function milliseconds(text: string): number | undefined {
  const parsed = parseMetricsDuration(text);
  return parsed.ok ? parsed.value : undefined;
}
