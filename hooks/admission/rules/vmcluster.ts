import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMCluster } from '../../api/vmcluster.ts';
import { storageNodeAddresses } from '../../config/storage-node-addresses.ts';
import { namesNodesOnce } from '../../config/storage-nodes-once.ts';
import type { StatefulData } from '../../kinds/app/stateful-storage.ts';
import { cacheData } from '../../kinds/vmcluster/select.ts';
import { specIssues } from '../../kinds/vmcluster/spec-issues.ts';
import { storageData } from '../../kinds/vmcluster/storage.ts';
import { partName } from '../../objects/part-name.ts';
import { isPort } from '../../objects/port-number.ts';
import { ordersReplicaLimits } from './autoscaling.ts';
import { partIssues, partWarnings } from './cluster-part.ts';
import { backupSuccessors, deprecatedFields } from './deprecated.ts';
import { buildsContainers } from './pod.ts';
import { whyMaxUnavailableWrong } from './rolling.ts';
import { accepted, collect } from './rule.ts';
import { keepsStorageClass, keepsStorageSize } from './storage.ts';
import { losesNames, losesNodes } from './storage-nodes.ts';
import { storageTurnover } from './storage-turnover.ts';

const balancerPath = 'spec.requestsLoadBalancer.spec';
const partsWithDisks = ['vmstorage', 'vmselect'] as const;
const partsWithDiscovery = ['vmselect', 'vminsert'] as const;

/** Rules for a VMCluster, on one object and, with `old`, on a change. Source: reference D3 */
export function validateVMCluster(cr: VMCluster, settings: Settings, old?: VMCluster): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { vmselect, vminsert, vmstorage } = cr.spec;
  const balancer = balancerOf(cr);
  // With the official operator no additional Service may have the name of vmselect's; that of their own part is only warned of.
  const selectName = partName('vmselect', cr);
  return {
    issues: collect([
      partIssues(vmselect, 'spec.vmselect', selectName),
      partIssues(vminsert, 'spec.vminsert', selectName),
      partIssues(vmstorage, 'spec.vmstorage', selectName),
      partIssues(balancer, balancerPath, partName('vmclusterlb', cr)),
      ordersReplicaLimits(vmselect?.hpa, 'spec.vmselect.hpa'),
      ordersReplicaLimits(vminsert?.hpa, 'spec.vminsert.hpa'),
      ordersReplicaLimits(balancer?.hpa, `${balancerPath}.hpa`),
      partsWithDisks.flatMap((part) => diskIssues(cr, old, part)),
      partsWithDiscovery.flatMap((part) => nodeIssues(cr, part, settings)),
      specIssues(cr),
      portOfParts(cr),
    ]),
    warnings: collect([
      partWarnings(vmselect, 'spec.vmselect', settings),
      partWarnings(vminsert, 'spec.vminsert', settings),
      partWarnings(vmstorage, 'spec.vmstorage', settings),
      partWarnings(balancer, balancerPath, settings),
      namesServicesApart(cr, 'vminsert'),
      namesServicesApart(cr, 'vmstorage'),
      losesNodes(cr, old),
      losesNames(cr, old),
      buildsContainers(vmselect?.containers, ['vmselect'], 'spec.vmselect.containers'),
      buildsContainers(vminsert?.containers, ['vminsert'], 'spec.vminsert.containers'),
      buildsContainers(vmstorage?.containers, ['vmstorage', 'vmbackuper'], 'spec.vmstorage.containers'),
      storageTurnover(
        dataOf(vmstorage, storageData),
        dataOf(old?.spec.vmstorage, storageData),
        'spec.vmstorage.storage',
      ),
      storageTurnover(dataOf(vmselect, cacheData), dataOf(old?.spec.vmselect, cacheData), 'spec.vmselect.storage'),
      vmstorage?.vmBackup === undefined ? [] : deprecatedFields(vmstorage.vmBackup, backupSuccessors, backupPath),
    ]),
  };
}

function dataOf<Part>(part: Part | undefined, read: (part: Part) => StatefulData): StatefulData | undefined {
  return part === undefined ? undefined : read(part);
}

const backupPath = 'spec.vmstorage.vmBackup';

/** Settings of a load balancer that does not run are not looked at. */
function balancerOf({ spec: { requestsLoadBalancer: balancer } }: VMCluster) {
  return balancer?.enabled === true ? balancer.spec : undefined;
}

/** What holds for the parts that run as StatefulSets. */
function diskIssues({ spec }: VMCluster, old: VMCluster | undefined, part: (typeof partsWithDisks)[number]) {
  const path = `spec.${part}`;
  const claimPath = `${path}.storage.volumeClaimTemplate.spec`;
  const claim = spec[part]?.storage?.volumeClaimTemplate?.spec;
  const oldClaim = old?.spec[part]?.storage?.volumeClaimTemplate?.spec;
  const wrong = whyMaxUnavailableWrong(spec[part]?.rollingUpdateStrategyBehavior?.maxUnavailable);
  return collect([
    wrong === null
      ? null
      : {
          path: `${path}.rollingUpdateStrategyBehavior.maxUnavailable`,
          reason: 'InvalidField',
          message: `${part}: ${wrong}`,
        },
    keepsStorageSize(claim, oldClaim, claimPath),
    keepsStorageClass(claim, oldClaim, claimPath),
    (spec[part]?.claimTemplates ?? []).flatMap(({ metadata, spec: wished }, index) => {
      const former = old?.spec[part]?.claimTemplates?.find((one) => one.metadata?.name === metadata?.name)?.spec;
      const at = `${path}.claimTemplates[${index}].spec`;
      return collect([keepsStorageSize(wished, former, at), keepsStorageClass(wished, former, at)]);
    }),
  ]);
}

/** No storage node is named twice by vmselect or vminsert; with discovery the cluster names none itself. */
function nodeIssues(cr: VMCluster, part: (typeof partsWithDiscovery)[number], settings: Settings): readonly Issue[] {
  const { vmstorage, discovery } = cr.spec;
  const source = cr.spec[part];
  if (source === undefined) return [];
  const without = part === 'vmselect' ? vmstorage?.maintenanceSelectNodeIDs : vmstorage?.maintenanceInsertNodeIDs;
  const isListed = (source.discovery ?? discovery)?.enabled !== true;
  return namesNodesOnce(source, `spec.${part}`, isListed ? ownNodes(cr, part, without ?? [], settings) : []);
}

function ownNodes(
  cr: VMCluster,
  part: (typeof partsWithDiscovery)[number],
  without: readonly number[],
  { clusterDomainName, vmstoragePorts }: Settings,
) {
  const { vmstorage } = cr.spec;
  const domain = cr.spec.clusterDomainName || clusterDomainName;
  if (vmstorage === undefined) return [];
  const count = vmstorage.replicaCount ?? (vmstorage.hpa === undefined ? 0 : (vmstorage.hpa.minReplicas ?? 1));
  const port =
    part === 'vmselect'
      ? vmstorage.vmSelectPort || vmstoragePorts.vmselect
      : vmstorage.vmInsertPort || vmstoragePorts.vminsert;
  const { namespace } = cr.metadata;
  return storageNodeAddresses({ name: partName('vmstorage', cr), namespace, domain, count, port, without });
}

function portOfParts({ spec: { vmselect, vminsert, vmstorage } }: VMCluster): readonly Issue[] {
  return collect([
    isPort(vmselect?.clusterNativeListenPort, 'spec.vmselect.clusterNativeListenPort'),
    isPort(vminsert?.clusterNativeListenPort, 'spec.vminsert.clusterNativeListenPort'),
    isPort(vmstorage?.vmInsertPort, 'spec.vmstorage.vmInsertPort'),
    isPort(vmstorage?.vmSelectPort, 'spec.vmstorage.vmSelectPort'),
  ]);
}

function namesServicesApart(cr: VMCluster, part: 'vminsert' | 'vmstorage'): Issue | null {
  const name = partName(part, cr);
  if (cr.spec[part]?.serviceSpec?.metadata?.name !== name) return null;
  return {
    path: `spec.${part}.serviceSpec.metadata.name`,
    reason: 'AdditionalServiceNameTaken',
    message: `the additional Service would be the main one of ${part}, ${name}: choose another name`,
  };
}
