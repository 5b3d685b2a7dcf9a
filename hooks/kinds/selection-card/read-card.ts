import { parseObject } from '../../api/parse.ts';
import { type SelectionCard, selectionCardApi } from '../../api/selection-card.ts';
import type { ScrapeKind } from '../../config/scrape/scraper.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { Memo } from '../../lib/memo.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { groupOf } from '../../metacontroller/group-of.ts';
import { isSigned } from '../../metacontroller/signature.ts';
import { scrapeSelection } from '../../select/scrape-selection.ts';
import { type Clause, reachOf } from '../../select/selection.ts';
import { whyNotSelected } from '../../select/why-not-selected.ts';
import { cardPayload } from './card-payload.ts';
import { cardApiVersion } from './selection-card.ts';

const cards = groupKey(cardApiVersion, selectionCardApi.kind);

/**
 * The cards among related objects that vmop wrote, ordered by namespace and name. With a memo one version of a card is checked once, not
 * once for each scrape object. Throws when the request lacks the group.
 */
export function readCards(related: ObjectGroups, hmacKeys: readonly string[], memo: Memo): readonly SelectionCard[] {
  return Object.entries(groupOf(related, cards))
    .toSorted(([a], [b]) => compareBytewise(a, b))
    .flatMap(([, object]) => recallCard(object, hmacKeys, memo) ?? []);
}

function recallCard(object: KubeObject, hmacKeys: readonly string[], memo: Memo): SelectionCard | null {
  const { uid, resourceVersion } = object.metadata;
  if (uid === undefined || resourceVersion === undefined) return readCard(object, hmacKeys);
  // A signature counts only as long as its key is listed.
  const read = () => ({ hmacKeys, card: readCard(object, hmacKeys) });
  return memo.recall(`card/${uid}`, resourceVersion, read, (known) => known.hmacKeys === hmacKeys).card;
}

/** A card, or null for one that does not count: unreadable, not signed by vmop for this name, or not controlled by the scraper it speaks of. */
function readCard(object: KubeObject, hmacKeys: readonly string[]): SelectionCard | null {
  const parsed = parseObject(selectionCardApi, object);
  if (!parsed.ok) return null;
  const { metadata, spec } = parsed.value;
  const { signature, ...content } = spec;
  return isControlledBy(object, content.scraper) && isSigned(cardPayload(metadata, content), signature, hmacKeys)
    ? parsed.value
    : null;
}

function isControlledBy({ metadata }: KubeObject, scraper: SelectionCard['spec']['scraper']): boolean {
  const controller = metadata.ownerReferences?.find((owner) => owner.controller === true);
  return controller?.kind === scraper.kind && controller.name === scraper.name && controller.uid === scraper.uid;
}

/** The first clause by which the scraper of a card leaves an object out, or null where it takes it. */
export function whyCardLeavesOut(
  { metadata, spec }: SelectionCard,
  kind: ScrapeKind,
  object: Pick<KubeObject, 'metadata'>,
): Clause | null {
  const selection = scrapeSelection(spec.selectors, kind, metadata.namespace);
  if (reachOf(selection) !== 'matching') return whyNotSelected(selection, object, undefined);
  const wanted = canonicalJson(selection.namespaceSelector);
  const matched = spec.namespaces?.find(({ selector }) => canonicalJson(selector) === wanted);
  const isMatched = matched?.names.includes(object.metadata.namespace ?? '') === true;
  // A namespace that is known to match needs no further look: as if all of them did.
  return whyNotSelected(isMatched ? { ...selection, namespaceSelector: {} } : selection, object, undefined);
}
