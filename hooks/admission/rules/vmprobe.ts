import type { Issue, Verdict } from '../../api/issue.ts';
import type { VMProbe } from '../../api/vmprobe.ts';
import { whySelectorWrong } from '../../lib/label-selector-syntax.ts';
import { deprecatedFields } from './deprecated.ts';
import { relabelWarnings } from './relabeling.ts';
import { accepted, collect, skipsValidation } from './rule.ts';
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
    issues: collect([findTwoStatics(targets), kubernetesIssues(targets), ingressIssue(targets)]),
    warnings: [
      ...deprecatedFields(targets, successors, 'spec.targets'),
      ...endpointWarnings(cr.spec, 'spec'),
      ...targetWarnings(targets),
    ],
  };
}

function findTwoStatics({ static: current, staticConfig: former }: Targets): Issue | null {
  if (current === undefined || former === undefined) return null;
  const message =
    'both spec.targets.staticConfig and spec.targets.static are set, which is not allowed. Use spec.targets.static';
  return { path: 'spec.targets.staticConfig', reason: 'ProbeTargetsInvalid', message };
}

function kubernetesIssues({ kubernetes = [] }: Targets): readonly Issue[] {
  return kubernetes.flatMap(({ role, selector }, index): readonly Issue[] => {
    const path = `spec.targets.kubernetes[${index}]`;
    if (!role) return [{ path: `${path}.role`, reason: 'ProbeTargetsInvalid', message: `${path}.role is required` }];
    return selectorIssue(selector, `${path}.selector`) ?? [];
  });
}

function ingressIssue({ ingress }: Targets): readonly Issue[] | null {
  return selectorIssue(ingress?.selector, 'spec.targets.ingress.selector');
}

function selectorIssue(selector: Parameters<typeof whySelectorWrong>[0], path: string): readonly Issue[] | null {
  const wrong = whySelectorWrong(selector);
  return wrong === null ? null : [{ path, reason: 'InvalidLabelSelector', message: `invalid ${path}: ${wrong}` }];
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
