import { type SelectionCard, selectionCardApi } from '../../api/selection-card.ts';
import type { ChildKind, RelatedKind, RelateRule } from '../../metacontroller/contract.ts';
import { internalLabels } from '../internal-kind.ts';
import type { Kind } from '../kind.ts';

const { group, version, kind, plural } = selectionCardApi;

/** apiVersion of SelectionCard. */
export const cardApiVersion = `${group}/${version}`;

const scraperCard = { 'vmop.victoriametrics.com/card': 'scraper' } as const;

/** Labels of every card of a scraper. */
export const cardLabels = { ...internalLabels, ...scraperCard };

/** Written for the scrape kinds, which read nothing else. It has no controller of its own. */
export const selectionCard: Kind<SelectionCard> = { api: selectionCardApi };

/** SelectionCard as child of a VMAgent or VMSingle. */
export const cardChildKind: ChildKind = { apiVersion: cardApiVersion, kind, resource: plural, updateMethod: 'InPlace' };

/** SelectionCard as what the scrape kinds read. */
export const cardRelatedKind: RelatedKind = { apiVersion: cardApiVersion, kind, resource: plural };

/** The cards of all scrapers. One rule for every parent: each event of a related kind is held against every rule of every parent. */
export const relateCards: RelateRule = {
  apiVersion: cardApiVersion,
  resource: plural,
  labelSelector: { matchLabels: scraperCard },
};
