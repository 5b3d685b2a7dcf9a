import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { victoriaFields } from './common/application.ts';
import { clusterFields, extraStorageNodes, statelessPartFields, storagePartFields } from './common/cluster.ts';
import { customResource, group } from './common/custom-resource.ts';
import { opaqueAutoscalingFields } from './common/horizontal-pod-autoscaler.ts';
import { insertPorts } from './common/insert-ports.ts';
import { license } from './common/license.ts';
import { podDisruptionBudgetFields } from './common/pod-disruption-budget.ts';
import { downsampling, retentionFilter, retentionPeriod } from './common/retention.ts';
import { statefulRolloutFields } from './common/rollout.ts';
import { flag, int32, text } from './common/scalars.ts';
import { claimRetentionFields, opaqueClaimTemplateFields, statefulStorage } from './common/stateful-storage.ts';
import { workloadStatusFields } from './common/status.ts';
import { vmBackup } from './common/vm-backup.ts';
import { optional, required } from './field.ts';

const discovery = openObject({
  enabled: required(flag, 'Let the parts of the cluster look up the storage nodes; needs a license.'),
  filter: optional(text, 'Regular expression that the address of a storage node must match.'),
  interval: optional(text.regex(/^[0-9]+(s|m|h)$/), 'Time between two look-ups.'),
});

const partFields = {
  discovery: optional(discovery, 'How this part finds the storage nodes; replaces the discovery of the cluster.'),
  clusterNativeListenPort: optional(text, 'Port for other clusters, which makes clusters of several levels.'),
};

const vmselect = openObject({
  ...victoriaFields,
  ...opaqueAutoscalingFields,
  ...podDisruptionBudgetFields,
  ...partFields,
  ...statefulRolloutFields,
  ...opaqueClaimTemplateFields,
  ...claimRetentionFields,
  storage: optional(statefulStorage, 'Where the cache lies; without it, it is lost with the pod.'),
  cacheMountPath: optional(text, 'Directory of the cache in the container.'),
  extraStorageNodes: extraStorageNodes(text.min(1)),
});

const vminsert = openObject({
  ...statelessPartFields,
  ...partFields,
  insertPorts: optional(insertPorts, 'Listeners for protocols other than HTTP.'),
});

const vmstorage = openObject({
  ...storagePartFields,
  retentionFilters: optional(z.array(retentionFilter), 'Own retention for chosen series; needs a license.'),
  vmBackup: optional(vmBackup, 'Backups; need a license.'),
  vmInsertPort: optional(text, 'Port for vminsert.'),
  vmSelectPort: optional(text, 'Port for vmselect.'),
});

/** Spec of a VMCluster. */
export const vmclusterSpec = openObject({
  vmselect: optional(vmselect, 'The part that answers queries.'),
  vminsert: optional(vminsert, 'The part that takes in samples.'),
  vmstorage: optional(vmstorage, 'The part that stores samples.'),
  retentionPeriod: optional(retentionPeriod, 'How long data is kept: a number of months, or with h, d, w or y.'),
  replicationFactor: optional(int32, 'Number of storage nodes that get each sample.'),
  downsampling: optional(downsampling, 'Thinning out of old samples; needs a license.'),
  discovery: optional(discovery, 'How vmselect and vminsert find the storage nodes.'),
  license: optional(license, 'License of VictoriaMetrics Enterprise.'),
  ...clusterFields,
});

const schema = customResource({
  kind: 'VMCluster',
  version: 'v1beta1',
  spec: vmclusterSpec,
  specOptional: false,
  status: openObject(workloadStatusFields),
});

/** VictoriaMetrics in parts that scale on their own. */
export type VMCluster = z.output<typeof schema>;

/** The API of VMCluster. */
export const vmclusterApi: ApiKind<VMCluster> = {
  kind: 'VMCluster',
  group,
  version: 'v1beta1',
  plural: 'vmclusters',
  singular: 'vmcluster',
  listKind: 'VMClusterList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Insert Count', type: 'string', jsonPath: '.spec.vminsert.replicaCount' },
    { name: 'Storage Count', type: 'string', jsonPath: '.spec.vmstorage.replicaCount' },
    { name: 'Select Count', type: 'string', jsonPath: '.spec.vmselect.replicaCount' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
  ],
  description:
    'VMCluster runs VictoriaMetrics as parts for writing, storing and querying metrics, each with pods of its own.',
  schema,
};
