import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { configColumns } from './common/config-columns.ts';
import { customResource, group } from './common/custom-resource.ts';
import { endpointFields } from './common/endpoint-fields.ts';
import { text, texts } from './common/scalars.ts';
import { configStatus } from './common/status.ts';
import { optional } from './field.ts';
import { LabelSelector } from './kubernetes.ts';

const vmnodescrapeSpec = openObject({
  jobLabel: optional(text, 'Label of the node whose value becomes the label job.'),
  port: optional(text, 'Port of the nodes; the one of the kubelet without it.'),
  scrapeClass: optional(text, 'Name of the scrape class to use.'),
  selector: optional(LabelSelector, 'Labels of the nodes; all nodes without it.'),
  targetLabels: optional(texts, 'Labels of the nodes that are copied to the targets.'),
  ...endpointFields,
});

const schema = customResource({
  kind: 'VMNodeScrape',
  version: 'v1beta1',
  spec: vmnodescrapeSpec,
  specOptional: true,
  status: configStatus,
});

/** Scrapes the nodes of the cluster. */
export type VMNodeScrape = z.output<typeof schema>;

/** The API of VMNodeScrape. */
export const vmnodescrapeApi: ApiKind<VMNodeScrape> = {
  kind: 'VMNodeScrape',
  group,
  version: 'v1beta1',
  plural: 'vmnodescrapes',
  singular: 'vmnodescrape',
  listKind: 'VMNodeScrapeList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: configColumns,
  description: 'VMNodeScrape tells VMAgent or VMSingle to scrape the nodes of the cluster, such as their kubelets.',
  schema,
};
