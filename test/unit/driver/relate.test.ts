import { expect, it } from 'vitest';
import { readRelateRules } from '../../../hooks/driver/answers.ts';
import { resolveRelated } from '../../../hooks/driver/relate.ts';
import { createStore } from '../../../hooks/driver/store.ts';
import type { RelateRule } from '../../../hooks/metacontroller/contract.ts';

const store = createStore('2026-01-01T00:00:00Z');
for (const [name, stage] of [
  ['east', 'prod'],
  ['west', 'test'],
]) {
  store.put(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: String(name), labels: { stage: String(stage) } } },
    'test',
  );
  for (const app of ['a', 'b']) {
    store.put(
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: app, namespace: String(name), labels: { app } } },
      'test',
    );
  }
}
const kindOf = (_apiVersion: string, resource: string): string =>
  resource === 'namespaces' ? 'Namespace' : 'ConfigMap';
const target = { apiVersion: 'v1', resource: 'configmaps' };

const rows: readonly { name: string; rule: RelateRule; found: readonly string[] }[] = [
  { name: 'names in a namespace', rule: { ...target, namespace: 'east', names: ['a', 'gone'] }, found: ['east/a'] },
  { name: 'names in any namespace', rule: { ...target, names: ['a'] }, found: ['east/a', 'west/a'] },
  {
    name: 'labels everywhere',
    rule: { ...target, labelSelector: { matchLabels: { app: 'b' } } },
    found: ['east/b', 'west/b'],
  },
  {
    name: 'labels in a namespace',
    rule: { ...target, namespace: 'west', labelSelector: {} },
    found: ['west/a', 'west/b'],
  },
  {
    name: 'labels in selected namespaces',
    rule: {
      ...target,
      labelSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['b'] }] },
      namespaceSelector: { matchLabels: { stage: 'prod' } },
    },
    found: ['east/a'],
  },
  {
    name: 'nothing matches: the group is there',
    rule: { ...target, labelSelector: { matchLabels: { app: 'z' } } },
    found: [],
  },
];

it.each(rows)('relate: $name', ({ rule, found }) => {
  const groups = resolveRelated([rule], store, kindOf);
  expect(Object.keys(groups)).toEqual(['ConfigMap.v1']);
  expect(Object.keys(groups['ConfigMap.v1'] ?? {})).toEqual(found);
});

it('relate: placeholders stand in for what a rule names and nobody has', () => {
  const rule: RelateRule = { ...target, namespace: 'east', names: ['a', 'gone'] };
  const groups = resolveRelated([rule], store, kindOf, (ref) => ({
    ...ref,
    metadata: { ...ref.metadata, labels: { stand: 'in' } },
  }));
  expect(groups['ConfigMap.v1']?.['east/gone']?.metadata.labels).toEqual({ stand: 'in' });
  expect(groups['ConfigMap.v1']?.['east/a']?.metadata.labels).toEqual({ app: 'a' });
});

it.each([
  { name: 'names with a selector', rule: { ...target, names: ['a'], labelSelector: {} } },
  {
    name: 'a namespace with a namespaceSelector',
    rule: { ...target, labelSelector: {}, namespace: 'x', namespaceSelector: {} },
  },
  { name: 'an empty rule', rule: target },
  { name: 'a rule without resource', rule: { apiVersion: 'v1', names: ['a'] } },
])('relate: $name is refused', ({ rule }) => {
  expect(() => readRelateRules({ relatedResources: [rule] })).toThrow('Metacontroller refuses');
});
