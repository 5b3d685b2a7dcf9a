import { describe, expect, it } from 'vitest';
import { scrapeKinds } from '../../../hooks/config/scrape/scraper.ts';
import { type ScrapeSelectionSpec, scrapeSelection } from '../../../hooks/select/scrape-selection.ts';
import { reachOf } from '../../../hooks/select/selection.ts';

const reaches = (spec: ScrapeSelectionSpec) =>
  Object.fromEntries(
    scrapeKinds
      .map((kind) => [kind, reachOf(scrapeSelection(spec, kind, 'monitoring'))] as const)
      .filter(([, reach]) => reach !== 'nowhere'),
  );

describe('selection of scrape objects', () => {
  it.each([
    { name: 'nothing set', spec: {}, selected: {} },
    {
      name: 'selectAllByDefault fills the gaps',
      spec: { selectAllByDefault: true, probeSelector: {} },
      selected: {
        VMServiceScrape: 'everywhere',
        VMPodScrape: 'everywhere',
        VMProbe: 'own',
        VMNodeScrape: 'everywhere',
        VMStaticScrape: 'everywhere',
        VMScrapeConfig: 'everywhere',
      },
    },
    {
      name: 'one field per kind',
      spec: {
        serviceScrapeSelector: {},
        podScrapeNamespaceSelector: {},
        probeNamespaceSelector: { matchLabels: { a: 'b' } },
        nodeScrapeSelector: {},
        staticScrapeNamespaceSelector: {},
        scrapeConfigSelector: { matchLabels: { a: 'b' } },
      },
      selected: {
        VMServiceScrape: 'own',
        VMPodScrape: 'everywhere',
        VMProbe: 'matching',
        VMNodeScrape: 'own',
        VMStaticScrape: 'everywhere',
        VMScrapeConfig: 'own',
      },
    },
    {
      name: 'a DaemonSet takes pods',
      spec: { daemonSetMode: true, selectAllByDefault: true },
      selected: { VMPodScrape: 'everywhere' },
    },
    {
      name: 'one selector cannot be read',
      spec: {
        serviceScrapeNamespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Near' }] },
        podScrapeSelector: {},
      },
      selected: { VMPodScrape: 'own' },
    },
  ])('$name', ({ spec, selected }) => {
    expect(reaches(spec)).toEqual(selected);
  });

  it.each([
    {
      name: 'mode',
      spec: { daemonSetMode: true },
      sentence: 'daemonSetMode is true, so only VMPodScrape is selected, not VMProbe',
    },
    {
      name: 'selector',
      spec: { probeSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } },
      sentence:
        "probeSelector cannot be read: values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty",
    },
  ])('says why a kind is barred: $name', ({ spec, sentence }) => {
    expect(scrapeSelection(spec, 'VMProbe', 'monitoring').barred?.sentence).toBe(sentence);
  });
});
