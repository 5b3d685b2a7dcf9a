import type { Verdict } from '../../api/issue.ts';
import type { VMPodScrape } from '../../api/vmpodscrape.ts';
import { deprecatedFields } from './deprecated.ts';
import { findBadSelector } from './label-selector.ts';
import { accepted, skipsValidation } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

const successors = { targetPort: 'use port for a name, portNumber for a number' };

/** Rules for a VMPodScrape: its selector must be one. What is wrong with its endpoints is only warned of, as with the official operator. */
export function validateVMPodScrape(cr: VMPodScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { selector, podMetricsEndpoints } = cr.spec;
  return {
    issues: findBadSelector('spec.selector', selector),
    warnings: podMetricsEndpoints.flatMap((endpoint, index) => {
      const path = `spec.podMetricsEndpoints[${index}]`;
      return [...deprecatedFields(endpoint, successors, path), ...endpointWarnings(endpoint, path)];
    }),
  };
}
