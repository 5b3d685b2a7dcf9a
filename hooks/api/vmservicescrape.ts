import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { configColumns } from './common/config-columns.ts';
import { customResource, group } from './common/custom-resource.ts';
import { endpointFields } from './common/endpoint-fields.ts';
import { namespaceChoice } from './common/namespace-choice.ts';
import { integer, intOrString, text, texts } from './common/scalars.ts';
import { attachMetadata } from './common/scrape-params.ts';
import { configStatus } from './common/status.ts';
import { optional, required } from './field.ts';
import { LabelSelector } from './kubernetes.ts';

const endpoint = openObject({
  port: optional(text, 'Name of the port of the Service.'),
  targetPort: optional(intOrString, 'Name or number of the port of the pods.'),
  attach_metadata: optional(attachMetadata, 'Metadata of discovered objects to attach.'),
  ...endpointFields,
});

const specFields = {
  attach_metadata: optional(attachMetadata, 'Metadata of discovered objects to attach, for all endpoints.'),
  discoveryRole: optional(
    z.enum(['endpoints', 'service', 'endpointslices', 'endpointslice']),
    'Which objects are discovered: endpoints of the Service, its slices, or the Service itself.',
  ),
  jobLabel: optional(text, 'Label of the Service whose value becomes the label job.'),
  namespaceSelector: optional(namespaceChoice, 'Namespaces of the Services; the own namespace without it.'),
  podTargetLabels: optional(texts, 'Labels of the pods that are copied to the targets.'),
  sampleLimit: optional(integer, 'Most samples that one scrape may give.'),
  scrapeClass: optional(text, 'Name of the scrape class to use.'),
  selector: optional(LabelSelector, 'Labels of the Services.'),
  seriesLimit: optional(integer, 'Most series that a target may give in a day.'),
  targetLabels: optional(texts, 'Labels of the Service that are copied to the targets.'),
};
const endpointsText = 'What is scraped of each Service.';

/** Spec of a VMServiceScrape. */
const vmservicescrapeSpec = openObject({ ...specFields, endpoints: required(z.array(endpoint), endpointsText) });

/** What a workload's `serviceScrapeSpec` may say about its own scrape object: everything, and nothing is required. */
export const serviceScrapeOverride = openObject({
  ...specFields,
  endpoints: optional(z.array(endpoint), endpointsText),
});

const schema = customResource({
  kind: 'VMServiceScrape',
  version: 'v1beta1',
  spec: vmservicescrapeSpec,
  specOptional: false,
  status: configStatus,
});

/** Scrapes the pods behind Services. */
export type VMServiceScrape = z.output<typeof schema>;

/** The API of VMServiceScrape. */
export const vmservicescrapeApi: ApiKind<VMServiceScrape> = {
  kind: 'VMServiceScrape',
  group,
  version: 'v1beta1',
  plural: 'vmservicescrapes',
  singular: 'vmservicescrape',
  listKind: 'VMServiceScrapeList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: configColumns,
  description: 'VMServiceScrape tells VMAgent or VMSingle to scrape the pods behind Services.',
  schema,
};
