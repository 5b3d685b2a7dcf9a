import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { customResource, group } from './common/custom-resource.ts';
import { distributedFields, opaqueWorkload, spelledOutWorkload, zoneAgentSpec } from './common/distributed.ts';
import { remoteWriteTarget } from './common/remote-write.ts';
import { workloadStatusFields } from './common/status.ts';
import { optional } from './field.ts';
import { vmagentSpec } from './vmagent.ts';
import { vmclusterSpec } from './vmcluster.ts';
import { vmsingleSpec } from './vmsingle.ts';

const {
  hpa,
  remoteWriteSettings,
  rollingUpdate,
  statefulMode,
  statefulRollingUpdateStrategy,
  statefulRollingUpdateStrategyBehavior,
  statefulStorage,
  updateStrategy,
} = vmagentSpec.shape;

const agentSpec = zoneAgentSpec.omit({ vpa: true }).extend({
  hpa,
  remoteWriteSettings,
  rollingUpdate,
  statefulMode,
  statefulRollingUpdateStrategy,
  statefulRollingUpdateStrategyBehavior,
  statefulStorage,
  updateStrategy,
});

const spec = openObject({
  backendType: optional(z.enum(['VMCluster', 'VMSingle']), 'What stores the metrics of a zone; VMCluster without it.'),
  ...distributedFields({
    workloads: {
      vmcluster: optional(opaqueWorkload(vmclusterSpec, 'VMCluster'), 'The VMCluster of the zone.'),
      vmsingle: optional(opaqueWorkload(vmsingleSpec, 'VMSingle'), 'The VMSingle of the zone.'),
      vmagent: optional(spelledOutWorkload(agentSpec, 'VMAgent'), 'The VMAgent of the zone.'),
    },
    delivery: remoteWriteTarget.omit({ url: true }),
  }),
});

const schema = customResource({
  kind: 'VMDistributed',
  version: 'v1alpha1',
  spec,
  specOptional: false,
  status: openObject(workloadStatusFields),
});

/** VictoriaMetrics in several zones. */
export type VMDistributed = z.output<typeof schema>;

/** The API of VMDistributed. */
export const vmdistributedApi: ApiKind<VMDistributed> = {
  kind: 'VMDistributed',
  group,
  version: 'v1alpha1',
  plural: 'vmdistributed',
  singular: 'vmdistributed',
  listKind: 'VMDistributedList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description:
    'VMDistributed runs VictoriaMetrics in several zones which hold the same metrics, and changes one zone at a time.',
  schema,
};
