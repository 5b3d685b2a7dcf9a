import type { Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VLDistributed } from '../../api/vldistributed.ts';
import { accepted } from './rule.ts';
import { findBadPauses } from './zone-pauses.ts';
import { zoneIssues } from './zones.ts';

/** Rules for a VLDistributed. The specs in it are judged once they have become objects. */
export function validateVLDistributed(cr: VLDistributed): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { backendType = 'VLCluster', zoneCommon, zones = [] } = cr.spec;
  const isCluster = backendType === 'VLCluster';
  const backend = isCluster ? 'vlcluster' : 'vlsingle';
  const issues = zoneIssues({
    backendType,
    backend,
    excluded: isCluster ? 'vlsingle' : 'vlcluster',
    named: [backend, 'vlagent'],
    requiredParts: isCluster ? ['vlinsert', 'vlselect'] : [],
    common: { vlcluster: zoneCommon?.vlcluster, vlsingle: zoneCommon?.vlsingle, vlagent: zoneCommon?.vlagent },
    zones: zones.map(({ name, vlcluster, vlsingle, vlagent }) => ({
      name,
      workloads: { vlcluster, vlsingle, vlagent },
    })),
  });
  return { issues: [...issues, ...findBadPauses(zoneCommon)], warnings: [] };
}
