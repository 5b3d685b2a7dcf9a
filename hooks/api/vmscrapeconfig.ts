import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { configColumns } from './common/config-columns.ts';
import { customResource, group } from './common/custom-resource.ts';
import { endpointFields } from './common/endpoint-fields.ts';
import { text } from './common/scalars.ts';
import { configStatus } from './common/status.ts';
import { cloudDiscoveryFields } from './discovery/clouds.ts';
import { containerDiscoveryFields } from './discovery/containers.ts';
import { listDiscoveryFields } from './discovery/lists.ts';
import { registryDiscoveryFields } from './discovery/registries.ts';
import { optional } from './field.ts';

const vmscrapeconfigSpec = openObject({
  scrapeClass: optional(text, 'Name of the scrape class to use.'),
  ...listDiscoveryFields,
  ...containerDiscoveryFields,
  ...registryDiscoveryFields,
  ...cloudDiscoveryFields,
  ...endpointFields,
});

const schema = customResource({
  kind: 'VMScrapeConfig',
  version: 'v1beta1',
  spec: vmscrapeconfigSpec,
  specOptional: true,
  status: configStatus,
});

/** Scrapes targets from any kind of service discovery. */
export type VMScrapeConfig = z.output<typeof schema>;

/** The API of VMScrapeConfig. */
export const vmscrapeconfigApi: ApiKind<VMScrapeConfig> = {
  kind: 'VMScrapeConfig',
  group,
  version: 'v1beta1',
  plural: 'vmscrapeconfigs',
  singular: 'vmscrapeconfig',
  listKind: 'VMScrapeConfigList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: configColumns,
  description: 'VMScrapeConfig tells VMAgent or VMSingle to scrape what a service discovery of any kind finds.',
  schema,
};
