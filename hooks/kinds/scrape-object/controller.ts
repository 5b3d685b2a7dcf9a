import type { CustomResource } from '../../api/api-kind.ts';
import { issueText } from '../../api/issue.ts';
import type { SelectionCard } from '../../api/selection-card.ts';
import { judgeScrapeObject } from '../../config/scrape/judge.ts';
import type { ScrapeKind, ScrapeObjects } from '../../config/scrape/scraper.ts';
import { noMemo } from '../../lib/memo.ts';
import type { Controller } from '../kind.ts';
import { readCards, whyCardLeavesOut } from '../selection-card/read-card.ts';
import { cardRelatedKind, relateCards } from '../selection-card/selection-card.ts';
import { scrapeObjectStatus, type Verdict } from './status.ts';

/**
 * The controller of a scrape kind. Such objects have no children: what they ask for is done by the scrapers that select them. It says in
 * the status which scrapers take the object, which do not and why, from the cards of all scrapers.
 */
export function scrapeController<Kind extends ScrapeKind>(
  kind: Kind,
): Controller<ScrapeObjects[Kind] & CustomResource> {
  return {
    childKinds: [],
    relatedKinds: [cardRelatedKind],
    resyncPeriodSeconds: 600,
    relate: () => [relateCards],
    sync: ({ parent, related, settings, now, memo = noMemo }) => {
      const cards = readCards(related, settings.hmacKeys, memo);
      return {
        children: [],
        status: scrapeObjectStatus(
          parent,
          cards.map((card) => judgeBy(card, kind, parent)),
          now,
        ),
      };
    },
  };
}

/** What the scraper of a card makes of an object. */
function judgeBy<Kind extends ScrapeKind>(
  card: SelectionCard,
  kind: Kind,
  object: ScrapeObjects[Kind] & CustomResource,
): Verdict {
  const { metadata, spec } = card;
  const scraper = { kind: spec.scraper.kind, namespace: metadata.namespace, name: spec.scraper.name };
  const clause = whyCardLeavesOut(card, kind, object);
  if (clause !== null) return { scraper, state: 'left-out', clause };
  const rules = { scrapeClasses: spec.scrapeClasses, denyFileAccess: spec.denyFileAccess === true };
  const issue = judgeScrapeObject(kind, object, rules);
  if (issue !== null) return { scraper, state: 'broken', message: issueText(issue) };
  const { name, namespace } = object.metadata;
  const missing = spec.missing?.find(
    (entry) => entry.kind === kind && entry.namespace === namespace && entry.name === name,
  );
  if (missing !== undefined) return { scraper, state: 'broken', message: missing.message };
  if (spec.missingIsPartial !== true) return { scraper, state: 'applied' };
  const { kind: scraperKind } = scraper;
  const message = `references of very many objects are missing; ${scraperKind} ${scraper.namespace}/${scraper.name} cannot list them all`;
  return { scraper, state: 'unsure', message };
}
