import type { SelectionCardSpec } from '../../api/selection-card.ts';
import type { Settings } from '../../api/settings.ts';
import { type ScrapeKind, type ScraperSpec, scrapeKinds } from '../../config/scrape/scraper.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import type { KubeObject, StringMap } from '../../lib/kube-object.ts';
import { matchesSelector } from '../../lib/label-selector.ts';
import { isReadableSelector } from '../../lib/label-selector-syntax.ts';
import { truncateBytes } from '../../lib/truncate.ts';
import { sign } from '../../metacontroller/signature.ts';
import { type ScrapeSelectionSpec, scrapeSelection, selectorFields } from '../../select/scrape-selection.ts';
import { reachOf } from '../../select/selection.ts';
import { cardName, cardPayload } from './card-payload.ts';
import { cardApiVersion, cardLabels } from './selection-card.ts';

/** A selected object whose references are missing. */
interface MissingReference {
  readonly kind: ScrapeKind;
  readonly namespace: string;
  readonly name: string;
  /** What is missing, with the path in the object. */
  readonly message: string;
}

/** What a card is made of. */
export interface CardInput {
  /** The VMAgent or VMSingle. */
  readonly owner: {
    readonly kind: 'VMAgent' | 'VMSingle';
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
  };
  readonly spec: ScrapeSelectionSpec & Pick<ScraperSpec, 'scrapeClasses' | 'arbitraryFSAccessThroughSMs'>;
  /** Labels of the related Namespaces, by name. */
  readonly namespaces: ReadonlyMap<string, StringMap>;
  readonly missing: readonly MissingReference[];
}

/** Longest message about one missing reference. */
const maxMessageBytes = 256;

/** Room for a card, well below what etcd stores (1.5 MiB); missing references have what the rest leaves of it. */
const cardBudgetBytes = 1_000_000;

/** Missing references have no more room than this, since every scrape object reads every card. */
const missingBudgetBytes = 600_000;

/**
 * The card of a scraper: a child that changes only when its selectors, what its namespace selectors match, its scrape classes, its rule
 * for files or the missing references of its objects do. The order of the input does not matter.
 */
export function buildCard(input: CardInput, { hmacKeys }: Pick<Settings, 'hmacKeys'>): KubeObject {
  const { owner, spec, namespaces } = input;
  const { scrapeClasses = [], arbitraryFSAccessThroughSMs } = spec;
  const matched = matchNamespaces(spec, owner.namespace, namespaces);
  const rules: Omit<SelectionCardSpec, 'signature'> = {
    scraper: { kind: owner.kind, name: owner.name, uid: owner.uid },
    selectors: pickSelectors(spec),
    ...(matched.length === 0 ? {} : { namespaces: matched }),
    // Their names are all that an object is judged by: an edit of what a class says wakes no object.
    ...(scrapeClasses.length === 0 ? {} : { scrapeClasses: scrapeClasses.map(({ name }) => ({ name })) }),
    ...(arbitraryFSAccessThroughSMs?.deny === true ? { denyFileAccess: true } : {}),
  };
  const room = Math.min(missingBudgetBytes, cardBudgetBytes - Buffer.byteLength(JSON.stringify(rules)));
  const missing = listMissing(input.missing, room);
  const content: Omit<SelectionCardSpec, 'signature'> = {
    ...rules,
    ...(missing.length === 0 ? {} : { missing }),
    ...(missing.length < input.missing.length ? { missingIsPartial: true } : {}),
  };
  const metadata = { name: cardName(owner), namespace: owner.namespace };
  const signature = sign(cardPayload(metadata, content), hmacKeys);
  return {
    apiVersion: cardApiVersion,
    kind: 'SelectionCard',
    metadata: { ...metadata, labels: cardLabels },
    spec: { ...content, signature },
  };
}

function pickSelectors(spec: ScrapeSelectionSpec): SelectionCardSpec['selectors'] {
  const fields = scrapeKinds
    .map(selectorFields)
    .flatMap(({ selector, namespaceSelector }) => [selector, namespaceSelector]);
  const names = new Set<string>(['selectAllByDefault', 'daemonSetMode', ...fields]);
  return Object.fromEntries(Object.entries(spec).filter(([name]) => names.has(name)));
}

/** Each namespace selector that has terms, once, with the names of the namespaces which it matches. */
function matchNamespaces(
  spec: ScrapeSelectionSpec,
  own: string,
  namespaces: ReadonlyMap<string, StringMap>,
): NonNullable<SelectionCardSpec['namespaces']> {
  const selectors = scrapeKinds.flatMap((kind) => {
    const selector = spec[selectorFields(kind).namespaceSelector];
    const isRead = reachOf(scrapeSelection(spec, kind, own)) === 'matching';
    return isRead && selector !== undefined && isReadableSelector(selector) ? [selector] : [];
  });
  const unique = new Map(selectors.map((selector) => [canonicalJson(selector), selector]));
  return [...unique]
    .toSorted(([a], [b]) => compareBytewise(a, b))
    .map(([, selector]) => ({
      selector,
      names: [...namespaces]
        .flatMap(([name, labels]) => (matchesSelector(selector, labels) ? [name] : []))
        .sort(compareBytewise),
    }));
}

function listMissing(missing: readonly MissingReference[], maxBytes: number): MissingReference[] {
  const sorted = missing
    .map((entry) => ({ key: `${entry.kind}/${entry.namespace}/${entry.name}`, entry }))
    .sort((a, b) => compareBytewise(a.key, b.key));
  let room = maxBytes;
  const kept: MissingReference[] = [];
  for (const { entry } of sorted) {
    const { kind, namespace, name, message } = entry;
    const short = { kind, namespace, name, message: truncateBytes(message, maxMessageBytes) };
    room -= Buffer.byteLength(JSON.stringify(short));
    if (room < 0) break;
    kept.push(short);
  }
  return kept;
}
