import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { opaqueObject, optional, required } from '../field.ts';
import { LocalObjectReference } from '../kubernetes.ts';
import { victoriaFields } from './application.ts';
import { autoscalingFields, opaqueAutoscalingFields } from './horizontal-pod-autoscaler.ts';
import { license } from './license.ts';
import { childObjectFields, treatmentFields } from './operation.ts';
import { podDisruptionBudgetFields } from './pod-disruption-budget.ts';
import { deploymentRolloutFields, statefulRolloutFields } from './rollout.ts';
import { flag, int32, text } from './scalars.ts';
import { claimRetentionFields, opaqueClaimTemplateFields, opaqueStatefulStorage } from './stateful-storage.ts';

const loadBalancerSpec = openObject({
  ...victoriaFields,
  ...autoscalingFields,
  ...podDisruptionBudgetFields,
  ...deploymentRolloutFields,
  license: optional(license, 'Without effect: the license of the cluster counts.'),
});

const requestsLoadBalancer = openObject({
  enabled: optional(flag, 'Run vmauth in front of the parts of the cluster that take requests.'),
  disableInsertBalancing: optional(flag, 'Let writes bypass the load balancer.'),
  disableSelectBalancing: optional(flag, 'Let queries bypass the load balancer.'),
  spec: optional(loadBalancerSpec, 'Settings of the load balancer itself.', { crdInstead: opaqueObject }),
});

/** What every kind of cluster has beside its parts. */
export const clusterFields = {
  clusterVersion: optional(text, 'Version of all parts that name none of their own.'),
  clusterDomainName: optional(text, 'DNS domain of the Kubernetes cluster, for the addresses of the parts.'),
  imagePullSecrets: optional(z.array(LocalObjectReference), 'Secrets with credentials for image registries.'),
  requestsLoadBalancer: optional(requestsLoadBalancer, 'Load balancer between clients and the parts of the cluster.'),
  ...childObjectFields,
  ...treatmentFields,
};

/** A part of a cluster that keeps no data and runs as a Deployment. */
export const statelessPartFields = {
  ...victoriaFields,
  ...opaqueAutoscalingFields,
  ...podDisruptionBudgetFields,
  ...deploymentRolloutFields,
};

/** A part of a cluster that stores data and runs as a StatefulSet. */
export const storagePartFields = {
  ...victoriaFields,
  ...autoscalingFields,
  ...podDisruptionBudgetFields,
  ...statefulRolloutFields,
  ...opaqueClaimTemplateFields,
  ...claimRetentionFields,
  storage: optional(opaqueStatefulStorage, 'Where the data lies; without it, it is lost with the pod.'),
  storageDataPath: optional(text, 'Directory of the data in the container.'),
  maintenanceInsertNodeIDs: optional(z.array(int32), 'Numbers of storage nodes that get no writes.'),
  maintenanceSelectNodeIDs: optional(z.array(int32), 'Numbers of storage nodes that get no queries.'),
};

/** Storage nodes outside of this cluster that queries reach too. `address` is what the CRD asks of an address. */
export const extraStorageNodes = (address: z.ZodString) =>
  optional(
    z.array(openObject({ addr: required(address, 'Host and port of the node.') })),
    'Storage nodes outside of this cluster that are queried too.',
  );
