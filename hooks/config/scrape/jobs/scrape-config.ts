import { renderAuth } from '../client/auth.ts';
import { renderVmParams } from '../client/vm-params.ts';
import { renderDiscovery } from '../discovery/render-discovery.ts';
import { renderScrapeParams } from '../params.ts';
import { metricRelabeling, relabelTail } from '../relabel-tail.ts';
import { withScrapeClass } from '../scrape-class.ts';
import type { RenderJobs } from '../scraper.ts';

/**
 * The one job of a VMScrapeConfig: what it discovers stands at the end. A scrape class counts for the job, not for the clients of its
 * discovery. Throws for a scrape class that the scraper does not have. Source: reference A7.1, A9, A10
 */
export const renderScrapeConfig: RenderJobs<'VMScrapeConfig'> = ({ metadata, spec }, context) => {
  const { scraper, namespace } = context;
  const job = withScrapeClass(spec, spec.scrapeClass, scraper);
  return [
    {
      job_name: `scrapeConfig/${namespace}/${metadata.name}`,
      ...renderScrapeParams(job, scraper),
      relabel_configs: relabelTail(job.relabelConfigs, scraper.spec.scrapeConfigRelabelTemplate, context),
      ...metricRelabeling(job.metricRelabelConfigs, scraper),
      ...renderVmParams(job.vm_scrape_params, 'spec.vm_scrape_params', context),
      ...renderAuth(job, 'spec', context),
      ...renderDiscovery(spec, context),
    },
  ];
};
