import type { VMServiceScrape } from '../../../api/vmservicescrape.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { mergeMetadata } from '../attach-metadata.ts';
import { apiServerSelects, chosenNamespaces, renderKubernetesSd } from '../kubernetes-sd.ts';
import { copyLabel, copyObjectLabels, firstGroup, jobFromLabel, keepWhere, setLabel } from '../label-rules.ts';
import { keepTargetPort } from '../port-rules.ts';
import { withScrapeClass } from '../scrape-class.ts';
import type { Job, JobContext, RenderJobs } from '../scraper.ts';
import { selectorRules } from '../selector-rules.ts';
import { renderEndpointJob } from './endpoint-job.ts';

type ServiceEndpoint = VMServiceScrape['spec']['endpoints'][number];

/** Jobs of a VMServiceScrape, one for each endpoint. Source: reference A8 */
export const renderServiceScrape: RenderJobs<'VMServiceScrape'> = ({ metadata, spec }, context) => {
  const role = spec.discoveryRole ?? (context.scraper.enforceEndpointslices ? 'endpointslice' : 'endpoints');
  const selected = apiServerSelects(context.scraper.spec) ? [] : selectorRules(spec.selector, 'service');
  return spec.endpoints.map((endpoint, index) => {
    const jobName = `serviceScrape/${context.namespace}/${metadata.name}/${index}`;
    const rules = [...selected, ...serviceRules(endpoint, spec, role)];
    return renderEndpoint({ jobName, endpoint, path: `spec.endpoints[${index}]`, role, rules, spec }, context);
  });
};

interface EndpointOfService {
  readonly jobName: string;
  readonly endpoint: ServiceEndpoint;
  readonly path: string;
  readonly role: string;
  readonly rules: readonly JsonObject[];
  readonly spec: VMServiceScrape['spec'];
}

function renderEndpoint({ jobName, endpoint, path, role, rules, spec }: EndpointOfService, context: JobContext): Job {
  const { scraper, namespace } = context;
  const classed = withScrapeClass(endpoint, spec.scrapeClass, scraper);
  const discovery = renderKubernetesSd(
    {
      role,
      namespaces: chosenNamespaces(spec.namespaceSelector, namespace),
      attachMetadata: mergeMetadata(classed.attach_metadata, spec.attach_metadata),
      selector: spec.selector,
    },
    context,
  );
  return renderEndpointJob(
    {
      jobName,
      targets: { kubernetes_sd_configs: [discovery] },
      endpoint: classed,
      path,
      rules,
      template: scraper.spec.serviceScrapeRelabelTemplate,
      fallback: spec,
    },
    context,
  );
}

/** Rules of one endpoint: which port, and the labels of every target. */
function serviceRules(endpoint: ServiceEndpoint, spec: VMServiceScrape['spec'], role: string): readonly JsonObject[] {
  // The labels of endpoints and of their slices differ; a Service has no pods behind it.
  const part = role === 'service' ? undefined : role === 'endpoints' ? 'endpoint' : 'endpointslice';
  return [
    ...portRules(endpoint, part),
    ...(part === undefined ? [] : podRules[part]),
    copyLabel('__meta_kubernetes_namespace', 'namespace'),
    copyLabel('__meta_kubernetes_service_name', 'service'),
    ...copyObjectLabels('service', spec.targetLabels),
    ...(part === undefined ? [] : copyObjectLabels('pod', spec.podTargetLabels)),
    { source_labels: ['__meta_kubernetes_service_name'], target_label: 'job', replacement: firstGroup },
    ...jobFromLabel('service', spec.jobLabel),
    ...endpointLabel(endpoint, part),
  ];
}

type EndpointPart = 'endpoint' | 'endpointslice';

function portRules({ port, targetPort }: ServiceEndpoint, part: EndpointPart | undefined): readonly JsonObject[] {
  if (port) return [keepWhere(`__meta_kubernetes_${part ?? 'service'}_port_name`, port)];
  return part === undefined ? [] : keepTargetPort(targetPort);
}

function endpointLabel({ port, targetPort }: ServiceEndpoint, part: EndpointPart | undefined): readonly JsonObject[] {
  if (port) return [setLabel('endpoint', port)];
  return part === undefined || targetPort === undefined ? [] : [setLabel('endpoint', String(targetPort))];
}

const podRules: Readonly<Record<EndpointPart, readonly JsonObject[]>> = {
  endpoint: rulesForPods('endpoint'),
  endpointslice: rulesForPods('endpointslice'),
};

function rulesForPods(part: EndpointPart): readonly JsonObject[] {
  return [
    fromTarget(part, 'Node', 'node'),
    fromTarget(part, 'Pod', 'pod'),
    copyLabel('__meta_kubernetes_pod_name', 'pod'),
    copyLabel('__meta_kubernetes_pod_container_name', 'container'),
  ];
}

/** The name of what stands behind an address, where it is of that kind. */
function fromTarget(part: EndpointPart, kind: string, label: string): JsonObject {
  return {
    source_labels: [`__meta_kubernetes_${part}_address_target_kind`, `__meta_kubernetes_${part}_address_target_name`],
    separator: ';',
    regex: `${kind};(.*)`,
    replacement: firstGroup,
    target_label: label,
  };
}
