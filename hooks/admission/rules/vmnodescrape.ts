import type { Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMNodeScrape } from '../../api/vmnodescrape.ts';
import { scrapeObjectIssues } from '../../config/scrape/judge-spec.ts';
import { accepted } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

/** Rules for a VMNodeScrape. The official operator refuses nothing, so all findings are warnings; one whose selector cannot be read is left out later. */
export function validateVMNodeScrape(cr: VMNodeScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  return {
    issues: [],
    warnings: [...scrapeObjectIssues('VMNodeScrape', cr), ...endpointWarnings(cr.spec, 'spec')],
  };
}
