import { type ScrapeKind, scrapeKinds } from '../../config/scrape/scraper.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import type { RelatedKind, RelateRule } from '../../metacontroller/contract.ts';
import { type ScrapeSelectionSpec, scrapeSelection } from '../../select/scrape-selection.ts';
import { reachOf } from '../../select/selection.ts';
import { scrapeApis } from './scrape-apis.ts';

/** Kinds that a scraper reads in order to select: the scrape kinds, and Namespaces for their labels. */
export const scrapingRelatedKinds: readonly RelatedKind[] = [
  ...scrapeKinds.map((kind) => ({ ...targetOf(kind), kind })),
  { apiVersion: 'v1', kind: 'Namespace', resource: 'namespaces' },
];

/**
 * Customize rules for all that a VMAgent or VMSingle in `namespace` selects: one for each scrape kind of which it takes anything, by the
 * very selectors that select. Where a namespace selector decides, the Namespaces which it matches are related as well, since a label
 * that changes on a Namespace would not wake the scraper otherwise (DESIGN 2.12).
 */
export function relateScraping(spec: ScrapeSelectionSpec, namespace: string): readonly RelateRule[] {
  const rules = scrapeKinds.flatMap((kind) => relateKind(spec, kind, namespace));
  return [...new Map(rules.map((rule) => [canonicalJson(rule), rule])).values()];
}

function relateKind(spec: ScrapeSelectionSpec, kind: ScrapeKind, namespace: string): readonly RelateRule[] {
  const selection = scrapeSelection(spec, kind, namespace);
  const { selector: labelSelector = {}, namespaceSelector = {} } = selection;
  const target = targetOf(kind);
  const reach = reachOf(selection);
  switch (reach) {
    case 'nowhere':
      return [];
    case 'everywhere':
      return [{ ...target, labelSelector }];
    case 'own':
      return [{ ...target, namespace, labelSelector }];
    case 'matching':
      return [
        { ...target, labelSelector, namespaceSelector },
        { apiVersion: 'v1', resource: 'namespaces', labelSelector: namespaceSelector },
      ];
    default:
      return reach satisfies never;
  }
}

function targetOf(kind: ScrapeKind): { readonly apiVersion: string; readonly resource: string } {
  const { group, version, plural } = scrapeApis[kind];
  return { apiVersion: `${group}/${version}`, resource: plural };
}
