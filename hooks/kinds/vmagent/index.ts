import { type VMAgent, vmagentApi } from '../../api/vmagent.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import { scraperGrants } from '../../objects/scraper-rbac.ts';
import { actionChildKinds, actionGrants } from '../actions/action-access.ts';
import type { Kind } from '../kind.ts';
import { referenceBundleChild } from '../reference-bundle/build-bundles.ts';
import { cardChildKind } from '../selection-card/selection-card.ts';
import { mayHaveClusterAccess, vmagentClusterAccess } from './access.ts';
import { relateVMAgent, vmagentRelatedKinds } from './relate.ts';
import { syncVMAgent } from './sync.ts';

const operator = 'operator.victoriametrics.com/v1beta1';

const childKinds: readonly ChildKind[] = [
  { apiVersion: 'apps/v1', kind: 'DaemonSet', resource: 'daemonsets', updateMethod: 'InPlace' },
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
  { apiVersion: operator, kind: 'VMPodScrape', resource: 'vmpodscrapes', updateMethod: 'InPlace' },
  { apiVersion: operator, kind: 'VMServiceScrape', resource: 'vmservicescrapes', updateMethod: 'InPlace' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', resource: 'poddisruptionbudgets', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'Secret', resource: 'secrets', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'Service', resource: 'services', updateMethod: 'InPlace' },
  referenceBundleChild,
  cardChildKind,
  // Job; ServiceAccount, Role and RoleBinding, which the pods of a VMAgent have too.
  ...actionChildKinds,
];

/** Scrapes targets, takes in pushed samples, and passes all of them on. */
export const vmagent: Kind<VMAgent> = {
  api: vmagentApi,
  controller: {
    childKinds,
    relatedKinds: vmagentRelatedKinds,
    resyncPeriodSeconds: 60,
    relate: relateVMAgent,
    sync: syncVMAgent,
    mayHaveClusterObjects: mayHaveClusterAccess,
    clusterObjects: vmagentClusterAccess,
    grants: [...scraperGrants, ...actionGrants],
  },
};
