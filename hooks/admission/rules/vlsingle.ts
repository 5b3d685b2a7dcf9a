import type { Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VLSingle } from '../../api/vlsingle.ts';
import { validateRecordStore } from './record-store.ts';
import { accepted } from './rule.ts';
import { syslogWarnings } from './syslog.ts';

/** Rules for a VLSingle. */
export function validateVLSingle(cr: VLSingle, settings: Settings, old?: VLSingle): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { issues, warnings } = validateRecordStore(
    cr,
    { app: 'vlsingle', dataPath: '/victoria-logs-data' },
    settings,
    old,
  );
  return { issues, warnings: [...warnings, ...syslogWarnings(cr.spec.syslogSpec, 'spec.syslogSpec')] };
}
