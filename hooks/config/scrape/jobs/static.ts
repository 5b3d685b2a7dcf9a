import { sortedMap } from '../client/sorted-map.ts';
import { setLabel } from '../label-rules.ts';
import { withScrapeClass } from '../scrape-class.ts';
import type { RenderJobs } from '../scraper.ts';
import { renderEndpointJob } from './endpoint-job.ts';

/** Jobs of a VMStaticScrape, one for each endpoint. It alone takes the scraper's timeout into its jobs. Source: reference A8 */
export const renderStaticScrape: RenderJobs<'VMStaticScrape'> = ({ metadata, spec }, context) => {
  const { scraper, namespace } = context;
  const { sampleLimit, seriesLimit, jobName } = spec;
  const fallback = { sampleLimit, seriesLimit, scrapeTimeout: scraper.spec.scrapeTimeout };
  const rules = jobName ? [setLabel('job', jobName)] : [];
  return spec.targetEndpoints.map((endpoint, index) => {
    const { targets, labels } = endpoint;
    const targetList = { targets, ...(labels === undefined ? {} : { labels: sortedMap(labels) }) };
    return renderEndpointJob(
      {
        jobName: `staticScrape/${namespace}/${metadata.name}/${index}`,
        targets: { static_configs: [targetList] },
        endpoint: withScrapeClass(endpoint, spec.scrapeClass, scraper),
        path: `spec.targetEndpoints[${index}]`,
        rules,
        template: scraper.spec.staticScrapeRelabelTemplate,
        fallback,
      },
      context,
    );
  });
};
