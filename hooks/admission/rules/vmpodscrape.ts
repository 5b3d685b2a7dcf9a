import type { Issue, Verdict } from '../../api/issue.ts';
import type { VMPodScrape } from '../../api/vmpodscrape.ts';
import { findBadSelector } from './label-selector.ts';
import { accepted, skipsValidation } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

/** Rules for a VMPodScrape: its selector must be one. What is wrong with its endpoints is only warned of, as with the official operator. */
export function validateVMPodScrape(cr: VMPodScrape): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { selector, podMetricsEndpoints } = cr.spec;
  return {
    issues: findBadSelector('spec.selector', selector),
    warnings: podMetricsEndpoints.flatMap((endpoint, index) => {
      const path = `spec.podMetricsEndpoints[${index}]`;
      return [...findTargetPort(endpoint, path), ...endpointWarnings(endpoint, path)];
    }),
  };
}

function findTargetPort(endpoint: { readonly targetPort?: unknown }, path: string): readonly Issue[] {
  if (endpoint.targetPort === undefined) return [];
  const message = 'targetPort is deprecated: use port for a name, portNumber for a number';
  return [{ path: `${path}.targetPort`, reason: 'DeprecatedField', message }];
}
