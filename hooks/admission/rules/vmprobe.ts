import type { Issue, Verdict } from '../../api/issue.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMProbe } from '../../api/vmprobe.ts';
import { scrapeObjectIssues } from '../../config/scrape/judge-spec.ts';
import { deprecatedFields } from './deprecated.ts';
import { relabelWarnings } from './relabeling.ts';
import { accepted } from './rule.ts';
import { endpointWarnings } from './scrape-endpoint.ts';

type Targets = NonNullable<VMProbe['spec']['targets']>;

const successors = {
  staticConfig: 'use spec.targets.static',
  ingress: 'use spec.targets.kubernetes with role ingress',
};

/** Rules for a VMProbe: its discovered targets have a role and a selector that is one, its static targets stand in one place. Source: reference D3 */
export function validateVMProbe(cr: VMProbe): Verdict {
  if (skipsValidation(cr)) return accepted;
  const targets = cr.spec.targets ?? {};
  return {
    issues: scrapeObjectIssues('VMProbe', cr),
    warnings: [
      ...deprecatedFields(targets, successors, 'spec.targets'),
      ...endpointWarnings(cr.spec, 'spec'),
      ...targetWarnings(targets),
    ],
  };
}

function targetWarnings({ static: current, staticConfig, ingress, kubernetes = [] }: Targets): readonly Issue[] {
  return [
    ...relabelWarnings(current?.relabelingConfigs, 'spec.targets.static.relabelingConfigs'),
    ...relabelWarnings(staticConfig?.relabelingConfigs, 'spec.targets.staticConfig.relabelingConfigs'),
    ...relabelWarnings(ingress?.relabelingConfigs, 'spec.targets.ingress.relabelingConfigs'),
    ...kubernetes.flatMap(({ relabelingConfigs }, index) =>
      relabelWarnings(relabelingConfigs, `spec.targets.kubernetes[${index}].relabelingConfigs`),
    ),
  ];
}
