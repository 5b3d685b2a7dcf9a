import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { clusterFields, extraStorageNodes, statelessPartFields, storagePartFields } from './common/cluster.ts';
import { customResource, group } from './common/custom-resource.ts';
import { clusterFutureRetention, recordRetentionFields } from './common/record-retention.ts';
import { text } from './common/scalars.ts';
import { workloadStatusFields } from './common/status.ts';
import { optional } from './field.ts';

const schema = customResource({
  kind: 'VTCluster',
  version: 'v1',
  spec: openObject({
    ...clusterFields,
    insert: optional(
      openObject(statelessPartFields),
      'The part that takes traces in and spreads them over the storage nodes.',
    ),
    select: optional(
      openObject({ ...statelessPartFields, extraStorageNodes: extraStorageNodes(text) }),
      'The part that answers queries from the storage nodes.',
    ),
    storage: optional(
      openObject({ ...storagePartFields, ...recordRetentionFields, ...clusterFutureRetention }),
      'The part that stores traces.',
    ),
  }),
  specOptional: true,
  status: openObject(workloadStatusFields),
});

/** VictoriaTraces in parts. */
export type VTCluster = z.output<typeof schema>;

/** The API of VTCluster. */
export const vtclusterApi: ApiKind<VTCluster> = {
  kind: 'VTCluster',
  group,
  version: 'v1',
  plural: 'vtclusters',
  singular: 'vtcluster',
  listKind: 'VTClusterList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Insert Count', type: 'string', jsonPath: '.spec.insert.replicaCount' },
    { name: 'Storage Count', type: 'string', jsonPath: '.spec.storage.replicaCount' },
    { name: 'Select Count', type: 'string', jsonPath: '.spec.select.replicaCount' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
  ],
  description: 'VTCluster runs VictoriaTraces in parts which scale on their own: insert, select and storage.',
  schema,
};
