import type { SelectionCardSpec } from '../../api/selection-card.ts';

/** What the signature of a card covers: all that it says, the scraper with its uid, and the name under which it says it. */
export function cardPayload(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  spec: Omit<SelectionCardSpec, 'signature'>,
): object {
  return { purpose: 'SelectionCard', namespace, name, spec };
}

/** Name of the card of a scraper. Two scrapers never share it, not even with legacy names. */
export function cardName({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${name}-${kind.toLowerCase()}-card`;
}
