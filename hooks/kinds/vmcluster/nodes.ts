import type { StorageNodesInput } from '../../config/args/storage-nodes.ts';
import type { StorageNodes } from '../../config/storage-node-addresses.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { liveReplicas } from '../app/replicas.ts';
import type { CompleteVMCluster, SelectPart } from './defaults.ts';
import { partIdentity } from './identities.ts';

/** How vmselect or vminsert finds the storage nodes of its own cluster and others. A part's discovery replaces that of the cluster as a whole. Source: reference 3.7 */
export function storageNodesOf(
  part: 'vmselect' | 'vminsert',
  cr: CompleteVMCluster,
  observed: ObjectGroups,
): StorageNodesInput {
  const extra = (part === 'vmselect' ? cr.vmselect?.extraStorageNodes : undefined) ?? [];
  return {
    nodes: ownNodes(part, cr, observed),
    discovery: cr[part]?.discovery ?? cr.spec.discovery,
    extra: extra.map(({ addr }) => addr),
  };
}

function ownNodes(
  part: 'vmselect' | 'vminsert',
  cr: CompleteVMCluster,
  observed: ObjectGroups,
): StorageNodes | undefined {
  const { vmstorage, domain } = cr;
  if (vmstorage === undefined) return undefined;
  const { name, namespace } = partIdentity('vmstorage', cr);
  const { replicaCount, hpa, vmSelectPort, vmInsertPort, maintenanceSelectNodeIDs, maintenanceInsertNodeIDs } =
    vmstorage;
  const live = observed[groupKey('apps/v1', 'StatefulSet')]?.[`${namespace}/${name}`];
  const scaled = hpa === undefined || live === undefined ? undefined : liveReplicas(live);
  return {
    name,
    namespace,
    domain,
    count: scaled ?? replicaCount ?? (hpa === undefined ? 0 : (hpa.minReplicas ?? 1)),
    ...(part === 'vmselect'
      ? { port: vmSelectPort, without: maintenanceSelectNodeIDs }
      : { port: vmInsertPort, without: maintenanceInsertNodeIDs }),
  };
}

/** The vmselects themselves, where the spec fixes their number. */
export function selectNodesOf(
  { hpa, replicaCount, port }: SelectPart,
  cr: CompleteVMCluster,
): StorageNodes | undefined {
  if (hpa !== undefined || replicaCount === undefined) return undefined;
  const { name, namespace } = partIdentity('vmselect', cr);
  return { name, namespace, domain: cr.domain, count: replicaCount, port };
}
