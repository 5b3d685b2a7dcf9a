import type { JsonObject } from '../../lib/json.ts';
import { aggregationRelabelRule, type RelabelRule, withoutEmpty } from '../relabel.ts';
import { keepFilled } from './client/keep-filled.ts';
import { sortedMap } from './client/sorted-map.ts';
import type { Scraper } from './scraper.ts';

/**
 * `global`: what holds for all jobs. `scrape_interval` and `external_labels` are always there, the latter with the scraper's name unless
 * the user names no label for it. Source: reference A5
 */
export function renderGlobal(scraper: Scraper): JsonObject {
  const { spec } = scraper;
  return {
    scrape_interval: spec.scrapeInterval || '30s',
    external_labels: sortedMap({ ...ownLabel(scraper), ...spec.externalLabels }),
    ...keepFilled({
      sample_limit: spec.sampleLimit !== undefined && spec.sampleLimit > 0 ? spec.sampleLimit : undefined,
      scrape_timeout: spec.scrapeTimeout,
      metric_relabel_configs: renderRules(spec.globalScrapeMetricRelabelConfigs),
      relabel_configs: renderRules(spec.globalScrapeRelabelConfigs),
    }),
  };
}

function ownLabel({ namespace, name, spec }: Scraper): Readonly<Record<string, string>> {
  const label = spec.externalLabelName ?? spec.vmAgentExternalLabelName ?? 'prometheus';
  return label === '' ? {} : { [label]: `${namespace}/${name}` };
}

// Here, as in stream aggregation and unlike in jobs, the target stands before the separator and the underscore spelling wins.
function renderRules(rules: readonly RelabelRule[] = []): readonly JsonObject[] {
  return withoutEmpty(rules.map(aggregationRelabelRule));
}
