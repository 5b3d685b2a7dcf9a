import { type VMAgent, vmagentApi } from '../../api/vmagent.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import { scraperGrants } from '../../objects/scraper-rbac.ts';
import { actionChildKinds, actionGrants } from '../actions/action-access.ts';
import { childKind } from '../app/child-kinds.ts';
import type { Kind } from '../kind.ts';
import { referenceBundleChild } from '../reference-bundle/build-bundles.ts';
import { cardChildKind } from '../selection-card/selection-card.ts';
import { mayHaveClusterAccess, vmagentClusterAccess } from './access.ts';
import { relateVMAgent, vmagentRelatedKinds } from './relate.ts';
import { syncVMAgent } from './sync.ts';

const childKinds: readonly ChildKind[] = [
  childKind.daemonSet,
  childKind.deployment,
  childKind.statefulSet,
  childKind.horizontalPodAutoscaler,
  childKind.verticalPodAutoscaler,
  childKind.networkPolicy,
  childKind.podScrape,
  childKind.serviceScrape,
  childKind.podDisruptionBudget,
  childKind.configMap,
  childKind.secret,
  childKind.service,
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
