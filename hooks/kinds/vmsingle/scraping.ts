import type { VMSingle } from '../../api/vmsingle.ts';
import { vmsingleConfigFile, vmsinglePaths } from '../../config/args/vmsingle.ts';
import { fieldAt } from '../../lib/field-path.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { SyncInput } from '../../metacontroller/contract.ts';
import { type Identity, singleIdentity } from '../../objects/metadata.ts';
import { type AccessWish, buildClusterAccess } from '../app/scraper-access.ts';
import { buildScraping } from '../scraping/build-scraping.ts';
import { noScraping, type Scraping } from '../scraping/scraping.ts';

/** Key of the scrape configuration in its Secret. */
export const vmsingleConfigKey = `${vmsingleConfigFile}.gz`;

/** A VMSingle scrapes only if it is told so. Source: reference A1 */
export function scrapes({ spec }: { readonly spec: Pick<VMSingle['spec'], 'ingestOnlyMode'> }): boolean {
  return spec.ingestOnlyMode === false;
}

/** The scrape configuration of a VMSingle; nothing where it does not scrape. */
export function buildVMSingleScraping(
  input: Pick<SyncInput<VMSingle>, 'parent' | 'children' | 'related' | 'settings' | 'memo'>,
  identity: Identity,
): Scraping {
  const { spec } = input.parent;
  if (!scrapes(input.parent)) return noScraping;
  const workload = { kind: 'VMSingle', identity, spec, tlsDirectory: vmsinglePaths.tls } as const;
  return buildScraping(input, {
    ...workload,
    configKey: vmsingleConfigKey,
    credentials: new Map(),
    assets: new Map(),
  });
}

/** What the pods of a VMSingle need of the API server. Source: reference workloads-metrics 2.1 */
export function accessWish(cr: VMSingle): AccessWish {
  return { serviceAccountName: cr.spec.serviceAccountName, access: scrapes(cr) ? 'discovery' : undefined };
}

/** False for a VMSingle that certainly needs nothing of the whole cluster, judged from the raw object. */
export function mayHaveClusterAccess(cr: KubeObject): boolean {
  return fieldAt(cr, ['spec', 'ingestOnlyMode']) === false && !fieldAt(cr, ['spec', 'serviceAccountName']);
}

/** What the account of a VMSingle may do in the whole cluster. */
export function vmsingleClusterAccess(cr: VMSingle): readonly KubeObject[] {
  return buildClusterAccess(singleIdentity('vmsingle', cr), accessWish(cr));
}
