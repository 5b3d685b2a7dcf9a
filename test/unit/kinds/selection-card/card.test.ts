import { describe, expect, it } from 'vitest';
import { parseObject } from '../../../../hooks/api/parse.ts';
import { selectionCardApi } from '../../../../hooks/api/selection-card.ts';
import { toCrdSchema } from '../../../../hooks/generate/crd-schema.ts';
import { buildCard } from '../../../../hooks/kinds/selection-card/build-card.ts';
import { readCards, whyCardLeavesOut } from '../../../../hooks/kinds/selection-card/read-card.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { createMemo, noMemo } from '../../../../hooks/lib/memo.ts';
import { aCard, aCardInput, cardKey } from '../../../fixtures/selection-card.ts';

const team = { matchLabels: { team: 'infra' } };
const exists = { key: 'team', operator: 'Exists' };
const group = 'SelectionCard.vmop.victoriametrics.com/v1';
const relate = (...cards: readonly KubeObject[]) => ({
  [group]: Object.fromEntries(cards.map((card) => [`${card.metadata.namespace}/${card.metadata.name}`, card])),
});
const anObject = (namespace: string) => ({ metadata: { name: 'web', namespace } });

describe('card', () => {
  it('says what scrape objects need to know, and nothing else of the scraper', () => {
    const spec = {
      remoteWrite: [{ url: 'http://x' }],
      selectAllByDefault: true,
      probeSelector: {},
      probeNamespaceSelector: team,
      nodeScrapeNamespaceSelector: team,
      scrapeClasses: [{ name: 'tls', relabelConfigs: [{ action: 'labeldrop', regex: 'x' }] }],
      arbitraryFSAccessThroughSMs: { deny: true },
    };
    const missing = [
      { kind: 'VMProbe' as const, namespace: 'shop', name: 'b', message: 'no Secret shop/b' },
      { kind: 'VMProbe' as const, namespace: 'shop', name: 'a', message: 'x'.repeat(2000) },
    ];
    const card = aCard({ spec, missing, namespaces: { shop: { team: 'infra' }, a: { team: 'infra' }, b: {} } });
    expect(card.metadata).toMatchObject({
      name: 'main-vmagent-card',
      namespace: 'monitoring',
      labels: { 'vmop.victoriametrics.com/internal': 'true', 'vmop.victoriametrics.com/card': 'scraper' },
    });
    expect(card.spec).toEqual({
      scraper: { kind: 'VMAgent', name: 'main', uid: 'uid-main' },
      selectors: {
        selectAllByDefault: true,
        probeSelector: {},
        probeNamespaceSelector: team,
        nodeScrapeNamespaceSelector: team,
      },
      namespaces: [{ selector: team, names: ['a', 'shop'] }],
      scrapeClasses: [{ name: 'tls' }],
      denyFileAccess: true,
      missing: [
        { kind: 'VMProbe', namespace: 'shop', name: 'a', message: `${'x'.repeat(253)}…` },
        { kind: 'VMProbe', namespace: 'shop', name: 'b', message: 'no Secret shop/b' },
      ],
      signature: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(parseObject(selectionCardApi, card).ok).toBe(true);
  });

  it('does not depend on the order of the input', () => {
    const input = aCardInput({
      spec: { probeNamespaceSelector: team },
      namespaces: { a: { team: 'infra' }, b: { team: 'infra' } },
      missing: ['a', 'b'].map((name) => ({ kind: 'VMProbe' as const, namespace: 'shop', name, message: 'x' })),
    });
    const shuffled = {
      ...input,
      namespaces: new Map([...input.namespaces].toReversed()),
      missing: input.missing.toReversed(),
    };
    const settings = { hmacKeys: [cardKey] };
    expect(buildCard(shuffled, settings)).toEqual(buildCard(input, settings));
  });

  it('stays below what etcd stores and says so', () => {
    const missing = Array.from({ length: 5000 }, (_, index) => ({
      kind: 'VMServiceScrape' as const,
      namespace: 'shop',
      name: `scrape-${index}`,
      message: 'm'.repeat(300),
    }));
    const card = aCard({ missing });
    expect(JSON.stringify(card).length).toBeLessThan(1_000_000);
    expect(card.spec).toMatchObject({ missingIsPartial: true });
  });

  it('stays below it with very many namespaces, too', () => {
    const spec = { probeNamespaceSelector: team, nodeScrapeNamespaceSelector: { matchExpressions: [exists] } };
    const names = Array.from({ length: 8000 }, (_, index) => `a-namespace-with-a-rather-long-name-${index}`);
    const missing = Array.from({ length: 3000 }, (_, index) => ({
      kind: 'VMServiceScrape' as const,
      namespace: 'shop',
      name: `scrape-${index}`,
      message: 'm'.repeat(300),
    }));
    const namespaces = Object.fromEntries(names.map((name) => [name, { team: 'infra' }]));
    const card = aCard({ spec, missing, namespaces });
    expect(JSON.stringify(card).length).toBeLessThan(1_010_000);
    expect(card.spec).toMatchObject({ missingIsPartial: true });
  });

  it('has a name of its own for each scraper', () => {
    expect(aCard({ owner: { kind: 'VMSingle' } }).metadata.name).toBe('main-vmsingle-card');
  });

  it('is stored as it was signed: what comes from the scraper is opaque in the CRD', () => {
    const crd = JSON.stringify(toCrdSchema(selectionCardApi.schema));
    expect(crd).not.toContain('matchExpressions');
    expect(crd).not.toContain('relabel');
  });
});

describe('reading cards', () => {
  const card = aCard({ spec: { selectAllByDefault: true } });
  const { spec, metadata } = card;
  const patchSpec = (patch: object): KubeObject => ({ ...card, spec: { ...Object(spec), ...patch } });

  it('takes those of vmop, ordered by name', () => {
    const other = aCard({ owner: { name: 'alpha' } });
    expect(readCards(relate(card, other), [cardKey], noMemo)).toEqual([other, card]);
  });

  it.each([
    { name: 'the former key', keys: ['new', cardKey], count: 1 },
    { name: 'a foreign key', keys: ['new'], count: 0 },
  ])('$name: $count', ({ keys, count }) => {
    expect(readCards(relate(card), keys, noMemo)).toHaveLength(count);
  });

  it.each([
    { name: 'edited', card: patchSpec({ selectors: {} }) },
    { name: 'with a field more', card: patchSpec({ note: 'x' }) },
    { name: 'under another name', card: { ...card, metadata: { ...metadata, name: 'copy' } } },
    { name: 'in another namespace', card: { ...card, metadata: { ...metadata, namespace: 'shop' } } },
    { name: 'without a signature', card: patchSpec({ signature: '' }) },
    { name: 'without an owner', card: { ...card, metadata: { ...metadata, ownerReferences: [] } } },
    {
      name: 'owned by another scraper',
      card: {
        ...card,
        metadata: {
          ...metadata,
          ownerReferences: (metadata.ownerReferences ?? []).map((owner) => ({ ...owner, uid: 'other' })),
        },
      },
    },
    {
      name: 'owned, but not controlled',
      card: {
        ...card,
        metadata: {
          ...metadata,
          ownerReferences: (metadata.ownerReferences ?? []).map((owner) => ({ ...owner, controller: false })),
        },
      },
    },
    { name: 'unreadable', card: patchSpec({ selectors: 'all' }) },
  ])('ignores one that is $name', ({ card: wrong }) => {
    expect(readCards(relate(wrong), [cardKey], noMemo)).toEqual([]);
  });

  it('remembers a version of a card as long as the keys are the same', () => {
    const stored = { ...card, metadata: { ...metadata, resourceVersion: '7' } };
    const edited = { ...patchSpec({ selectors: {} }), metadata: { ...metadata, resourceVersion: '8' } };
    const keys = [cardKey];
    const memo = createMemo(10);
    const count = (object: KubeObject, hmacKeys = keys) => readCards(relate(object), hmacKeys, memo).length;
    expect([count(stored), count(stored), count(edited), count(stored), count(stored, ['new'])]).toEqual([
      1, 1, 0, 1, 0,
    ]);
  });

  it('throws where the request lacks the cards: nothing known is not the same as no scraper', () => {
    expect(() => readCards({}, [cardKey], noMemo)).toThrow(group);
  });
});

describe('why a card leaves an object out', () => {
  const card = (spec: Parameters<typeof aCard>[0]) => {
    const [read] = readCards(relate(aCard(spec)), [cardKey], noMemo);
    if (read === undefined) throw new Error('the card does not count');
    return read;
  };
  it.each([
    { name: 'own namespace', spec: { probeSelector: {} }, namespace: 'monitoring', sentence: null },
    {
      name: 'another namespace',
      spec: { probeSelector: {} },
      namespace: 'shop',
      sentence: 'namespace is shop, probeSelector without probeNamespaceSelector wants monitoring',
    },
    { name: 'a namespace that matches', spec: { probeNamespaceSelector: team }, namespace: 'shop', sentence: null },
    {
      name: 'a namespace that does not',
      spec: { probeNamespaceSelector: team },
      namespace: 'web',
      sentence: 'namespace web is not among those that probeNamespaceSelector (team=infra) matches',
    },
    {
      name: 'labels in a namespace that matches',
      spec: { probeNamespaceSelector: team, probeSelector: team },
      namespace: 'shop',
      sentence: 'label team is missing, probeSelector wants infra',
    },
    {
      name: 'mode',
      spec: { daemonSetMode: true, selectAllByDefault: true },
      namespace: 'shop',
      sentence: 'daemonSetMode is true, so only VMPodScrape is selected, not VMProbe',
    },
  ])('$name', ({ spec, namespace, sentence }) => {
    const read = card({ spec, namespaces: { shop: { team: 'infra' }, web: {} } });
    expect(whyCardLeavesOut(read, 'VMProbe', anObject(namespace))?.sentence ?? null).toBe(sentence);
  });
});
