import type { Verdict } from '../../api/issue.ts';
import type { VMNodeScrape } from '../../api/vmnodescrape.ts';
import { findBadSelector } from './label-selector.ts';
import { accepted, skipsValidation } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

/** Rules for a VMNodeScrape. The official operator refuses nothing, not even a selector that selects nothing, so all findings are warnings. */
export function validateVMNodeScrape(cr: VMNodeScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  return {
    issues: [],
    warnings: [...findBadSelector('spec.selector', cr.spec.selector), ...endpointWarnings(cr.spec, 'spec')],
  };
}
