import type { VMProbe } from '../../../api/vmprobe.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { renderAuth } from '../client/auth.ts';
import { sortedMap } from '../client/sorted-map.ts';
import { renderVmParams } from '../client/vm-params.ts';
import { chosenNamespaces, renderKubernetesSd } from '../kubernetes-sd.ts';
import { copyLabel, setLabel } from '../label-rules.ts';
import { renderScrapeParams, type ScrapeParams } from '../params.ts';
import { metricRelabeling, relabelTail, userRules } from '../relabel-tail.ts';
import { withClassAuth } from '../scrape-class.ts';
import type { JobContext, RenderJobs } from '../scraper.ts';
import { type DiscoveredTargets, discoveredRules } from './probe-rules.ts';

type ProbeSpec = VMProbe['spec'];

/** The job of a VMProbe: the prober is scraped, its targets become a parameter. Source: reference A8 */
export const renderProbe: RenderJobs<'VMProbe'> = ({ metadata, spec }, context) => {
  const { scraper, namespace } = context;
  const fixed = spec.targets?.static ?? spec.targets?.staticConfig;
  const discovered = discoveredTargets(spec);
  const job = {
    job_name: `probe/${namespace}/${metadata.name}`,
    ...renderScrapeParams(proberParams(spec), scraper),
    ...(fixed === undefined ? {} : { static_configs: [staticTargets(fixed)] }),
    ...(discovered.length === 0
      ? {}
      : { kubernetes_sd_configs: discovered.map((targets) => discoveryOf(targets, context)) }),
    relabel_configs: [
      ...(fixed === undefined ? [] : staticRules(fixed)),
      ...discovered.flatMap((targets) => discoveredRules(targets, scraper.spec)),
      ...(spec.jobName ? [setLabel('job', spec.jobName)] : []),
      copyLabel('__param_target', 'instance'),
      setLabel('__address__', spec.vmProberSpec.url),
      ...relabelTail(undefined, scraper.spec.probeScrapeRelabelTemplate, context),
    ],
    ...metricRelabeling(spec.metricRelabelConfigs, scraper),
    ...renderVmParams(spec.vm_scrape_params, 'spec.vm_scrape_params', context),
    ...renderAuth(withClassAuth(spec, spec.scrapeClass, scraper), 'spec', context),
  };
  return [job];
};

/** How the prober is asked: path, scheme and module are its own. */
function proberParams(spec: ProbeSpec): ScrapeParams {
  const { path, scheme } = spec.vmProberSpec;
  return {
    ...spec,
    path: path || '/probe',
    ...(scheme ? { scheme } : {}),
    ...(spec.module ? { params: { ...spec.params, module: [spec.module] } } : {}),
  };
}

type StaticTargets = NonNullable<NonNullable<ProbeSpec['targets']>['static']>;

function staticTargets({ targets, labels }: StaticTargets): JsonObject {
  return { targets, ...(labels === undefined ? {} : { labels: sortedMap(labels) }) };
}

function staticRules({ relabelingConfigs }: StaticTargets): readonly JsonObject[] {
  return [copyLabel('__address__', '__param_target'), ...userRules(relabelingConfigs)];
}

/** All discovered targets; those of the former field come last, and are Ingress objects whatever their role says. */
function discoveredTargets({ targets }: ProbeSpec): readonly DiscoveredTargets[] {
  const { kubernetes = [], ingress } = targets ?? {};
  const former = ingress === undefined ? [] : [{ ...ingress, role: 'ingress' }];
  return [...kubernetes.map((each) => ({ ...each, role: each.role ?? '' })), ...former];
}

function discoveryOf({ role, namespaceSelector, selector }: DiscoveredTargets, context: JobContext): JsonObject {
  return renderKubernetesSd(
    { role, namespaces: chosenNamespaces(namespaceSelector, context.namespace), selector },
    context,
  );
}
