import type { ChildKind, RelatedKind, RelateRule } from '../../metacontroller/contract.ts';
import type { RegisteredKind } from '../kind.ts';
import { clusterKinds } from './cluster-objects.ts';
import { wantsClaims, wantsClusterObjects } from './custom-resources.ts';

const claims: RelatedKind = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims' };
const storageClasses: RelatedKind = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  resource: 'storageclasses',
};

/** What the decorator on Namespaces attaches. */
export const namespaceExtrasChildKinds: readonly ChildKind[] = [
  { ...claims, updateMethod: 'InPlace' },
  ...clusterKinds,
];

/** What it reads: claims (Metacontroller does not count them as attachments), their classes, and the CRs that want something. */
export function namespaceExtrasRelatedKinds(kinds: readonly RegisteredKind[]): readonly RelatedKind[] {
  const owners = kinds
    .filter(wantsSomething)
    .map(({ api }) => ({ apiVersion: `${api.group}/${api.version}`, kind: api.kind, resource: api.plural }));
  return [claims, storageClasses, ...owners];
}

/**
 * Related objects of one Namespace: all its CRs with claims or cluster-scoped objects, its claims by the label which the official operator gives them too
 * (so they are found when their CR is gone), and all StorageClasses. Depends on nothing but the Namespace's name.
 */
export function relateNamespaceExtras(namespace: string, kinds: readonly RegisteredKind[]): readonly RelateRule[] {
  const owners = kinds.filter(wantsSomething).map(
    ({ api }): RelateRule => ({
      apiVersion: `${api.group}/${api.version}`,
      resource: api.plural,
      namespace,
      labelSelector: {},
    }),
  );
  return [
    {
      apiVersion: 'v1',
      resource: claims.resource,
      namespace,
      labelSelector: { matchLabels: { 'managed-by': 'vm-operator' } },
    },
    { apiVersion: storageClasses.apiVersion, resource: storageClasses.resource, labelSelector: {} },
    ...owners,
  ];
}

function wantsSomething(kind: RegisteredKind): boolean {
  return wantsClaims(kind) || wantsClusterObjects(kind);
}
