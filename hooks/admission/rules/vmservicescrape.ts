import type { Verdict } from '../../api/issue.ts';
import type { VMServiceScrape } from '../../api/vmservicescrape.ts';
import { whySelectorWrong } from './label-selector.ts';
import { regexWarnings } from './relabeling.ts';
import { accepted, skipsValidation } from './rule.ts';

/** Rules for a VMServiceScrape. Its endpoints are not looked into beyond regular expressions: that is left to the scraping program, as with the official operator. */
export function validateVMServiceScrape(cr: VMServiceScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  const wrong = whySelectorWrong(cr.spec.selector);
  return {
    issues: wrong === null ? [] : [{ path: 'spec.selector', reason: 'InvalidLabelSelector', message: wrong }],
    warnings: cr.spec.endpoints.flatMap(({ relabelConfigs, metricRelabelConfigs }, index) => [
      ...regexWarnings(relabelConfigs, `spec.endpoints[${index}].relabelConfigs`),
      ...regexWarnings(metricRelabelConfigs, `spec.endpoints[${index}].metricRelabelConfigs`),
    ]),
  };
}
