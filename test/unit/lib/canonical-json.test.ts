import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../hooks/lib/canonical-json.ts';
import { sha256Hex } from '../../../hooks/lib/hash.ts';

class Pod {
  readonly name = 'a';
}

const cyclic: Record<string, unknown> = {};
cyclic['self'] = { cyclic };

describe('canonicalJson', () => {
  it.each([
    {
      name: 'sorts keys at every depth',
      value: { b: 1, a: { d: [], c: null } },
      text: '{"a":{"c":null,"d":[]},"b":1}',
    },
    {
      name: 'sorts keys bytewise, not by UTF-16',
      value: { '😀': 1, '\ufffd': 2, a: 3, B: 4 },
      text: '{"B":4,"a":3,"\ufffd":2,"😀":1}',
    },
    { name: 'keeps the order of lists', value: [2, 1, '2'], text: '[2,1,"2"]' },
    { name: 'keeps __proto__ as a key', value: JSON.parse('{"__proto__":1}'), text: '{"__proto__":1}' },
    { name: 'takes objects without prototype', value: Object.assign(Object.create(null), { a: 1 }), text: '{"a":1}' },
    { name: 'takes one object in two places', value: [cyclic['none'] ?? 'x', 'x'], text: '["x","x"]' },
    { name: 'has one zero', value: -0, text: '0' },
  ])('$name', ({ value, text }) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([
    { name: 'undefined field', value: { spec: { a: [{ b: undefined }] } }, path: '$.spec.a[0].b' },
    { name: 'undefined', value: undefined, path: '$' },
    { name: 'NaN', value: { a: Number.NaN }, path: '$.a' },
    { name: 'Infinity', value: [Number.POSITIVE_INFINITY], path: '$[0]' },
    { name: 'Date', value: { at: new Date(0) }, path: '$.at' },
    { name: 'class instance', value: [new Pod()], path: '$[0]' },
    { name: 'Map', value: new Map(), path: '$' },
    { name: 'bigint', value: { a: 1n }, path: '$.a' },
    { name: 'function', value: { a: () => 1 }, path: '$.a' },
    { name: 'hole', value: new Array(1), path: '$[0]' },
    { name: 'cycle', value: cyclic, path: '$.self.cyclic' },
  ])('throws on $name and says where', ({ value, path }) => {
    expect(() => canonicalJson(value)).toThrow(`canonicalJson: ${path} `);
  });
});

it('sha256Hex hashes UTF-8', () => {
  expect(sha256Hex('\u00e4')).toBe('33e6d73fee82904c8d7afb78de1154d1e8dc2a0edb08120e63df5b9385c2d9cc');
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
