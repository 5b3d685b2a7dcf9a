import { type VMCluster, vmclusterApi } from '../../api/vmcluster.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import { actionChildKinds, actionGrants } from '../actions/action-access.ts';
import { childKind } from '../app/child-kinds.ts';
import type { Kind } from '../kind.ts';
import { relateVMCluster, vmclusterRelatedKinds } from './relate.ts';
import { syncVMCluster } from './sync.ts';

const childKinds: readonly ChildKind[] = [
  childKind.deployment,
  childKind.statefulSet,
  childKind.horizontalPodAutoscaler,
  childKind.verticalPodAutoscaler,
  childKind.networkPolicy,
  childKind.serviceScrape,
  childKind.podDisruptionBudget,
  childKind.secret,
  childKind.service,
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
    asksAdmission: true,
    relate: relateVMCluster,
    sync: syncVMCluster,
    grants: actionGrants,
  },
};
