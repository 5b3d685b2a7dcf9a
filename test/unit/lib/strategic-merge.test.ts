import { describe, expect, it } from 'vitest';
import { containerMergeKeys } from '../../../hooks/lib/container-merge-keys.ts';
import { strategicMerge } from '../../../hooks/lib/strategic-merge.ts';
// What Kubernetes' own strategicpatch package (k8s.io/apimachinery v0.36.1, type corev1.Container) answered to random containers and patches.
import recorded from './strategic-merge.recorded.json' with { type: 'json' };

const env = (...names: string[]) => names.map((name) => ({ name, value: name.toLowerCase() }));

describe('strategicMerge', () => {
  it.each([
    { name: 'maps merge', original: { a: { b: 1, c: 2 } }, patch: { a: { c: 3 } }, merged: { a: { b: 1, c: 3 } } },
    { name: 'null deletes', original: { a: 1, b: 2 }, patch: { a: null, c: null }, merged: { b: 2 } },
    {
      name: 'other lists are replaced',
      original: { args: ['a', 'b'] },
      patch: { args: ['c'] },
      merged: { args: ['c'] },
    },
    { name: 'another type replaces', original: { a: { b: 1 } }, patch: { a: [1] }, merged: { a: [1] } },
    {
      name: 'new items come first',
      original: { env: env('A', 'B') },
      patch: { env: env('C') },
      merged: { env: env('C', 'A', 'B') },
    },
    {
      name: 'merged items keep their place',
      original: { env: env('A', 'B', 'C') },
      patch: { env: [{ name: 'B', value: '2' }] },
      merged: { env: [...env('A'), { name: 'B', value: '2' }, ...env('C')] },
    },
    {
      name: 'the order of the patch wins',
      original: { env: env('A', 'B', 'C') },
      patch: { env: env('C', 'A') },
      merged: { env: env('B', 'C', 'A') },
    },
    {
      name: 'only the first of two ports with one number merges',
      original: {
        ports: [
          { containerPort: 1, protocol: 'TCP' },
          { containerPort: 1, protocol: 'UDP' },
        ],
      },
      patch: { ports: [{ containerPort: 1, name: 'x' }] },
      merged: {
        ports: [
          { containerPort: 1, protocol: 'TCP', name: 'x' },
          { containerPort: 1, protocol: 'UDP' },
        ],
      },
    },
    {
      name: 'an item goes',
      original: { env: env('A', 'B') },
      patch: { env: [{ name: 'A', $patch: 'delete' }] },
      merged: { env: env('B') },
    },
    {
      name: 'a list is replaced',
      original: { env: env('A') },
      patch: { env: [...env('B'), { $patch: 'replace' }] },
      merged: { env: env('B') },
    },
    { name: 'a map is emptied', original: { r: { a: 1 } }, patch: { r: { $patch: 'delete' } }, merged: { r: {} } },
    {
      name: 'a map is replaced',
      original: { r: { a: 1 } },
      patch: { r: { $patch: 'replace', b: null, c: 1 } },
      merged: { r: { c: 1 } },
    },
    { name: 'a directive without a target is nothing', original: {}, patch: { r: { $patch: 'delete' } }, merged: {} },
    {
      name: 'retainKeys',
      original: { p: { a: 1, b: 2 } },
      patch: { p: { $retainKeys: ['b', 'c'], c: 3 } },
      merged: { p: { b: 2, c: 3 } },
    },
    {
      name: '__proto__ is a field like any other',
      original: {},
      patch: JSON.parse('{"__proto__":{"a":1}}'),
      merged: JSON.parse('{"__proto__":{"a":1}}'),
    },
  ])('$name', ({ original, patch, merged }) => {
    const before = structuredClone({ original, patch });
    expect(strategicMerge(original, patch, containerMergeKeys)).toEqual({ ok: true, value: merged });
    expect({ original, patch }).toEqual(before);
  });

  it.each([
    {
      name: 'an item without its key',
      patch: { env: [{ value: 'x' }] },
      error: 'an item of env has no name, by which the list merges',
    },
    { name: 'an item that is no object', patch: { env: ['x'] }, error: 'an item of env is no object' },
    { name: 'an unknown directive', patch: { a: { $patch: 'merge' } }, error: 'unknown $patch directive "merge" at a' },
    {
      name: 'an unknown directive in a list',
      patch: { env: [{ name: 'A', $patch: 1 }] },
      error: 'unknown $patch directive 1 in env',
    },
    {
      name: 'a delete without key',
      patch: { env: [{ $patch: 'delete' }] },
      error: 'an item of env with $patch: delete has no name',
    },
    {
      name: 'kubectl’s order directive',
      patch: { '$setElementOrder/env': [] },
      error: 'the directive $setElementOrder/env at the top is not supported',
    },
    {
      name: 'retainKeys that lack a field',
      patch: { a: { $retainKeys: [], b: 1 } },
      error: '$retainKeys at a lacks the patched field b',
    },
  ])('refuses $name', ({ patch, error }) => {
    expect(strategicMerge({ env: env('A'), a: { c: 1 } }, patch, containerMergeKeys)).toEqual({ ok: false, error });
  });

  it.each(recorded.map((row, index) => ({ ...row, index })))(
    'agrees with Kubernetes: $index',
    ({ original, patch, merged }) => {
      expect(strategicMerge(original, patch, containerMergeKeys)).toEqual({ ok: true, value: merged });
    },
  );
});
