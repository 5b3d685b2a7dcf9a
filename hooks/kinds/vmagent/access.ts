import type { VMAgent } from '../../api/vmagent.ts';
import { fieldAt } from '../../lib/field-path.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import type { ScraperAccess } from '../../objects/scraper-rbac.ts';
import { type AccessWish, buildClusterAccess } from '../app/scraper-access.ts';
import { hasRemoteWriteSecrets } from './remote-write.ts';

/** What the pods of a VMAgent need of the API server. */
export function accessWish({ spec }: VMAgent): AccessWish {
  return { serviceAccountName: spec.serviceAccountName, access: accessOf(spec) };
}

/** False where the user names an account of his own, judged from the raw object. */
export function mayHaveClusterAccess(cr: KubeObject): boolean {
  return !fieldAt(cr, ['spec', 'serviceAccountName']);
}

/** What the account of a VMAgent may do in the whole cluster. */
export function vmagentClusterAccess(cr: VMAgent): readonly KubeObject[] {
  return buildClusterAccess(singleIdentity('vmagent', cr), accessWish(cr));
}

/** Undefined where the pods have no need to ask the API server. Source: reference 4.1 */
function accessOf(spec: VMAgent['spec']): ScraperAccess | undefined {
  if (spec.ingestOnlyMode !== true) return 'discovery';
  return hasRemoteWriteSecrets(spec) ? 'configuration' : undefined;
}
