import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { victoriaFields } from './common/application.ts';
import { customResource, group } from './common/custom-resource.ts';
import { license } from './common/license.ts';
import { logCollector } from './common/log-collector.ts';
import { logShippingSettings, logTarget } from './common/log-shipping.ts';
import { childObjectFields } from './common/operation.ts';
import { podDisruptionBudgetFields } from './common/pod-disruption-budget.ts';
import { statefulStrategyFields } from './common/rollout.ts';
import { int32, text } from './common/scalars.ts';
import { claimRetentionFields, claimTemplateFields, statefulStorage } from './common/stateful-storage.ts';
import { workloadStatusFields } from './common/status.ts';
import { syslogFields } from './common/syslog.ts';
import { optional, required } from './field.ts';

/** Spec of a VLAgent. */
export const vlagentSpec = openObject({
  remoteWrite: required(z.array(logTarget), 'Stores that all logs are sent to.'),
  remoteWriteSettings: optional(logShippingSettings, 'Settings for all stores.'),
  k8sCollector: optional(logCollector, 'Reading the logs of the containers on each node.'),
  tmpDataPath: optional(text, 'Directory for logs that wait to be sent and for the state of the collector.'),
  storage: optional(statefulStorage, 'Where logs that wait to be sent lie; not with the collector.'),
  license: optional(license, 'License of VictoriaLogs Enterprise.'),
  ...victoriaFields,
  ...childObjectFields,
  ...podDisruptionBudgetFields,
  ...statefulStrategyFields,
  ...claimTemplateFields,
  ...claimRetentionFields,
  ...syslogFields,
});
export type VLAgentSpec = z.output<typeof vlagentSpec>;

const schema = customResource({
  kind: 'VLAgent',
  version: 'v1',
  spec: vlagentSpec,
  specOptional: true,
  status: openObject({
    ...workloadStatusFields,
    replicas: optional(int32, 'Number of pods.'),
    selector: optional(text, 'Label selector of the pods.'),
  }),
});

/** Takes logs in, or reads them from containers, and sends them to stores. */
export type VLAgent = z.output<typeof schema>;

/** The API of VLAgent. */
export const vlagentApi: ApiKind<VLAgent> = {
  kind: 'VLAgent',
  group,
  version: 'v1',
  plural: 'vlagents',
  singular: 'vlagent',
  listKind: 'VLAgentList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Replica Count', type: 'integer', jsonPath: '.status.replicas' },
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description: 'VLAgent takes logs in, or reads them from the containers of each node, and sends them to stores.',
  schema,
};
