import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMCluster } from '../../api/vmcluster.ts';
import { storageNodeAddresses } from '../../config/storage-node-addresses.ts';
import { namesNodesOnce } from '../../config/storage-nodes-once.ts';
import type { StatefulData } from '../../kinds/app/stateful-storage.ts';
import { cacheData } from '../../kinds/vmcluster/select.ts';
import { storageData } from '../../kinds/vmcluster/storage.ts';
import { neverScalesDown } from '../../objects/horizontal-pod-autoscaler.ts';
import { partName } from '../../objects/part-name.ts';
import { isPort } from '../../objects/port-number.ts';
import { ordersReplicaLimits } from './autoscaling.ts';
import { partIssues, partWarnings } from './cluster-part.ts';
import { backupSuccessors, deprecatedFields } from './deprecated.ts';
import { discoveryIssues } from './discovery.ts';
import { keepsServiceHeadless } from './headless-service.ts';
import { backupNeedsLicense, licenses } from './license.ts';
import { buildsContainers } from './pod.ts';
import { downsamplingIssues, retentionFilterIssues } from './retention.ts';
import { whyMaxUnavailableWrong } from './rolling.ts';
import { accepted, collect, type Rule } from './rule.ts';
import { keepsStorageClass, keepsStorageSize } from './storage.ts';
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
      neverScalesDown(vmstorage?.hpa, 'spec.vmstorage.hpa', 'vmstorage'),
      partsWithDisks.flatMap((part) => diskIssues(cr, old, part)),
      partsWithDiscovery.flatMap((part) => nodeIssues(cr, part)),
      licensesBackup(cr),
      downsamplingIssues(cr.spec),
      filterIssues(cr),
      portOfParts(cr),
    ]),
    warnings: collect([
      partWarnings(vmselect, 'spec.vmselect', settings),
      partWarnings(vminsert, 'spec.vminsert', settings),
      partWarnings(vmstorage, 'spec.vmstorage', settings),
      partWarnings(balancer, balancerPath, settings),
      namesServicesApart(cr, 'vminsert'),
      namesServicesApart(cr, 'vmstorage'),
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
    keepsServiceHeadless(spec[part]?.serviceSpec, `${path}.serviceSpec`),
    wrong === null
      ? null
      : {
          path: `${path}.rollingUpdateStrategyBehavior.maxUnavailable`,
          reason: 'InvalidField',
          message: `${part}: ${wrong}`,
        },
    keepsStorageSize(claim, oldClaim, claimPath),
    keepsStorageClass(claim, oldClaim, claimPath),
  ]);
}

/** How vmselect or vminsert finds the storage nodes: by discovery, or by a list in which each address stands once. */
function nodeIssues(cr: VMCluster, part: (typeof partsWithDiscovery)[number]): readonly Issue[] {
  const { license, vmstorage, discovery: common } = cr.spec;
  const source = cr.spec[part];
  if (source === undefined) return [];
  const maintenance =
    (part === 'vmselect' ? vmstorage?.maintenanceSelectNodeIDs : vmstorage?.maintenanceInsertNodeIDs) ?? [];
  const discovery = source.discovery ?? common;
  if (discovery?.enabled !== true) return namesNodesOnce(source, `spec.${part}`, ownNodes(cr, part, maintenance));
  const path = source.discovery === undefined ? 'spec.discovery' : `spec.${part}.discovery`;
  return [
    ...discoveryIssues({ part, discovery, path, license, maintenance }),
    ...namesNodesOnce(source, `spec.${part}`),
  ];
}

function ownNodes(cr: VMCluster, part: (typeof partsWithDiscovery)[number], without: readonly number[]) {
  const { vmstorage, clusterDomainName: domain } = cr.spec;
  if (vmstorage === undefined) return [];
  const count = vmstorage.replicaCount ?? (vmstorage.hpa === undefined ? 0 : (vmstorage.hpa.minReplicas ?? 1));
  const port = part === 'vmselect' ? vmstorage.vmSelectPort || '8401' : vmstorage.vmInsertPort || '8400';
  const { namespace } = cr.metadata;
  return storageNodeAddresses({ name: partName('vmstorage', cr), namespace, domain, count, port, without });
}

const licensesBackup: Rule<VMCluster> = ({ spec: { vmstorage, license } }) =>
  vmstorage?.vmBackup === undefined || vmstorage.vmBackup.acceptEULA === true
    ? null
    : licenses(license, backupPath, backupNeedsLicense);

/** The retention of the cluster stands in its spec, the filters in that of the storage nodes. */
function filterIssues({ spec: { license, retentionPeriod, vmstorage } }: VMCluster): readonly Issue[] {
  const issues = retentionFilterIssues({ license, retentionPeriod, retentionFilters: vmstorage?.retentionFilters });
  return issues.map((issue) => ({ ...issue, path: issue.path.replace(/^spec\.(?=retentionF)/, 'spec.vmstorage.') }));
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
