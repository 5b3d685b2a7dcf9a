import type { Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMAlertmanagerConfig } from '../../api/vmalertmanagerconfig.ts';
import { checkAlertmanagerConfig } from '../../config/alertmanager/check-config.ts';
import { accepted } from './rule.ts';

/** Rules for a VMAlertmanagerConfig: the same check decides whether VMAlertmanager uses it. */
export function validateVMAlertmanagerConfig(cr: VMAlertmanagerConfig): Verdict {
  return skipsValidation(cr) ? accepted : checkAlertmanagerConfig(cr);
}
