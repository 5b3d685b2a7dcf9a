import type { VMCluster } from '../../api/vmcluster.ts';
import type { RelatedKind, RelateRule } from '../../metacontroller/contract.ts';
import { dataClaimTemplates } from '../app/stateful-storage.ts';
import { relateClaims, storageRelatedKinds } from '../storage/claims.ts';
import { cacheData } from './select.ts';
import { storageData } from './storage.ts';

/** Kinds that a VMCluster reads. */
export const vmclusterRelatedKinds: readonly RelatedKind[] = storageRelatedKinds;

/** What a VMCluster depends on: the claims of its pods, where they have any. Secrets and ConfigMaps which it names are but mounted. */
export function relateVMCluster({ metadata, spec }: VMCluster): readonly RelateRule[] {
  const { vmstorage, vmselect } = spec;
  const data = [
    ...(vmstorage === undefined ? [] : [storageData(vmstorage)]),
    ...(vmselect === undefined ? [] : [cacheData(vmselect)]),
  ];
  if (data.every((part) => dataClaimTemplates(part).length === 0)) return [];
  // What the selectors of both StatefulSets have in common.
  const labels = { 'app.kubernetes.io/instance': metadata.name, 'managed-by': 'vm-operator' };
  return relateClaims(metadata.namespace, labels);
}
