import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { configColumns } from './common/config-columns.ts';
import { customResource, group } from './common/custom-resource.ts';
import { endpointFields } from './common/endpoint-fields.ts';
import { namespaceChoice } from './common/namespace-choice.ts';
import { flag, int32, integer, intOrString, text, texts } from './common/scalars.ts';
import { attachMetadata } from './common/scrape-params.ts';
import { configStatus } from './common/status.ts';
import { optional, required } from './field.ts';
import { LabelSelector } from './kubernetes.ts';

const endpoint = openObject({
  port: optional(text, 'Name of the port of the pods.'),
  portNumber: optional(int32.min(1).max(65535), 'Number of the port of the pods, for a port without a name.'),
  targetPort: optional(intOrString, 'Name or number of the port; superseded by port and portNumber.'),
  filterRunning: optional(flag, 'Leave out pods that have ended; true unless set.'),
  attach_metadata: optional(attachMetadata, 'Metadata of discovered objects to attach.'),
  ...endpointFields,
});

const vmpodscrapeSpec = openObject({
  attach_metadata: optional(attachMetadata, 'Metadata of discovered objects to attach, for all endpoints.'),
  jobLabel: optional(text, 'Label of the pod whose value becomes the label job.'),
  namespaceSelector: optional(namespaceChoice, 'Namespaces of the pods; the own namespace without it.'),
  podMetricsEndpoints: required(z.array(endpoint), 'What is scraped of each pod.'),
  podTargetLabels: optional(texts, 'Labels of the pods that are copied to the targets.'),
  sampleLimit: optional(integer, 'Most samples that one scrape may give.'),
  scrapeClass: optional(text, 'Name of the scrape class to use.'),
  selector: optional(LabelSelector, 'Labels of the pods.'),
  seriesLimit: optional(integer, 'Most series that a target may give in a day.'),
});

const schema = customResource({
  kind: 'VMPodScrape',
  version: 'v1beta1',
  spec: vmpodscrapeSpec,
  specOptional: true,
  status: configStatus,
});

/** Scrapes pods directly. */
export type VMPodScrape = z.output<typeof schema>;

/** The API of VMPodScrape. */
export const vmpodscrapeApi: ApiKind<VMPodScrape> = {
  kind: 'VMPodScrape',
  group,
  version: 'v1beta1',
  plural: 'vmpodscrapes',
  singular: 'vmpodscrape',
  listKind: 'VMPodScrapeList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: configColumns,
  description: 'VMPodScrape tells VMAgent or VMSingle to scrape pods, with no Service between.',
  schema,
};
