import type { Issue, Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMScrapeConfig } from '../../api/vmscrapeconfig.ts';
import { whyAuthWrong } from '../../config/access/endpoint-auth.ts';
import { effectWarnings } from './discovery-effect.ts';
import { accepted } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';
import { findBadUrl } from './url.ts';

/** Rules for a VMScrapeConfig. The official operator refuses nothing, so all findings are warnings. */
export function validateVMScrapeConfig(cr: VMScrapeConfig): Verdict {
  if (skipsValidation(cr)) return accepted;
  return {
    issues: [],
    warnings: [...endpointWarnings(cr.spec, 'spec'), ...discoveryWarnings(cr.spec), ...effectWarnings(cr.spec)],
  };
}

/** Access settings of all kinds of discovery that have them. */
function discoveryWarnings(spec: VMScrapeConfig['spec']): readonly Issue[] {
  const lists = {
    httpSDConfigs: spec.httpSDConfigs,
    kubernetesSDConfigs: spec.kubernetesSDConfigs,
    dockerSDConfigs: spec.dockerSDConfigs,
    dockerSwarmSDConfigs: spec.dockerSwarmSDConfigs,
    marathonSDConfigs: spec.marathonSDConfigs,
    consulSDConfigs: spec.consulSDConfigs,
    consulAgentSDConfigs: spec.consulAgentSDConfigs,
    nomadSDConfigs: spec.nomadSDConfigs,
    eurekaSDConfigs: spec.eurekaSDConfigs,
    kumaSDConfigs: spec.kumaSDConfigs,
    puppetDBSDConfigs: spec.puppetDBSDConfigs,
    azureSDConfigs: spec.azureSDConfigs,
    digitalOceanSDConfigs: spec.digitalOceanSDConfigs,
    hetznerSDConfigs: spec.hetznerSDConfigs,
    vultrSDConfigs: spec.vultrSDConfigs,
    ovhcloudSDConfigs: spec.ovhcloudSDConfigs,
  };
  return Object.entries(lists).flatMap(([field, list]) =>
    (list ?? []).flatMap((discovery, index): readonly Issue[] => {
      const path = `spec.${field}[${index}]`;
      const wrong = whyAuthWrong(discovery);
      const auth: readonly Issue[] =
        wrong === null
          ? []
          : [{ path: `${path}.${wrong.field}`, reason: 'EndpointAuthInvalid', message: wrong.message }];
      return [...auth, ...findBadUrl(`${path}.proxyURL`, discovery.proxyURL)];
    }),
  );
}
