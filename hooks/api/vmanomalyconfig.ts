import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { customResource, group } from './common/custom-resource.ts';
import { text } from './common/scalars.ts';
import { configStatus } from './common/status.ts';
import { opaqueObject, optional, withMeta } from './field.ts';

const parts = z.record(text, z.unknown());

// vmanomaly has many models, each with settings of its own: the CRD stores them as they are, rules look into them.
const vmanomalyconfigSpec = withMeta(
  openObject({
    models: optional(parts, 'Models by name; each names its class and, if wanted, its queries and schedulers.'),
    schedulers: optional(parts, 'Schedulers by name; each names its class and its times.'),
    queries: optional(parts, 'Queries by name, each with its expression.'),
  }),
  { crdInstead: opaqueObject },
);

const schema = customResource({
  kind: 'VMAnomalyConfig',
  version: 'v1',
  spec: vmanomalyconfigSpec,
  specOptional: false,
  status: configStatus,
});

/** Models, schedulers and queries for vmanomaly. */
export type VMAnomalyConfig = z.output<typeof schema>;

/** The API of VMAnomalyConfig. */
export const vmanomalyconfigApi: ApiKind<VMAnomalyConfig> = {
  kind: 'VMAnomalyConfig',
  group,
  version: 'v1',
  plural: 'vmanomalyconfigs',
  singular: 'vmanomalyconfig',
  listKind: 'VMAnomalyConfigList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [],
  description: 'VMAnomalyConfig adds models, schedulers and queries to the configuration of VMAnomaly.',
  schema,
};
