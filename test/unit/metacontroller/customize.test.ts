import { expect, it } from 'vitest';
import type { RelateRule } from '../../../hooks/metacontroller/contract.ts';
import { renderRelateRules } from '../../../hooks/metacontroller/customize.ts';

const secrets = { apiVersion: 'v1', resource: 'secrets' };

it.each<{ name: string; rule: RelateRule; want: object }>([
  {
    name: 'names are sorted and unique',
    rule: { ...secrets, namespace: 'demo', names: ['b', 'a', 'b'] },
    want: { namespace: 'demo', names: ['a', 'b'] },
  },
  { name: 'cluster-scoped names', rule: { ...secrets, names: ['a'] }, want: { names: ['a'] } },
  { name: 'everything everywhere', rule: { ...secrets, labelSelector: {} }, want: { labelSelector: {} } },
  {
    name: 'labels in a namespace',
    rule: { ...secrets, namespace: 'demo', labelSelector: { matchLabels: { a: 'b' } } },
    want: { namespace: 'demo', labelSelector: { matchLabels: { a: 'b' } } },
  },
  {
    name: 'selected namespaces',
    rule: { ...secrets, namespaceSelector: { matchLabels: { team: 'x' } }, labelSelector: {} },
    want: { namespaceSelector: { matchLabels: { team: 'x' } }, labelSelector: {} },
  },
])('rule: $name', ({ rule, want }) => {
  expect(renderRelateRules([rule])).toEqual({ relatedResources: [{ ...secrets, ...want }] });
});

it.each<{ name: string; rule: RelateRule }>([
  { name: 'an empty namespace would mean all of them', rule: { ...secrets, namespace: '', labelSelector: {} } },
  { name: 'an empty name', rule: { ...secrets, names: [''] } },
])('throws: $name', ({ rule }) => {
  expect(() => renderRelateRules([rule])).toThrow('empty');
});
