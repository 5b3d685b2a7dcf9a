import { expect, it } from 'vitest';
import { deepEqual } from '../../../hooks/lib/deep-equal.ts';

it.each([
  { name: 'key order does not matter', left: { a: 1, b: 2 }, right: { b: 2, a: 1 }, equal: true },
  { name: 'list order does', left: [1, 2], right: [2, 1], equal: false },
  { name: 'an undefined key is absent', left: { a: undefined }, right: {}, equal: true },
  { name: 'null is not absent', left: { a: null }, right: {}, equal: false },
  {
    name: "a key of every object's prototype, absent on the left",
    left: {},
    right: JSON.parse('{"__proto__": {}}'),
    equal: false,
  },
  {
    name: "a key of every object's prototype, absent on the right",
    left: JSON.parse('{"constructor": {}}'),
    right: {},
    equal: false,
  },
])('deepEqual: $name', ({ left, right, equal }) => {
  expect(deepEqual(left, right)).toBe(equal);
});
