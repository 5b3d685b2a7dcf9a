import type { Issue } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMCluster } from '../../api/vmcluster.ts';
import { storageNodeAddresses } from '../../config/storage-node-addresses.ts';
import { namesNodesOnce } from '../../config/storage-nodes-once.ts';
import { additionalServiceName } from '../../objects/additional-service.ts';
import { isPort, portIssues } from '../../objects/port-number.ts';
import type { ClusterContext } from './context.ts';
import type { CompleteVMCluster } from './defaults.ts';
import { partIdentity } from './identities.ts';
import { storageNodesOf } from './nodes.ts';
import { specIssues } from './spec-issues.ts';

/**
 * Why nothing can be built for a cluster: a port that is none, which the other parts call too; a storage node that would be asked
 * twice, whose data would count twice; two Services of one name; what would harm it. Admission says the same, but not every cluster has it.
 */
export function clusterIssues(parent: VMCluster, context: ClusterContext): readonly Issue[] {
  return [
    ...clusterPortIssues(parent),
    ...serviceNameIssues(context.cr),
    ...(skipsValidation(parent) ? [] : [...nodeIssues(context), ...specIssues(parent)]),
  ];
}

function clusterPortIssues({ spec }: VMCluster): readonly Issue[] {
  const { vmstorage, vmselect, vminsert, requestsLoadBalancer: balancing } = spec;
  const single = [
    isPort(vmstorage?.vmInsertPort, 'spec.vmstorage.vmInsertPort'),
    isPort(vmstorage?.vmSelectPort, 'spec.vmstorage.vmSelectPort'),
    isPort(vmselect?.clusterNativeListenPort, 'spec.vmselect.clusterNativeListenPort'),
    isPort(vminsert?.clusterNativeListenPort, 'spec.vminsert.clusterNativeListenPort'),
  ];
  return [
    ...portIssues({ ...vmstorage }, 'spec.vmstorage'),
    ...portIssues({ ...vmselect }, 'spec.vmselect'),
    ...portIssues({ ...vminsert }, 'spec.vminsert'),
    ...(balancing?.enabled === true ? portIssues({ ...balancing.spec }, 'spec.requestsLoadBalancer.spec') : []),
    ...single.flatMap((issue) => issue ?? []),
  ];
}

/** Two parts that call their additional Services the same would overwrite each other's. */
function serviceNameIssues(cr: CompleteVMCluster): readonly Issue[] {
  const taken = new Set<string>();
  return (['vmstorage', 'vmselect', 'vminsert'] as const).flatMap((part): readonly Issue[] => {
    const override = cr[part]?.serviceSpec;
    if (override === undefined || override.useAsDefault === true) return [];
    const name = additionalServiceName(partIdentity(part, cr), override);
    if (!taken.has(name)) {
      taken.add(name);
      return [];
    }
    const message = `another part of the cluster calls its additional Service ${name}, too`;
    return [{ path: `spec.${part}.serviceSpec.metadata.name`, reason: 'AdditionalServiceNameTaken', message }];
  });
}

function nodeIssues({ cr, observed }: ClusterContext): readonly Issue[] {
  return (['vmselect', 'vminsert'] as const).flatMap((part) => {
    const { nodes, discovery } = storageNodesOf(part, cr, observed);
    const isListed = nodes !== undefined && discovery?.enabled !== true;
    return namesNodesOnce(cr[part], `spec.${part}`, isListed ? storageNodeAddresses(nodes) : []);
  });
}
