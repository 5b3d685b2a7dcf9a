import type { Issue, Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMDistributed } from '../../api/vmdistributed.ts';
import { whyMaxUnavailableWrong } from './rolling.ts';
import { accepted } from './rule.ts';
import { findBadPauses } from './zone-pauses.ts';
import { zoneIssues } from './zones.ts';

type Zones = NonNullable<VMDistributed['spec']['zones']>;

/** Rules for a VMDistributed. The specs in it are judged once they have become objects, but for the roll-out of the agents. */
export function validateVMDistributed(cr: VMDistributed): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { backendType = 'VMCluster', zoneCommon, zones = [] } = cr.spec;
  const isCluster = backendType === 'VMCluster';
  const backend = isCluster ? 'vmcluster' : 'vmsingle';
  const issues = zoneIssues({
    backendType,
    backend,
    excluded: isCluster ? 'vmsingle' : 'vmcluster',
    named: [backend, 'vmagent'],
    requiredParts: isCluster ? ['vminsert', 'vmselect'] : [],
    common: { vmcluster: zoneCommon?.vmcluster, vmsingle: zoneCommon?.vmsingle, vmagent: zoneCommon?.vmagent },
    zones: zones.map(({ name, vmcluster, vmsingle, vmagent }) => ({
      name,
      workloads: { vmcluster, vmsingle, vmagent },
    })),
  });
  const rollOuts = [
    ...rollsAgent(zoneCommon?.vmagent, 'spec.zoneCommon.vmagent'),
    ...zones.flatMap(({ vmagent }, index) => rollsAgent(vmagent, `spec.zones[${index}].vmagent`)),
  ];
  return { issues: [...issues, ...rollOuts, ...findBadPauses(zoneCommon)], warnings: [] };
}

function rollsAgent(agent: Zones[number]['vmagent'], path: string): readonly Issue[] {
  const field = `${path}.spec.statefulRollingUpdateStrategyBehavior`;
  const wrong = whyMaxUnavailableWrong(agent?.spec?.statefulRollingUpdateStrategyBehavior?.maxUnavailable);
  if (wrong === null) return [];
  return [{ path: `${field}.maxUnavailable`, reason: 'InvalidField', message: `${field}: ${wrong}` }];
}
