import type { Issue } from '../../api/issue.ts';
import type { VMCluster } from '../../api/vmcluster.ts';
import { hasDataClaim } from '../../kinds/app/stateful-storage.ts';
import { partName } from '../../objects/part-name.ts';

/** Warns where a change removes storage nodes: what only they hold is not found any more, and their claims may go too. Autoscaling sets their number itself. */
export function losesNodes(cr: VMCluster, old: VMCluster | undefined): Issue | null {
  const [former, wished] = [old?.spec.vmstorage, cr.spec.vmstorage];
  if (old === undefined || former === undefined || wished?.hpa !== undefined) return null;
  const [from, to] = [former.replicaCount ?? 1, wished === undefined ? 0 : (wished.replicaCount ?? 1)];
  if (to >= from || former.hpa !== undefined) return null;
  const name = partName('vmstorage', old);
  const nodes = from - to === 1 ? `${name}-${to} is` : `${name}-${to} to ${name}-${from - 1} are`;
  const retention = { ...former.persistentVolumeClaimRetentionPolicy, ...wished?.persistentVolumeClaimRetentionPolicy };
  const fate = (wished === undefined ? retention.whenDeleted : retention.whenScaled) ?? 'Retain';
  const claims = fate === 'Delete' ? 'their claims are deleted with their data' : 'the claims stay';
  const message = `storage node${from - to === 1 ? '' : 's'} ${nodes} removed: what no other node holds is not found any more; ${claims}`;
  const path = wished === undefined ? 'spec.vmstorage' : 'spec.vmstorage.replicaCount';
  return { path, reason: 'StorageScaleDown', message };
}

/** Warns where a change of names would make StatefulSets begin with empty claims. */
export function losesNames(cr: VMCluster, old: VMCluster | undefined): Issue | null {
  if (old === undefined) return null;
  const renamed = (['vmstorage', 'vmselect'] as const).flatMap((part) => {
    const [from, to] = [partName(part, old), partName(part, cr)];
    const isKept = hasDataClaim(old.spec[part]?.storage) && cr.spec[part] !== undefined;
    return isKept && from !== to ? [`${from} becomes ${to}`] : [];
  });
  if (renamed.length === 0) return null;
  const message = `${renamed.join(', ')}: new pods begin with new, empty claims; the data stays in the claims of the former names`;
  return { path: 'spec.useLegacyNaming', reason: 'ClaimsLeftBehind', message };
}
