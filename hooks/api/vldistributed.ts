import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { customResource, group } from './common/custom-resource.ts';
import { distributedFields, opaqueWorkload, spelledOutWorkload, zoneAgentSpec } from './common/distributed.ts';
import { logDelivery } from './common/log-shipping.ts';
import { workloadStatusFields } from './common/status.ts';
import { optional } from './field.ts';
import { vlagentSpec } from './vlagent.ts';
import { vlclusterSpec } from './vlcluster.ts';
import { vlsingleSpec } from './vlsingle.ts';

const { remoteWriteSettings, rollingUpdateStrategy, storage } = vlagentSpec.shape;

const agentSpec = zoneAgentSpec.extend({ remoteWriteSettings, rollingUpdateStrategy, storage });

const spec = openObject({
  backendType: optional(z.enum(['VLCluster', 'VLSingle']), 'What stores the logs of a zone; VLCluster without it.'),
  ...distributedFields({
    workloads: {
      vlcluster: optional(opaqueWorkload(vlclusterSpec, 'VLCluster'), 'The VLCluster of the zone.'),
      vlsingle: optional(opaqueWorkload(vlsingleSpec, 'VLSingle'), 'The VLSingle of the zone.'),
      vlagent: optional(spelledOutWorkload(agentSpec, 'VLAgent'), 'The VLAgent of the zone.'),
    },
    delivery: logDelivery,
  }),
});

const schema = customResource({
  kind: 'VLDistributed',
  version: 'v1alpha1',
  spec,
  specOptional: false,
  status: openObject(workloadStatusFields),
});

/** VictoriaLogs in several zones. */
export type VLDistributed = z.output<typeof schema>;

/** The API of VLDistributed. */
export const vldistributedApi: ApiKind<VLDistributed> = {
  kind: 'VLDistributed',
  group,
  version: 'v1alpha1',
  plural: 'vldistributed',
  singular: 'vldistributed',
  listKind: 'VLDistributedList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description:
    'VLDistributed runs VictoriaLogs in several zones which hold the same logs, and changes one zone at a time.',
  schema,
};
