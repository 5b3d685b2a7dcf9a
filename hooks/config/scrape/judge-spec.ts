import type { Issue } from '../../api/issue.ts';
import type { VMProbe } from '../../api/vmprobe.ts';
import { type WrittenSelector, whySelectorWrong } from '../../lib/label-selector-syntax.ts';
import type { ScrapeKind, ScrapeObjects } from './scraper.ts';

const rules: { readonly [Kind in ScrapeKind]: (object: ScrapeObjects[Kind]) => readonly Issue[] } = {
  VMServiceScrape: ({ spec }) => selectorIssues(spec.selector, 'spec.selector', ''),
  VMPodScrape: ({ spec }) => selectorIssues(spec.selector, 'spec.selector', ''),
  VMNodeScrape: ({ spec }) => selectorIssues(spec.selector, 'spec.selector', ''),
  VMProbe: ({ spec }) => [...staticIssues(spec), ...kubernetesIssues(spec), ...ingressIssues(spec)],
  VMStaticScrape: () => [],
  VMScrapeConfig: () => [],
};

/**
 * What is wrong with a scrape object in itself, in the order of the official checks. Those also look at the selector of a
 * VMNodeScrape, which the official operator does not: an unreadable one stops it. Source: reference D3, quirk 21
 */
export function scrapeObjectIssues<Kind extends ScrapeKind>(kind: Kind, object: ScrapeObjects[Kind]): readonly Issue[] {
  return rules[kind](object);
}

function staticIssues({ targets }: VMProbe['spec']): readonly Issue[] {
  if (targets?.static === undefined || targets.staticConfig === undefined) return [];
  const message =
    'both spec.targets.staticConfig and spec.targets.static are set, which is not allowed. Use spec.targets.static';
  return [{ path: 'spec.targets.staticConfig', reason: 'ProbeTargetsInvalid', message }];
}

function kubernetesIssues({ targets }: VMProbe['spec']): readonly Issue[] {
  return (targets?.kubernetes ?? []).flatMap(({ role, selector }, index): readonly Issue[] => {
    const path = `spec.targets.kubernetes[${index}]`;
    if (!role) return [{ path: `${path}.role`, reason: 'ProbeTargetsInvalid', message: `${path}.role is required` }];
    return selectorIssues(selector, `${path}.selector`, `invalid ${path}.selector: `);
  });
}

function ingressIssues({ targets }: VMProbe['spec']): readonly Issue[] {
  const path = 'spec.targets.ingress.selector';
  return selectorIssues(targets?.ingress?.selector, path, `invalid ${path}: `);
}

function selectorIssues(selector: WrittenSelector | undefined, path: string, intro: string): readonly Issue[] {
  const wrong = whySelectorWrong(selector);
  return wrong === null ? [] : [{ path, reason: 'InvalidLabelSelector', message: `${intro}${wrong}` }];
}
