import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { anomalyMonitoring, anomalyReader, anomalyServer, anomalyWriter } from './common/anomaly-sections.ts';
import { applicationFields } from './common/application.ts';
import { customResource, group } from './common/custom-resource.ts';
import { license } from './common/license.ts';
import { logFields } from './common/log.ts';
import { childObjectFields } from './common/operation.ts';
import { podDisruptionBudgetFields } from './common/pod-disruption-budget.ts';
import { statefulStrategyFields } from './common/rollout.ts';
import { int32, text } from './common/scalars.ts';
import { selectAllFields } from './common/selection.ts';
import { claimRetentionFields, claimTemplateFields, statefulStorage } from './common/stateful-storage.ts';
import { workloadStatusFields } from './common/status.ts';
import { optional, required } from './field.ts';
import { LabelSelector, SecretKeySelector } from './kubernetes.ts';

const vmanomalySpec = openObject({
  license: optional(license, 'License of VictoriaMetrics Enterprise; vmanomaly does not run without one.'),
  configRawYaml: optional(
    text,
    'Models, schedulers, queries and settings of vmanomaly as YAML; configSecret goes before it.',
  ),
  configSecret: optional(SecretKeySelector, 'Key of a Secret with the same.'),
  configSelector: optional(LabelSelector, 'Labels of the VMAnomalyConfig objects to use.'),
  configNamespaceSelector: optional(LabelSelector, 'Labels of the namespaces whose VMAnomalyConfig objects are used.'),
  ...selectAllFields,
  reader: required(anomalyReader, 'Where data comes from; its queries stand in the configuration.'),
  writer: required(anomalyWriter, 'Where results go.'),
  monitoring: optional(anomalyMonitoring, 'Metrics of vmanomaly itself.'),
  server: optional(anomalyServer, 'HTTP server of vmanomaly.'),
  shardCount: optional(int32, 'Number of shards which divide the work among themselves; 0 runs a single one.', {
    crd: { default: 0 },
  }),
  storage: optional(statefulStorage, 'Where models and data are kept between restarts; in the pod without it.'),
  logLevel: logFields.logLevel,
  ...applicationFields,
  ...childObjectFields,
  ...podDisruptionBudgetFields,
  ...statefulStrategyFields,
  ...claimTemplateFields,
  ...claimRetentionFields,
});
export type VMAnomalySpec = z.output<typeof vmanomalySpec>;

const schema = customResource({
  kind: 'VMAnomaly',
  version: 'v1',
  spec: vmanomalySpec,
  specOptional: true,
  status: openObject({ ...workloadStatusFields, shards: optional(int32, 'Number of shards.') }),
});

/** A vmanomaly, alone or in shards. */
export type VMAnomaly = z.output<typeof schema>;

/** The API of VMAnomaly. */
export const vmanomalyApi: ApiKind<VMAnomaly> = {
  kind: 'VMAnomaly',
  group,
  version: 'v1',
  plural: 'vmanomalies',
  singular: 'vmanomaly',
  listKind: 'VMAnomalyList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  scale: {
    specReplicasPath: '.spec.shardCount',
    statusReplicasPath: '.status.shards',
    labelSelectorPath: '.status.selector',
  },
  printColumns: [
    { name: 'Shards Count', type: 'integer', jsonPath: '.status.shards' },
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description: 'VMAnomaly learns how metrics usually behave and writes how unusual they are right now.',
  schema,
};
