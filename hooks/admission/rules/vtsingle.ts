import type { Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import type { VTSingle } from '../../api/vtsingle.ts';
import { validateRecordStore } from './record-store.ts';

/** Rules for a VTSingle. */
export function validateVTSingle(cr: VTSingle, settings: Settings, old?: VTSingle): Verdict {
  return validateRecordStore(cr, { app: 'vtsingle', dataPath: '/victoria-traces-data' }, settings, old);
}
