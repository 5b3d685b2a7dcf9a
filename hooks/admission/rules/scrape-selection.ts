import type { Issue } from '../../api/issue.ts';
import { type WrittenSelector, whySelectorWrong } from '../../lib/label-selector-syntax.ts';

const kinds = ['serviceScrape', 'podScrape', 'probe', 'nodeScrape', 'staticScrape', 'scrapeConfig'] as const;
type SelectorField = `${(typeof kinds)[number]}${'Selector' | 'NamespaceSelector'}`;

/** Selectors for scrape objects that cannot be read. Warnings: the official operator accepts them, and then selects nothing. */
export function selectionWarnings(
  spec: { readonly [Field in SelectorField]?: WrittenSelector | undefined },
): readonly Issue[] {
  const fields = kinds.flatMap((kind) => [`${kind}Selector`, `${kind}NamespaceSelector`] as const);
  return fields.flatMap((field): readonly Issue[] => {
    const wrong = whySelectorWrong(spec[field]);
    return wrong === null ? [] : [{ path: `spec.${field}`, reason: 'InvalidLabelSelector', message: wrong }];
  });
}
