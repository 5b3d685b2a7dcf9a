import type { VMAgent } from '../../api/vmagent.ts';
import type { RelatedKind, RelateRule } from '../../metacontroller/contract.ts';
import { selectorLabels, singleIdentity } from '../../objects/metadata.ts';
import { relateConfigMaps } from '../config-map-reference.ts';
import { relateBundleSecrets } from '../reference-bundle/resolver.ts';
import { relateScraping, scrapingRelatedKinds } from '../scraping/relate.ts';
import { relateSecrets } from '../secret-reference.ts';
import { relateClaims, storageRelatedKinds } from '../storage/claims.ts';
import { hasClaims } from './queue.ts';
import { remoteWriteConfigMaps, remoteWriteSecrets } from './remote-write.ts';

/** Kinds that a VMAgent reads. */
export const vmagentRelatedKinds: readonly RelatedKind[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps' },
  { apiVersion: 'v1', kind: 'Secret', resource: 'secrets' },
  ...scrapingRelatedKinds,
  ...storageRelatedKinds,
];

/** What a VMAgent depends on: what its own spec names, in its own namespace; the claims of its pods; where it scrapes, all that it selects, and the Secrets with what selected objects refer to. */
export function relateVMAgent(cr: VMAgent): readonly RelateRule[] {
  const { metadata, spec } = cr;
  const { namespace, uid } = metadata;
  const { remoteWrite, relabelConfig, streamAggrConfig, additionalScrapeConfigs } = spec;
  const scrapes = spec.ingestOnlyMode !== true;
  const own = [
    ...relateConfigMaps(namespace, [relabelConfig, streamAggrConfig?.configmap, ...remoteWriteConfigMaps(remoteWrite)]),
    ...relateSecrets(namespace, [...remoteWriteSecrets(remoteWrite), ...(scrapes ? [additionalScrapeConfigs] : [])]),
    ...(hasClaims(spec) ? relateClaims(namespace, selectorLabels(singleIdentity('vmagent', cr))) : []),
  ];
  if (!scrapes) return own;
  if (uid === undefined) throw new Error(`VMAgent ${namespace}/${metadata.name} has no uid`);
  return [...own, ...relateScraping(spec, namespace), relateBundleSecrets(uid, namespace)];
}
