import { type VMSingle, vmsingleApi } from '../../api/vmsingle.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import { scraperGrants } from '../../objects/scraper-rbac.ts';
import type { Kind } from '../kind.ts';
import { referenceBundleChild } from '../reference-bundle/build-bundles.ts';
import { cardChildKind } from '../selection-card/selection-card.ts';
import { mayRetainClaims, retainedClaims } from './claim.ts';
import { relateVMSingle, vmsingleRelatedKinds } from './relate.ts';
import { mayHaveClusterAccess, vmsingleClusterAccess } from './scraping.ts';
import { syncVMSingle } from './sync.ts';

const rbac = 'rbac.authorization.k8s.io/v1';

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
  { apiVersion: rbac, kind: 'Role', resource: 'roles', updateMethod: 'InPlace' },
  { apiVersion: rbac, kind: 'RoleBinding', resource: 'rolebindings', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'Secret', resource: 'secrets', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'Service', resource: 'services', updateMethod: 'InPlace' },
  { apiVersion: 'v1', kind: 'ServiceAccount', resource: 'serviceaccounts', updateMethod: 'InPlace' },
  referenceBundleChild,
  cardChildKind,
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
    mayHaveClusterObjects: mayHaveClusterAccess,
    clusterObjects: vmsingleClusterAccess,
    grants: scraperGrants,
  },
};
