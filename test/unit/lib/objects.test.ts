import { describe, expect, it } from 'vitest';
import { fieldAt, withField } from '../../../hooks/lib/field-path.ts';
import { isKubeObject } from '../../../hooks/lib/is-kube-object.ts';
import { truncateBytes } from '../../../hooks/lib/truncate.ts';

describe('field paths', () => {
  const object = { spec: { a: { b: 1 }, list: [1] } };

  it.each([
    { path: ['spec', 'a', 'b'], value: 1 },
    { path: ['spec', 'list'], value: [1] },
    { path: ['spec', 'list', '0'], value: undefined },
    { path: ['spec', 'toString'], value: undefined },
    { path: [], value: object },
  ])('reads $path', ({ path, value }) => {
    expect(fieldAt(object, path)).toEqual(value);
  });

  it('writes and removes in a copy', () => {
    expect(withField(object, ['spec', 'a', 'c'], 2)).toEqual({ spec: { a: { b: 1, c: 2 }, list: [1] } });
    expect(withField(object, ['status', 'x'], 2)).toEqual({ ...object, status: { x: 2 } });
    expect(withField(object, ['spec', 'a', 'b'], undefined)).toEqual({ spec: { a: {}, list: [1] } });
    expect(withField(object, ['status', 'x'], undefined)).toEqual(object);
    expect(object).toEqual({ spec: { a: { b: 1 }, list: [1] } });
  });
});

describe('isKubeObject', () => {
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', creationTimestamp: null } };

  it.each([
    { name: 'the least', patch: {}, want: true },
    { name: 'no kind', patch: { kind: undefined }, want: false },
    { name: 'no name', patch: { metadata: {} }, want: false },
    { name: 'labels that are no text', patch: { metadata: { name: 's', labels: { a: 1 } } }, want: false },
    { name: 'an empty namespace', patch: { metadata: { name: 's', namespace: '' } }, want: false },
    { name: 'owners that are no list', patch: { metadata: { name: 's', ownerReferences: {} } }, want: false },
    { name: 'a class instance', patch: { metadata: new Map() }, want: false },
  ])('$name: $want', ({ patch, want }) => {
    expect(isKubeObject({ ...object, ...patch })).toBe(want);
  });
});

it.each([
  { text: 'short', bytes: 5, want: 'short' },
  { text: 'longer', bytes: 5, want: 'lo…' },
  { text: 'ééé', bytes: 5, want: 'é…' },
  { text: '😀😀', bytes: 7, want: '😀…' },
])('truncateBytes($text, $bytes) = $want', ({ text, bytes, want }) => {
  expect(truncateBytes(text, bytes)).toBe(want);
});
