import type { Issue } from '../../api/issue.ts';
import { ruleIssues } from './judge-values.ts';
import type { ScraperSpec } from './scraper.ts';

const ruleFields = [
  'serviceScrapeRelabelTemplate',
  'podScrapeRelabelTemplate',
  'probeScrapeRelabelTemplate',
  'nodeScrapeRelabelTemplate',
  'staticScrapeRelabelTemplate',
  'scrapeConfigRelabelTemplate',
  'globalScrapeRelabelConfigs',
  'globalScrapeMetricRelabelConfigs',
] as const satisfies readonly (keyof ScraperSpec)[];

/**
 * Rules of a VMAgent or VMSingle itself because of which vmagent refuses the configuration as a whole: templates, global rules, rules of
 * scrape classes. They are in the jobs of everybody, so there is no new configuration while one of them is wrong.
 */
export function scraperIssues(spec: ScraperSpec): readonly Issue[] {
  return [
    ...ruleFields.flatMap((field) => ruleIssues(spec[field], `spec.${field}`)),
    ...(spec.scrapeClasses ?? []).flatMap(({ relabelConfigs, metricRelabelConfigs }, index) => [
      ...ruleIssues(relabelConfigs, `spec.scrapeClasses[${index}].relabelConfigs`),
      ...ruleIssues(metricRelabelConfigs, `spec.scrapeClasses[${index}].metricRelabelConfigs`),
    ]),
  ];
}
