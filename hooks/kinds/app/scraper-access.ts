import type { KubeObject } from '../../lib/kube-object.ts';
import type { Identity } from '../../objects/metadata.ts';
import {
  buildScraperClusterRole,
  buildScraperClusterRoleBinding,
  buildScraperRole,
  buildScraperRoleBinding,
  type ScraperAccess,
} from '../../objects/scraper-rbac.ts';
import { buildServiceAccount } from '../../objects/service-account.ts';

/** Whose account the pods run as, and what they need of the API server; undefined: nothing. */
export interface AccessWish {
  /** spec.serviceAccountName: an account of the user's own, which gets nothing from us. */
  readonly serviceAccountName: string | undefined;
  readonly access: ScraperAccess | undefined;
}

/** The pods' account with what it may do in its namespace. */
export function buildAccess(identity: Identity, { serviceAccountName, access }: AccessWish): readonly KubeObject[] {
  if (serviceAccountName) return [];
  const roles = access === undefined ? [] : [buildScraperRole(identity, access), buildScraperRoleBinding(identity)];
  return [buildServiceAccount(identity), ...roles];
}

/** What the account may do in the whole cluster; for namespace-extras, since a namespaced CR cannot own it. */
export function buildClusterAccess(
  identity: Identity,
  { serviceAccountName, access }: AccessWish,
): readonly KubeObject[] {
  if (serviceAccountName || access === undefined) return [];
  return [buildScraperClusterRole(identity, access), buildScraperClusterRoleBinding(identity)];
}
