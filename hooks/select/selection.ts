import type { Reason } from '../api/reasons.ts';
import type { SelectorShape } from '../lib/label-selector.ts';

/** Why an object is not selected: the first thing that fails, with what was found and what is wanted. */
export interface Clause {
  readonly reason: Reason;
  /** For people: `label team is Infra, serviceScrapeSelector wants infra`. */
  readonly sentence: string;
}

/** What a workload says about one kind of objects that it selects. `undefined` (not set) and `{}` (everything) differ. Source: reference A3 */
export interface Selection {
  readonly selector: SelectorShape | undefined;
  readonly namespaceSelector: SelectorShape | undefined;
  /** spec.selectAllByDefault: counts only where both selectors are not set. */
  readonly selectAll: boolean;
  /** Namespace of the workload. */
  readonly namespace: string;
  /** Field names for messages: `serviceScrapeSelector`, `serviceScrapeNamespaceSelector`. */
  readonly fields: { readonly selector: string; readonly namespaceSelector: string };
  /** Why the workload takes no object of the kind, whatever the selectors say; left out where they decide. */
  readonly barred?: Clause;
}

/** Where a selection looks for objects. `matching`: in the namespaces whose labels satisfy the namespace selector. */
export type Reach = 'nowhere' | 'everywhere' | 'own' | 'matching';

/** The namespaces that a selection can take objects from: the table of reference A3 for an operator that watches all namespaces. */
export function reachOf({ selector, namespaceSelector, selectAll, barred }: Selection): Reach {
  if (barred !== undefined) return 'nowhere';
  if (namespaceSelector !== undefined) return hasTerms(namespaceSelector) ? 'matching' : 'everywhere';
  if (selector !== undefined) return 'own';
  return selectAll ? 'everywhere' : 'nowhere';
}

function hasTerms({ matchLabels = {}, matchExpressions = [] }: SelectorShape): boolean {
  return Object.keys(matchLabels).length > 0 || matchExpressions.length > 0;
}
