import type { Issue, Verdict } from '../../api/issue.ts';
import type { VMServiceScrape } from '../../api/vmservicescrape.ts';
import { findBadSelector } from './label-selector.ts';
import { accepted, skipsValidation } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

/** Rules for a VMServiceScrape: its selector must be one. What is wrong with its endpoints is only warned of, as with the official operator. */
export function validateVMServiceScrape(cr: VMServiceScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { selector, endpoints } = cr.spec;
  return {
    issues: findBadSelector('spec.selector', selector),
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
