import type { Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMPodScrape } from '../../api/vmpodscrape.ts';
import { scrapeObjectIssues } from '../../config/scrape/judge-spec.ts';
import { deprecatedFields } from './deprecated.ts';
import { accepted } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

const successors = { targetPort: 'use port for a name, portNumber for a number' };

/** Rules for a VMPodScrape: its selector must be one. What is wrong with its endpoints is only warned of, as with the official operator. */
export function validateVMPodScrape(cr: VMPodScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { podMetricsEndpoints } = cr.spec;
  return {
    issues: scrapeObjectIssues('VMPodScrape', cr),
    warnings: podMetricsEndpoints.flatMap((endpoint, index) => {
      const path = `spec.podMetricsEndpoints[${index}]`;
      return [...deprecatedFields(endpoint, successors, path), ...endpointWarnings(endpoint, path)];
    }),
  };
}
