import type { SelectorShape } from '../lib/label-selector.ts';

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
}
