import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { victoriaFields } from './common/application.ts';
import { configReloaderFields } from './common/config-reloader.ts';
import { customResource, group } from './common/custom-resource.ts';
import { autoscalingFields } from './common/horizontal-pod-autoscaler.ts';
import { ingestionFields } from './common/ingestion.ts';
import { license } from './common/license.ts';
import { childObjectFields } from './common/operation.ts';
import { podDisruptionBudgetFields } from './common/pod-disruption-budget.ts';
import { remoteWriteSettings, remoteWriteTarget } from './common/remote-write.ts';
import { deploymentRolloutFields, statefulRollout, surgeAndUnavailable } from './common/rollout.ts';
import { flag, int32, text } from './common/scalars.ts';
import { scrapeConfigFields, scrapeSelectionFields } from './common/scraping.ts';
import { claimRetentionFields, claimTemplateFields, statefulStorage } from './common/stateful-storage.ts';
import { workloadStatusFields } from './common/status.ts';
import { optional, required } from './field.ts';

const modeFields = {
  shardCount: optional(int32, 'Number of shards which divide the targets among themselves.', { crd: { default: 0 } }),
  statefulMode: optional(flag, 'Run as a StatefulSet, so that samples which wait survive a restart.'),
  statefulStorage: optional(statefulStorage, 'Where samples wait in stateful mode.'),
  statefulRollingUpdateStrategy: optional(
    text,
    'Update strategy of the StatefulSet in stateful mode: RollingUpdate or OnDelete.',
  ),
  statefulRollingUpdateStrategyBehavior: optional(
    statefulRollout,
    'How many pods a roll-out replaces at a time in stateful mode.',
  ),
  daemonSetMode: optional(flag, 'Run as a DaemonSet: one pod per node, which scrapes the pods of its node.'),
  daemonSetUpdateStrategy: optional(text, 'Update strategy of the DaemonSet: RollingUpdate or OnDelete.'),
  daemonSetRollingUpdateStrategyBehavior: optional(
    surgeAndUnavailable,
    'Steps of a roll-out of the DaemonSet with strategy RollingUpdate.',
  ),
};

/** Spec of a VMAgent. */
export const vmagentSpec = openObject({
  remoteWrite: required(z.array(remoteWriteTarget), 'Storages that all samples are written to.'),
  remoteWriteSettings: optional(remoteWriteSettings, 'What holds for all storages.'),
  license: optional(license, 'License of VictoriaMetrics Enterprise.'),
  ...modeFields,
  ...ingestionFields,
  ...scrapeSelectionFields,
  ...scrapeConfigFields,
  ...victoriaFields,
  ...childObjectFields,
  ...configReloaderFields,
  ...autoscalingFields,
  ...podDisruptionBudgetFields,
  ...deploymentRolloutFields,
  ...claimTemplateFields,
  ...claimRetentionFields,
});
export type VMAgentSpec = z.output<typeof vmagentSpec>;

const schema = customResource({
  kind: 'VMAgent',
  version: 'v1beta1',
  spec: vmagentSpec,
  specOptional: true,
  status: openObject({
    ...workloadStatusFields,
    replicas: optional(int32, 'Number of pods over all shards.'),
    shards: optional(int32, 'Number of shards.'),
    selector: optional(text, 'Label selector of the pods, for autoscalers.'),
  }),
});

/** A vmagent that scrapes and passes samples on. */
export type VMAgent = z.output<typeof schema>;

/** The API of VMAgent. */
export const vmagentApi: ApiKind<VMAgent> = {
  kind: 'VMAgent',
  group,
  version: 'v1beta1',
  plural: 'vmagents',
  singular: 'vmagent',
  listKind: 'VMAgentList',
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
    { name: 'Replica Count', type: 'integer', jsonPath: '.status.replicas' },
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description: 'VMAgent scrapes targets, takes in pushed samples, and writes all of them to one or more storages.',
  schema,
};
