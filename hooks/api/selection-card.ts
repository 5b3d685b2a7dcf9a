import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { internalGroup, internalResource, internalVersion } from './common/internal-resource.ts';
import { flag, text, texts } from './common/scalars.ts';
import { scrapeClass } from './common/scrape-class.ts';
import { scrapeSelectionFields } from './common/scraping.ts';
import { atomicList, opaqueObject, opaqueValue, optional, required } from './field.ts';
import { LabelSelector } from './kubernetes.ts';
import { vmagentSpec } from './vmagent.ts';

const scraper = openObject({
  kind: required(z.enum(['VMAgent', 'VMSingle']), 'Kind of the scraper.'),
  name: required(text, 'Name of the scraper.'),
  uid: required(text, 'Uid of the scraper, which controls this object.'),
});

const selectors = openObject({
  selectAllByDefault: scrapeSelectionFields.selectAllByDefault,
  daemonSetMode: vmagentSpec.shape.daemonSetMode,
  serviceScrapeSelector: scrapeSelectionFields.serviceScrapeSelector,
  serviceScrapeNamespaceSelector: scrapeSelectionFields.serviceScrapeNamespaceSelector,
  podScrapeSelector: scrapeSelectionFields.podScrapeSelector,
  podScrapeNamespaceSelector: scrapeSelectionFields.podScrapeNamespaceSelector,
  probeSelector: scrapeSelectionFields.probeSelector,
  probeNamespaceSelector: scrapeSelectionFields.probeNamespaceSelector,
  nodeScrapeSelector: scrapeSelectionFields.nodeScrapeSelector,
  nodeScrapeNamespaceSelector: scrapeSelectionFields.nodeScrapeNamespaceSelector,
  staticScrapeSelector: scrapeSelectionFields.staticScrapeSelector,
  staticScrapeNamespaceSelector: scrapeSelectionFields.staticScrapeNamespaceSelector,
  scrapeConfigSelector: scrapeSelectionFields.scrapeConfigSelector,
  scrapeConfigNamespaceSelector: scrapeSelectionFields.scrapeConfigNamespaceSelector,
});

const matched = openObject({
  selector: required(LabelSelector, 'A namespace selector of the scraper.', { crdInstead: opaqueObject }),
  names: required(texts, 'Names of the namespaces which it matches, sorted.', atomicList),
});

const missing = openObject({
  kind: required(text, 'Kind of the object that refers to something.'),
  namespace: required(text, 'Namespace of the object.'),
  name: required(text, 'Name of the object.'),
  message: required(text, 'What it refers to that is not there.'),
});

// What is copied from the scraper is opaque: the API server neither prunes nor merges it, so that the signature stays right.
const selectionCardSpec = openObject({
  scraper: required(scraper, 'The VMAgent or VMSingle that this is the card of.'),
  selectors: required(selectors, 'How it selects scrape objects.', { crdInstead: opaqueObject }),
  namespaces: optional(z.array(matched), 'What its namespace selectors match.', atomicList),
  scrapeClasses: optional(z.array(scrapeClass), 'Its scrape classes.', { crdInstead: opaqueValue }),
  denyFileAccess: optional(flag, 'It refuses objects that name files of its container.'),
  missing: optional(z.array(missing), 'Selected objects whose references are missing, sorted.', atomicList),
  missingIsPartial: optional(flag, 'There are more objects whose references are missing than are listed.'),
  signature: required(text, 'HMAC over name and content: a card that vmop did not write does not count.'),
});
export type SelectionCardSpec = z.output<typeof selectionCardSpec>;

const schema = internalResource({ kind: 'SelectionCard', spec: selectionCardSpec });

/** What scrape objects need to know of a VMAgent or VMSingle to tell whether and why it takes them. */
export type SelectionCard = z.output<typeof schema>;

/** The API of SelectionCard. */
export const selectionCardApi: ApiKind<SelectionCard> = {
  kind: 'SelectionCard',
  group: internalGroup,
  version: internalVersion,
  plural: 'selectioncards',
  singular: 'selectioncard',
  listKind: 'SelectionCardList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Kind', type: 'string', jsonPath: '.spec.scraper.kind' },
    { name: 'Scraper', type: 'string', jsonPath: '.spec.scraper.name' },
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
  ],
  description:
    'SelectionCard is written by vmop for itself: what scrape objects need to know of a VMAgent or VMSingle to say whether and why it takes them.',
  schema,
};
