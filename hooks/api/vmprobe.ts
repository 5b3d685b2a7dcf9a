import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { endpointAuthFields } from './common/authentication.ts';
import { configColumns } from './common/config-columns.ts';
import { customResource, group } from './common/custom-resource.ts';
import { namespaceChoice } from './common/namespace-choice.ts';
import { relabelConfigs } from './common/relabel-config.ts';
import { text, textMap, texts } from './common/scalars.ts';
import { scrapeParamFields } from './common/scrape-params.ts';
import { configStatus } from './common/status.ts';
import { optional, required } from './field.ts';
import { LabelSelector } from './kubernetes.ts';

const staticTargets = openObject({
  targets: required(texts, 'What is probed, such as URLs.'),
  labels: optional(textMap, 'Labels of the results.'),
  relabelingConfigs: optional(relabelConfigs, 'Relabelling of the targets.'),
});

const kubernetesTargets = openObject({
  role: optional(z.enum(['service', 'ingress', 'pod', 'node']), 'What is discovered and probed.'),
  namespaceSelector: optional(namespaceChoice, 'Namespaces of the discovered objects; the own namespace without it.'),
  relabelingConfigs: optional(relabelConfigs, 'Relabelling of the discovered targets.'),
  selector: optional(LabelSelector, 'Labels of the discovered objects.'),
});

const targets = openObject({
  static: optional(staticTargets, 'Targets that are known beforehand.'),
  staticConfig: optional(staticTargets, 'Earlier name of static.'),
  kubernetes: optional(z.array(kubernetesTargets), 'Targets that are discovered in the cluster.'),
  ingress: optional(kubernetesTargets, 'Hosts of Ingress objects; superseded by kubernetes with role ingress.'),
});

const prober = openObject({
  url: required(text, 'Address of the prober, as `host:port`.'),
  path: optional(text, 'HTTP path of the prober; /probe without it.'),
  scheme: optional(z.enum(['http', 'https']), 'Scheme of the prober; http without it.'),
});

const vmprobeSpec = openObject({
  jobName: optional(text, 'Value of the label job of the results.'),
  metricRelabelConfigs: optional(relabelConfigs, 'Relabelling of the results.'),
  module: optional(text, 'Module of the prober, such as http_2xx.'),
  scrapeClass: optional(text, 'Name of the scrape class to use.'),
  targets: optional(targets, 'What is probed.'),
  vmProberSpec: required(prober, 'The prober that does the work.'),
  ...scrapeParamFields,
  ...endpointAuthFields,
});

const schema = customResource({
  kind: 'VMProbe',
  version: 'v1beta1',
  spec: vmprobeSpec,
  specOptional: false,
  status: configStatus,
});

/** Probes targets through a prober such as blackbox_exporter. */
export type VMProbe = z.output<typeof schema>;

/** The API of VMProbe. */
export const vmprobeApi: ApiKind<VMProbe> = {
  kind: 'VMProbe',
  group,
  version: 'v1beta1',
  plural: 'vmprobes',
  singular: 'vmprobe',
  listKind: 'VMProbeList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: configColumns,
  description: 'VMProbe tells VMAgent or VMSingle to probe targets through a prober such as blackbox_exporter.',
  schema,
};
