import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesSelector, type SelectorShape } from '../../../hooks/lib/label-selector.ts';
import { reachOf, type Selection } from '../../../hooks/select/selection.ts';
import { sortObjects } from '../../../hooks/select/sort-objects.ts';
import { whyNotSelected } from '../../../hooks/select/why-not-selected.ts';

const aSelection = (patch: Partial<Selection> = {}): Selection => ({
  selector: undefined,
  namespaceSelector: undefined,
  selectAll: false,
  namespace: 'monitoring',
  fields: { selector: 'probeSelector', namespaceSelector: 'probeNamespaceSelector' },
  ...patch,
});
const anObject = (labels: Readonly<Record<string, string>> = {}, namespace = 'monitoring') => ({
  metadata: { name: 'web', namespace, labels },
});
const infra = { matchLabels: { team: 'infra' } };

describe('reach of the two selectors', () => {
  it.each([
    { name: 'nothing set', selection: {}, reach: 'nowhere' },
    { name: 'selectAllByDefault', selection: { selectAll: true }, reach: 'everywhere' },
    { name: 'empty selector', selection: { selector: {} }, reach: 'own' },
    { name: 'selector', selection: { selector: infra, selectAll: true }, reach: 'own' },
    { name: 'empty namespace selector', selection: { namespaceSelector: {} }, reach: 'everywhere' },
    {
      name: 'empty maps and lists',
      selection: { namespaceSelector: { matchLabels: {}, matchExpressions: [] } },
      reach: 'everywhere',
    },
    { name: 'both, namespaces empty', selection: { selector: infra, namespaceSelector: {} }, reach: 'everywhere' },
    { name: 'namespace selector', selection: { namespaceSelector: infra, selectAll: true }, reach: 'matching' },
    { name: 'both', selection: { selector: infra, namespaceSelector: infra }, reach: 'matching' },
    {
      name: 'barred',
      selection: { selectAll: true, barred: { reason: 'DaemonSetTakesPods', sentence: 'x' } as const },
      reach: 'nowhere',
    },
  ] as const)('$name: $reach', ({ selection, reach }) => {
    expect(reachOf(aSelection(selection))).toBe(reach);
  });
});

describe('why an object is not selected', () => {
  const expression = (operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist', ...values: string[]): SelectorShape => ({
    matchExpressions: [{ key: 'tier', operator, ...(values.length === 0 ? {} : { values }) }],
  });
  it.each([
    {
      name: 'no selector',
      selection: {},
      sentence: 'both probeSelector and probeNamespaceSelector are not set and selectAllByDefault is not true',
    },
    {
      name: 'another value',
      selection: { selector: infra },
      labels: { team: 'Infra' },
      sentence: 'label team is Infra, probeSelector wants infra',
    },
    {
      name: 'first key that differs',
      selection: { selector: { matchLabels: { z: '1', a: '' } } },
      labels: { z: '2' },
      sentence: 'label a is missing, probeSelector wants ""',
    },
    {
      name: 'keys that every object has in JavaScript',
      selection: { selector: { matchExpressions: [{ key: 'constructor', operator: 'Exists' as const }] } },
      sentence: 'label constructor is missing, probeSelector wants it to be set',
    },
    {
      name: 'In',
      selection: { selector: expression('In', 'web', 'api') },
      labels: { tier: 'db' },
      sentence: 'label tier is db, probeSelector wants one of api, web',
    },
    {
      name: 'In, missing',
      selection: { selector: expression('In', 'web') },
      sentence: 'label tier is missing, probeSelector wants web',
    },
    {
      name: 'NotIn',
      selection: { selector: expression('NotIn', 'web', 'api') },
      labels: { tier: 'web' },
      sentence: 'label tier is web, probeSelector wants anything but api, web',
    },
    {
      name: 'DoesNotExist',
      selection: { selector: expression('DoesNotExist') },
      labels: { tier: 'db' },
      sentence: 'label tier is db, probeSelector wants it not to be set',
    },
    {
      name: 'another namespace',
      selection: { selector: {} },
      namespace: 'shop',
      sentence: 'namespace is shop, probeSelector without probeNamespaceSelector wants monitoring',
    },
    {
      name: 'labels of the namespace',
      selection: { namespaceSelector: infra },
      namespace: 'shop',
      namespaceLabels: { team: 'web' },
      sentence: 'label team of namespace shop is web, probeNamespaceSelector wants infra',
    },
    {
      name: 'namespace that does not match',
      selection: { namespaceSelector: { ...infra, ...expression('NotIn', 'b', 'a') } },
      namespace: 'shop',
      sentence: 'namespace shop is not among those that probeNamespaceSelector (team=infra,tier notin (a,b)) matches',
    },
    {
      name: 'the namespace comes before the labels',
      selection: { selector: infra, namespaceSelector: infra },
      namespaceLabels: {},
      sentence: 'label team of namespace monitoring is missing, probeNamespaceSelector wants infra',
    },
  ])('$name', ({ selection, labels, namespace, namespaceLabels, sentence }) => {
    expect(whyNotSelected(aSelection(selection), anObject(labels, namespace), namespaceLabels)?.sentence).toBe(
      sentence,
    );
  });

  it.each([
    { name: 'everything', selection: { selectAll: true }, namespace: 'shop' },
    { name: 'own namespace', selection: { selector: {} } },
    {
      name: 'labels',
      selection: { selector: infra, namespaceSelector: {} },
      namespace: 'shop',
      labels: { team: 'infra' },
    },
    { name: 'NotIn without the label', selection: { selector: expression('NotIn', 'a') } },
    { name: 'namespace labels', selection: { namespaceSelector: infra }, namespaceLabels: { team: 'infra' } },
  ])('selected: $name', ({ selection, namespace, labels, namespaceLabels }) => {
    expect(whyNotSelected(aSelection(selection), anObject(labels, namespace), namespaceLabels)).toBeNull();
  });

  it('leaves out what is being deleted', () => {
    const object = { metadata: { ...anObject().metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    expect(whyNotSelected(aSelection({ selectAll: true }), object, {})).toMatchObject({ reason: 'BeingDeleted' });
  });

  it('agrees with the selectors of Kubernetes', () => {
    const key = fc.constantFrom('a', 'b');
    const value = fc.constantFrom('', 'x', 'y');
    const labels = fc.dictionary(key, value);
    const selector = fc.record({
      matchLabels: labels,
      matchExpressions: fc.array(
        fc.record({
          key,
          operator: fc.constantFrom('In' as const, 'NotIn' as const, 'Exists' as const, 'DoesNotExist' as const),
          values: fc.array(value),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(selector, labels, (shape, found) => {
        const clause = whyNotSelected(aSelection({ selector: shape }), anObject(found), undefined);
        expect(clause === null).toBe(matchesSelector(shape, found));
      }),
    );
  });
});

it('objects are ordered by the bytes of namespace/name', () => {
  const names = ['a/x', 'a-b/x', 'a/w', 'b/\u{1F600}', 'b/\uFFFD'];
  const objects = names.map((key) => ({
    metadata: { namespace: key.split('/')[0] ?? '', name: key.split('/')[1] ?? '' },
  }));
  const sorted = sortObjects(objects).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  expect(sorted).toEqual(['a-b/x', 'a/w', 'a/x', 'b/\uFFFD', 'b/\u{1F600}']);
});
