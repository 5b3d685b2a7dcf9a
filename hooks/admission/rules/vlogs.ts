import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VLogs } from '../../api/vlogs.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { accepted, collect } from './rule.ts';
import { leavesIdsToOpenShift, namesServiceApart, stopsInTime } from './workload.ts';

const deprecated: Issue = {
  path: '',
  reason: 'DeprecatedKind',
  message: 'VLogs resource is deprecated, please migrate to the VLSingle instead',
};

/** Rules for a VLogs: the few that the official operator still has. Nothing is made from it, so nothing else can go wrong. */
export function validateVLogs(cr: VLogs, settings: Settings): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  return {
    issues: collect([namesServiceApart(spec, singleIdentity('vlogs', cr).name), stopsInTime(spec)]),
    warnings: [deprecated, ...collect([leavesIdsToOpenShift(spec, settings)])],
  };
}
