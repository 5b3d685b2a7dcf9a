import type { VMPodScrape } from '../../../api/vmpodscrape.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { mergeMetadata } from '../attach-metadata.ts';
import { apiServerSelects, chosenNamespaces, renderKubernetesSd } from '../kubernetes-sd.ts';
import { copyLabel, copyObjectLabels, jobFromLabel, keepWhere, setLabel } from '../label-rules.ts';
import { keepTargetPort } from '../port-rules.ts';
import { withScrapeClass } from '../scrape-class.ts';
import type { Job, JobContext, RenderJobs } from '../scraper.ts';
import { selectorRules } from '../selector-rules.ts';
import { renderEndpointJob } from './endpoint-job.ts';

type PodSpec = VMPodScrape['spec'];
type PodEndpoint = PodSpec['podMetricsEndpoints'][number];

/** Jobs of a VMPodScrape, one for each endpoint. Source: reference A8, A13 */
export const renderPodScrape: RenderJobs<'VMPodScrape'> = ({ metadata, spec }, context) =>
  spec.podMetricsEndpoints.map((endpoint, index) => {
    const owner = `${context.namespace}/${metadata.name}`;
    return renderEndpoint({ endpoint, index, owner, spec }, context);
  });

interface EndpointOfPods {
  readonly endpoint: PodEndpoint;
  readonly index: number;
  /** Namespace and name of the object. */
  readonly owner: string;
  readonly spec: PodSpec;
}

function renderEndpoint({ endpoint, index, owner, spec }: EndpointOfPods, context: JobContext): Job {
  const { scraper, namespace } = context;
  const classed = withScrapeClass(endpoint, spec.scrapeClass, scraper);
  const discovery = renderKubernetesSd(
    {
      role: 'pod',
      namespaces: chosenNamespaces(spec.namespaceSelector, namespace),
      attachMetadata: mergeMetadata(classed.attach_metadata, spec.attach_metadata),
      selector: spec.selector,
    },
    context,
  );
  const selected = apiServerSelects(scraper.spec) ? [] : selectorRules(spec.selector, 'pod');
  return renderEndpointJob(
    {
      jobName: `podScrape/${owner}/${index}`,
      targets: { kubernetes_sd_configs: [discovery] },
      endpoint: classed,
      path: `spec.podMetricsEndpoints[${index}]`,
      rules: podRules(endpoint, selected, spec, owner),
      template: scraper.spec.podScrapeRelabelTemplate,
      fallback: spec,
    },
    context,
  );
}

function podRules(
  endpoint: PodEndpoint,
  selected: readonly JsonObject[],
  spec: PodSpec,
  owner: string,
): readonly JsonObject[] {
  return [
    ...(endpoint.filterRunning === false ? [] : [dropEnded]),
    ...selected,
    ...portRules(endpoint),
    copyLabel('__meta_kubernetes_namespace', 'namespace'),
    copyLabel('__meta_kubernetes_pod_container_name', 'container'),
    copyLabel('__meta_kubernetes_pod_name', 'pod'),
    ...copyObjectLabels('pod', spec.podTargetLabels),
    setLabel('job', owner),
    ...jobFromLabel('pod', spec.jobLabel),
    ...endpointLabel(endpoint),
  ];
}

const dropEnded: JsonObject = {
  action: 'drop',
  source_labels: ['__meta_kubernetes_pod_phase'],
  regex: '(Failed|Succeeded)',
};

function portRules({ port, portNumber, targetPort }: PodEndpoint): readonly JsonObject[] {
  if (port) return [keepWhere('__meta_kubernetes_pod_container_port_name', port)];
  // Without quotes in the output, as the official operator has it. Source: reference quirk 15
  if (portNumber) return [keepWhere('__meta_kubernetes_pod_container_port_number', portNumber)];
  return keepTargetPort(targetPort);
}

function endpointLabel({ port, targetPort }: PodEndpoint): readonly JsonObject[] {
  if (port) return [setLabel('endpoint', port)];
  return targetPort === undefined ? [] : [setLabel('endpoint', String(targetPort))];
}
