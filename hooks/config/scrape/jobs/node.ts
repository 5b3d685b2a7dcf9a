import type { JsonObject } from '../../../lib/json.ts';
import { apiServerSelects, renderKubernetesSd } from '../kubernetes-sd.ts';
import { copyLabel, copyObjectLabels, firstGroup, jobFromLabel, setLabel } from '../label-rules.ts';
import { withScrapeClass } from '../scrape-class.ts';
import type { RenderJobs } from '../scraper.ts';
import { selectorRules } from '../selector-rules.ts';
import { renderEndpointJob } from './endpoint-job.ts';

/** The job of a VMNodeScrape. Source: reference A8 */
export const renderNodeScrape: RenderJobs<'VMNodeScrape'> = ({ metadata, spec }, context) => {
  const { scraper, namespace } = context;
  const owner = `${namespace}/${metadata.name}`;
  const discovery = renderKubernetesSd({ role: 'node', selector: spec.selector }, context);
  const rules = [
    ...(apiServerSelects(scraper.spec) ? [] : selectorRules(spec.selector, 'node')),
    copyLabel('__meta_kubernetes_node_name', 'node'),
    ...copyObjectLabels('node', spec.targetLabels),
    setLabel('job', owner),
    ...jobFromLabel('node', spec.jobLabel),
    ...(spec.port ? [replacePort(spec.port)] : []),
  ];
  const job = renderEndpointJob(
    {
      jobName: `nodeScrape/${owner}`,
      targets: { kubernetes_sd_configs: [discovery] },
      endpoint: withScrapeClass(spec, spec.scrapeClass, scraper),
      path: 'spec',
      rules,
      template: scraper.spec.nodeScrapeRelabelTemplate,
    },
    context,
  );
  return [job];
};

function replacePort(port: string): JsonObject {
  return {
    source_labels: ['__address__'],
    target_label: '__address__',
    regex: '^(.*):(.*)',
    replacement: `${firstGroup}:${port}`,
  };
}
