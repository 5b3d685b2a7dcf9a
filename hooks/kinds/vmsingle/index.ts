import { type VMSingle, vmsingleApi } from '../../api/vmsingle.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import { scraperGrants } from '../../objects/scraper-rbac.ts';
import { childKind } from '../app/child-kinds.ts';
import type { Kind } from '../kind.ts';
import { referenceBundleChild } from '../reference-bundle/build-bundles.ts';
import { cardChildKind } from '../selection-card/selection-card.ts';
import { mayRetainClaims, retainedClaims } from './claim.ts';
import { relateVMSingle, vmsingleRelatedKinds } from './relate.ts';
import { mayHaveClusterAccess, vmsingleClusterAccess } from './scraping.ts';
import { syncVMSingle } from './sync.ts';

const childKinds: readonly ChildKind[] = [
  childKind.deployment,
  childKind.verticalPodAutoscaler,
  childKind.networkPolicy,
  childKind.serviceScrape,
  childKind.configMap,
  childKind.role,
  childKind.roleBinding,
  childKind.secret,
  childKind.service,
  childKind.serviceAccount,
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
