import { type VMSingle, vmsingleApi } from '../../api/vmsingle.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import type { Kind } from '../kind.ts';
import { mayRetainClaims, retainedClaims } from './claim.ts';
import { relateVMSingle, vmsingleRelatedKinds } from './relate.ts';
import { syncVMSingle } from './sync.ts';

const childKinds: readonly ChildKind[] = [
  { apiVersion: 'apps/v1', kind: 'Deployment', resource: 'deployments', updateMethod: 'InPlace' },
  {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    resource: 'verticalpodautoscalers',
    updateMethod: 'InPlace',
    optional: 'vpa',
  },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', resource: 'networkpolicies', updateMethod: 'InPlace' },
  {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMServiceScrape',
    resource: 'vmservicescrapes',
    updateMethod: 'InPlace',
  },
  { apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'Service', resource: 'services', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'ServiceAccount', resource: 'serviceaccounts', updateMethod: 'InPlace' },
];

/** Single-node VictoriaMetrics. */
export const vmsingle: Kind<VMSingle> = {
  api: vmsingleApi,
  controller: {
    childKinds,
    relatedKinds: vmsingleRelatedKinds,
    resyncPeriodSeconds: 60,
    relate: relateVMSingle,
    sync: syncVMSingle,
    mayRetainClaims,
    retainedClaims,
  },
};
