import type { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { clusterFields, extraStorageNodes, statelessPartFields, storagePartFields } from './common/cluster.ts';
import { customResource, group } from './common/custom-resource.ts';
import { license } from './common/license.ts';
import { clusterFutureRetention, recordRetentionFields } from './common/record-retention.ts';
import { text } from './common/scalars.ts';
import { workloadStatusFields } from './common/status.ts';
import { syslogFields } from './common/syslog.ts';
import { optional } from './field.ts';

/** Spec of a VLCluster. */
export const vlclusterSpec = openObject({
  license: optional(license, 'License of VictoriaLogs Enterprise.'),
  ...clusterFields,
  vlinsert: optional(
    openObject({ ...statelessPartFields, ...syslogFields }),
    'The part that takes logs in and spreads them over the storage nodes.',
  ),
  vlselect: optional(
    openObject({ ...statelessPartFields, extraStorageNodes: extraStorageNodes(text) }),
    'The part that answers queries from the storage nodes.',
  ),
  vlstorage: optional(
    openObject({ ...storagePartFields, ...recordRetentionFields, ...clusterFutureRetention }),
    'The part that stores logs.',
  ),
});

const schema = customResource({
  kind: 'VLCluster',
  version: 'v1',
  spec: vlclusterSpec,
  specOptional: true,
  status: openObject(workloadStatusFields),
});

/** VictoriaLogs in parts. */
export type VLCluster = z.output<typeof schema>;

/** The API of VLCluster. */
export const vlclusterApi: ApiKind<VLCluster> = {
  kind: 'VLCluster',
  group,
  version: 'v1',
  plural: 'vlclusters',
  singular: 'vlcluster',
  listKind: 'VLClusterList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Insert Count', type: 'string', jsonPath: '.spec.vlinsert.replicaCount' },
    { name: 'Storage Count', type: 'string', jsonPath: '.spec.vlstorage.replicaCount' },
    { name: 'Select Count', type: 'string', jsonPath: '.spec.vlselect.replicaCount' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
  ],
  description: 'VLCluster runs VictoriaLogs in parts which scale on their own: vlinsert, vlselect and vlstorage.',
  schema,
};
