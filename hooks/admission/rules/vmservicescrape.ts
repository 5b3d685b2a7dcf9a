import type { Issue, Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMServiceScrape } from '../../api/vmservicescrape.ts';
import { scrapeObjectIssues } from '../../config/scrape/judge-spec.ts';
import { accepted } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

/** Rules for a VMServiceScrape: its selector must be one. What is wrong with its endpoints is only warned of, as with the official operator. */
export function validateVMServiceScrape(cr: VMServiceScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { endpoints } = cr.spec;
  return {
    issues: scrapeObjectIssues('VMServiceScrape', cr),
    warnings: [
      ...findOldRole(cr),
      ...endpoints.flatMap((endpoint, index) => endpointWarnings(endpoint, `spec.endpoints[${index}]`)),
    ],
  };
}

function findOldRole({ spec }: VMServiceScrape): readonly Issue[] {
  if (spec.discoveryRole !== 'endpointslices') return [];
  const message = 'discoveryRole endpointslices is deprecated: use endpointslice';
  return [{ path: 'spec.discoveryRole', reason: 'DeprecatedField', message }];
}
