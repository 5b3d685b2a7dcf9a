import type { VMAgent } from '../../api/vmagent.ts';
import { fieldAt } from '../../lib/field-path.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { type Identity, singleIdentity } from '../../objects/metadata.ts';
import {
  buildScraperClusterRole,
  buildScraperClusterRoleBinding,
  buildScraperRole,
  buildScraperRoleBinding,
  type ScraperAccess,
} from '../../objects/scraper-rbac.ts';
import { buildServiceAccount } from '../../objects/service-account.ts';
import { hasRemoteWriteSecrets } from './remote-write.ts';

/** The pods' account with what it may do in its namespace; nothing where the user names an account of his own. */
export function buildAccess({ spec }: VMAgent, identity: Identity): readonly KubeObject[] {
  if (spec.serviceAccountName) return [];
  const access = accessOf(spec);
  const roles = access === undefined ? [] : [buildScraperRole(identity, access), buildScraperRoleBinding(identity)];
  return [buildServiceAccount(identity), ...roles];
}

/** False where the user names an account of his own, judged from the raw object. */
export function mayHaveClusterAccess(cr: KubeObject): boolean {
  return !fieldAt(cr, ['spec', 'serviceAccountName']);
}

/** What the account may do in the whole cluster. */
export function buildClusterAccess(cr: VMAgent): readonly KubeObject[] {
  const access = cr.spec.serviceAccountName ? undefined : accessOf(cr.spec);
  if (access === undefined) return [];
  const identity = singleIdentity('vmagent', cr);
  return [buildScraperClusterRole(identity, access), buildScraperClusterRoleBinding(identity)];
}

/** Undefined where the pods have no need to ask the API server. Source: reference 4.1 */
function accessOf(spec: VMAgent['spec']): ScraperAccess | undefined {
  if (spec.ingestOnlyMode !== true) return 'discovery';
  return hasRemoteWriteSecrets(spec) ? 'configuration' : undefined;
}
