import type { Issue } from '../../api/issue.ts';
import type { VMCluster } from '../../api/vmcluster.ts';
import { backupNeedsLicense, licenses } from '../../config/needs-license.ts';
import { downsamplingIssues, retentionFilterIssues } from '../../config/retention-rules.ts';
import { discoveryIssues } from '../../config/storage-discovery.ts';
import { keepsServiceHeadless } from '../../objects/headless-service.ts';
import { neverScalesDown } from '../../objects/horizontal-pod-autoscaler.ts';

/**
 * What a spec asks for that would harm the cluster, however it came to be there: pods that lose their names, programs that refuse to start
 * without a license, storage nodes that autoscaling takes away. Admission asks the same. Source: reference 3.9
 */
export function specIssues({ spec }: VMCluster): readonly Issue[] {
  const { vmstorage, vmselect, license } = spec;
  const backup = 'spec.vmstorage.vmBackup';
  const wantsBackup = vmstorage?.vmBackup !== undefined && vmstorage.vmBackup.acceptEULA !== true;
  return [
    keepsServiceHeadless(vmstorage?.serviceSpec, 'spec.vmstorage.serviceSpec'),
    keepsServiceHeadless(vmselect?.serviceSpec, 'spec.vmselect.serviceSpec'),
    neverScalesDown(vmstorage?.hpa, 'spec.vmstorage.hpa', 'vmstorage'),
    discoveryOf(spec, 'vmselect'),
    discoveryOf(spec, 'vminsert'),
    wantsBackup ? licenses(license, backup, backupNeedsLicense) : null,
    downsamplingIssues(spec),
    filterIssues(spec),
  ].flatMap((issues) => issues ?? []);
}

function discoveryOf(
  { license, vmstorage, discovery: common, ...parts }: VMCluster['spec'],
  part: 'vmselect' | 'vminsert',
): readonly Issue[] {
  const source = parts[part];
  const discovery = source?.discovery ?? common;
  if (source === undefined || discovery?.enabled !== true) return [];
  const field = part === 'vmselect' ? 'maintenanceSelectNodeIDs' : 'maintenanceInsertNodeIDs';
  const path = source.discovery === undefined ? 'spec.discovery' : `spec.${part}.discovery`;
  return discoveryIssues({ part, discovery, path, license, maintenance: vmstorage?.[field] ?? [] });
}

/** The retention of the cluster stands in its spec, the filters in that of the storage nodes. */
function filterIssues({ license, retentionPeriod, vmstorage }: VMCluster['spec']): readonly Issue[] {
  const issues = retentionFilterIssues({ license, retentionPeriod, retentionFilters: vmstorage?.retentionFilters });
  return issues.map((issue) => ({ ...issue, path: issue.path.replace(/^spec\.(?=retentionF)/, 'spec.vmstorage.') }));
}
