import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { configColumns } from './common/config-columns.ts';
import { customResource, group } from './common/custom-resource.ts';
import { endpointFields } from './common/endpoint-fields.ts';
import { integer, text, textMap, texts } from './common/scalars.ts';
import { configStatus } from './common/status.ts';
import { optional, required } from './field.ts';

const endpoint = openObject({
  targets: required(texts.min(1), 'Addresses, each as `host:port`.'),
  labels: optional(textMap, 'Labels of the scraped metrics.'),
  ...endpointFields,
});

const vmstaticscrapeSpec = openObject({
  jobName: optional(text, 'Value of the label job; derived from namespace and name without it.'),
  sampleLimit: optional(integer, 'Most samples that one scrape may give.'),
  scrapeClass: optional(text, 'Name of the scrape class to use.'),
  seriesLimit: optional(integer, 'Most series that a target may give in a day.'),
  targetEndpoints: required(z.array(endpoint), 'Addresses that are scraped alike.'),
});

const schema = customResource({
  kind: 'VMStaticScrape',
  version: 'v1beta1',
  spec: vmstaticscrapeSpec,
  specOptional: true,
  status: configStatus,
});

/** Scrapes addresses that are known beforehand. */
export type VMStaticScrape = z.output<typeof schema>;

/** The API of VMStaticScrape. */
export const vmstaticscrapeApi: ApiKind<VMStaticScrape> = {
  kind: 'VMStaticScrape',
  group,
  version: 'v1beta1',
  plural: 'vmstaticscrapes',
  singular: 'vmstaticscrape',
  listKind: 'VMStaticScrapeList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: configColumns,
  description: 'VMStaticScrape tells VMAgent or VMSingle to scrape addresses that are known beforehand.',
  schema,
};
