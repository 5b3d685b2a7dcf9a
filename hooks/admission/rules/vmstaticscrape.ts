import type { Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMStaticScrape } from '../../api/vmstaticscrape.ts';
import { accepted } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

/** Rules for a VMStaticScrape. The official operator refuses nothing, so all findings are warnings. */
export function validateVMStaticScrape(cr: VMStaticScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  const warnings = cr.spec.targetEndpoints.flatMap((endpoint, index) =>
    endpointWarnings(endpoint, `spec.targetEndpoints[${index}]`),
  );
  return { issues: [], warnings };
}
