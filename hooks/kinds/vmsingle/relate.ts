import type { VMSingle } from '../../api/vmsingle.ts';
import type { RelatedKind, RelateRule } from '../../metacontroller/contract.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { relateConfigMaps } from '../config-map-reference.ts';
import { relateBundleSecrets } from '../reference-bundle/resolver.ts';
import { relateScraping, scrapingRelatedKinds } from '../scraping/relate.ts';
import { relateSecrets } from '../secret-reference.ts';
import { scrapes } from './scraping.ts';

/** Kinds that a VMSingle reads. */
export const vmsingleRelatedKinds: readonly RelatedKind[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims' },
  { apiVersion: 'v1', kind: 'Secret', resource: 'secrets' },
  { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', resource: 'storageclasses' },
  ...scrapingRelatedKinds,
];

/** What a VMSingle depends on: ConfigMaps with relabel and aggregation rules; with storage its claim, and the StorageClasses that say whether it can grow; where it scrapes, all that it selects, and the Secrets with what selected objects refer to. */
export function relateVMSingle(cr: VMSingle): readonly RelateRule[] {
  const { namespace, name } = singleIdentity('vmsingle', cr);
  const { relabelConfig, streamAggrConfig, storage } = cr.spec;
  const storageRules: readonly RelateRule[] = [
    { apiVersion: 'v1', resource: 'persistentvolumeclaims', namespace, names: [name] },
    { apiVersion: 'storage.k8s.io/v1', resource: 'storageclasses', labelSelector: {} },
  ];
  return [
    ...relateConfigMaps(namespace, [relabelConfig, streamAggrConfig?.configmap]),
    ...(storage === undefined ? [] : storageRules),
    ...(scrapes(cr) ? relateOwnScraping(cr) : []),
  ];
}

function relateOwnScraping({ metadata, spec }: VMSingle): readonly RelateRule[] {
  const { namespace, name, uid } = metadata;
  if (uid === undefined) throw new Error(`VMSingle ${namespace}/${name} has no uid`);
  return [
    ...relateSecrets(namespace, [spec.additionalScrapeConfigs]),
    ...relateScraping(spec, namespace),
    relateBundleSecrets(uid, namespace),
  ];
}
