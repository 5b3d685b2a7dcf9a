import { describe, expect, it } from 'vitest';
import { relateScraping, scrapingRelatedKinds } from '../../../../hooks/kinds/scraping/relate.ts';
import { renderRelateRules } from '../../../../hooks/metacontroller/customize.ts';

const scrape = (resource: string) => ({ apiVersion: 'operator.victoriametrics.com/v1beta1', resource });
const namespaces = { apiVersion: 'v1', resource: 'namespaces' };
const team = { matchLabels: { team: 'infra' } };
const all = ['vmservicescrapes', 'vmpodscrapes', 'vmprobes', 'vmnodescrapes', 'vmstaticscrapes', 'vmscrapeconfigs'];

describe('what a scraper relates', () => {
  it.each([
    { name: 'nothing selected', spec: {}, rules: [] },
    {
      name: 'everything',
      spec: { selectAllByDefault: true },
      rules: all.map((resource) => ({ ...scrape(resource), labelSelector: {} })),
    },
    {
      name: 'a DaemonSet',
      spec: { selectAllByDefault: true, daemonSetMode: true },
      rules: [{ ...scrape('vmpodscrapes'), labelSelector: {} }],
    },
    {
      name: 'own namespace',
      spec: { probeSelector: team },
      rules: [{ ...scrape('vmprobes'), namespace: 'monitoring', labelSelector: team }],
    },
    {
      name: 'all namespaces by labels',
      spec: { probeSelector: team, probeNamespaceSelector: {} },
      rules: [{ ...scrape('vmprobes'), labelSelector: team }],
    },
    {
      name: 'namespaces by label, each selector of Namespaces once',
      spec: {
        serviceScrapeNamespaceSelector: team,
        podScrapeNamespaceSelector: team,
        podScrapeSelector: team,
        probeNamespaceSelector: { matchLabels: { team: 'web' } },
      },
      rules: [
        { ...scrape('vmservicescrapes'), labelSelector: {}, namespaceSelector: team },
        { ...namespaces, labelSelector: team },
        { ...scrape('vmpodscrapes'), labelSelector: team, namespaceSelector: team },
        { ...scrape('vmprobes'), labelSelector: {}, namespaceSelector: { matchLabels: { team: 'web' } } },
        { ...namespaces, labelSelector: { matchLabels: { team: 'web' } } },
      ],
    },
    {
      name: 'a selector that cannot be read would fail the parent',
      spec: { probeSelector: { matchExpressions: [{ key: 'a', operator: 'Near' }] }, nodeScrapeSelector: {} },
      rules: [{ ...scrape('vmnodescrapes'), namespace: 'monitoring', labelSelector: {} }],
    },
  ])('$name', ({ spec, rules }) => {
    expect(relateScraping(spec, 'monitoring')).toEqual(rules);
    expect(renderRelateRules(relateScraping(spec, 'monitoring')).relatedResources).toEqual(rules);
  });

  it('declares all that it may name', () => {
    expect(scrapingRelatedKinds.map(({ resource }) => resource)).toEqual([...all, 'namespaces']);
  });
});
