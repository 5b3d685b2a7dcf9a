import { type VMCluster, vmclusterApi } from '../../api/vmcluster.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import { actionChildKinds, actionGrants } from '../actions/action-access.ts';
import type { Kind } from '../kind.ts';
import { relateVMCluster, vmclusterRelatedKinds } from './relate.ts';
import { syncVMCluster } from './sync.ts';

const operator = 'operator.victoriametrics.com/v1beta1';

const childKinds: readonly ChildKind[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment', resource: 'deployments', updateMethod: 'InPlace' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', resource: 'statefulsets', updateMethod: 'InPlace' },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    resource: 'horizontalpodautoscalers',
    updateMethod: 'InPlace',
  },
  {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    resource: 'verticalpodautoscalers',
    updateMethod: 'InPlace',
    optional: 'vpa',
  },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', resource: 'networkpolicies', updateMethod: 'InPlace' },
  { apiVersion: operator, kind: 'VMServiceScrape', resource: 'vmservicescrapes', updateMethod: 'InPlace' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', resource: 'poddisruptionbudgets', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'Secret', resource: 'secrets', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'Service', resource: 'services', updateMethod: 'InPlace' },
  // Job, Role, RoleBinding; and ServiceAccount, which the pods of a cluster have too.
  ...actionChildKinds,
];

/** Metrics storage in parts. */
export const vmcluster: Kind<VMCluster> = {
  api: vmclusterApi,
  controller: {
    childKinds,
    relatedKinds: vmclusterRelatedKinds,
    resyncPeriodSeconds: 60,
    relate: relateVMCluster,
    sync: syncVMCluster,
    grants: actionGrants,
  },
};
