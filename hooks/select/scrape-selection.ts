import type { VMAgentSpec } from '../api/vmagent.ts';
import type { SelectorShape } from '../lib/label-selector.ts';
import { isReadableSelector, type WrittenSelector, whySelectorWrong } from '../lib/label-selector-syntax.ts';
import type { Clause, Selection } from './selection.ts';

/** What the selection of scrape objects depends on in the spec of a VMAgent or VMSingle. */
export type ScrapeSelectionSpec = Pick<
  VMAgentSpec,
  (typeof fieldsByKind)[SelectableKind][keyof Selection['fields']] | 'selectAllByDefault' | 'daemonSetMode'
>;

/** The fields by which each scrape kind is selected. */
const fieldsByKind = {
  VMServiceScrape: { selector: 'serviceScrapeSelector', namespaceSelector: 'serviceScrapeNamespaceSelector' },
  VMPodScrape: { selector: 'podScrapeSelector', namespaceSelector: 'podScrapeNamespaceSelector' },
  VMProbe: { selector: 'probeSelector', namespaceSelector: 'probeNamespaceSelector' },
  VMNodeScrape: { selector: 'nodeScrapeSelector', namespaceSelector: 'nodeScrapeNamespaceSelector' },
  VMStaticScrape: { selector: 'staticScrapeSelector', namespaceSelector: 'staticScrapeNamespaceSelector' },
  VMScrapeConfig: { selector: 'scrapeConfigSelector', namespaceSelector: 'scrapeConfigNamespaceSelector' },
} as const;

type SelectableKind = keyof typeof fieldsByKind;

/** Names of the two spec fields by which objects of a scrape kind are selected. */
export function selectorFields<Kind extends SelectableKind>(kind: Kind): (typeof fieldsByKind)[Kind] {
  return fieldsByKind[kind];
}

/**
 * How a VMAgent or VMSingle in `namespace` selects objects of one scrape kind. A DaemonSet takes VMPodScrapes only; where a selector
 * cannot be read, nothing of its kind is taken, and every other kind as before. Source: reference A3
 */
export function scrapeSelection(spec: ScrapeSelectionSpec, kind: SelectableKind, namespace: string): Selection {
  const fields = fieldsByKind[kind];
  const barred =
    whyModeBars(spec, kind) ??
    whyUnreadable(fields.selector, spec[fields.selector]) ??
    whyUnreadable(fields.namespaceSelector, spec[fields.namespaceSelector]);
  return {
    selector: readable(spec[fields.selector]),
    namespaceSelector: readable(spec[fields.namespaceSelector]),
    selectAll: spec.selectAllByDefault === true,
    namespace,
    fields,
    ...(barred === null ? {} : { barred }),
  };
}

function whyModeBars({ daemonSetMode }: ScrapeSelectionSpec, kind: SelectableKind): Clause | null {
  if (daemonSetMode !== true || kind === 'VMPodScrape') return null;
  return {
    reason: 'DaemonSetTakesPods',
    sentence: `daemonSetMode is true, so only VMPodScrape is selected, not ${kind}`,
  };
}

function whyUnreadable(field: string, selector: WrittenSelector | undefined): Clause | null {
  const wrong = whySelectorWrong(selector);
  return wrong === null ? null : { reason: 'InvalidLabelSelector', sentence: `${field} cannot be read: ${wrong}` };
}

function readable(selector: WrittenSelector | undefined): SelectorShape | undefined {
  return selector !== undefined && isReadableSelector(selector) ? selector : undefined;
}
