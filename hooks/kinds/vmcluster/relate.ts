import type { Settings } from '../../api/settings.ts';
import type { VMCluster } from '../../api/vmcluster.ts';
import type { RelatedKind, RelateRule } from '../../metacontroller/contract.ts';
import { dataClaimTemplates } from '../app/stateful-storage.ts';
import { relateClaims, storageRelatedKinds } from '../storage/claims.ts';
import { podRelatedKind } from '../stuck-pods.ts';
import { partIdentity } from './identities.ts';
import { cacheData } from './select.ts';
import { storageData } from './storage.ts';

/** Kinds that a VMCluster reads. */
export const vmclusterRelatedKinds: readonly RelatedKind[] = [podRelatedKind, ...storageRelatedKinds];

/** What a VMCluster depends on: its pods, which tell why a roll-out is stuck, unless settings say otherwise, and their claims, where they have any. Secrets and ConfigMaps which it names are but mounted. */
export function relateVMCluster({ metadata, spec }: VMCluster, { readPods }: Settings): readonly RelateRule[] {
  const { vmstorage, vmselect } = spec;
  // What the selectors of all parts have in common.
  const labels = { 'app.kubernetes.io/instance': metadata.name, 'managed-by': 'vm-operator' };
  const apps = ['vmclusterlb', 'vmstorage', 'vmselect', 'vminsert'] as const;
  const isPart = {
    key: 'app.kubernetes.io/name',
    operator: 'In' as const,
    values: apps.map((part) => partIdentity(part, { metadata, spec }).app),
  };
  const pods: RelateRule = {
    apiVersion: podRelatedKind.apiVersion,
    resource: podRelatedKind.resource,
    namespace: metadata.namespace,
    labelSelector: { matchLabels: labels, matchExpressions: [isPart] },
  };
  const data = [
    ...(vmstorage === undefined ? [] : [storageData(vmstorage)]),
    ...(vmselect === undefined ? [] : [cacheData(vmselect)]),
  ];
  const hasClaims = data.some((part) => dataClaimTemplates(part).length > 0);
  return [...(readPods ? [pods] : []), ...(hasClaims ? relateClaims(metadata.namespace, labels) : [])];
}
