import { describe, expect, it } from 'vitest';
import { isSigned, sign } from '../../../hooks/metacontroller/signature.ts';

const payload = { list: ['a', 'b'], owner: { name: 'main', uid: 'u1' } };
const signature = sign(payload, ['new-key', 'old-key']);

describe('signature', () => {
  // printf '{"a":1}' | openssl dgst -sha256 -hmac key
  it('is the HMAC-SHA256 of the canonical JSON', () => {
    expect(sign({ a: 1 }, ['key'])).toBe('88a67f24bbcdaed0e6c997404bb79a743baf44c6bab2f4c27328e3009d22e342');
  });

  it.each([
    { name: 'the same value', is: true },
    { name: 'other key order', value: { owner: { uid: 'u1', name: 'main' }, list: ['a', 'b'] }, is: true },
    { name: 'keys rotated, the former still listed', keys: ['newest', 'new-key'], is: true },
    { name: 'keys rotated, the former gone', keys: ['newest'], is: false },
    { name: 'only the second key, which did not sign', keys: ['old-key'], is: false },
    { name: 'no keys', keys: [], is: false },
    { name: 'an empty key', keys: [''], is: false },
    { name: 'an entry more', value: { ...payload, list: ['a', 'b', 'c'] }, is: false },
    { name: 'another order of the list', value: { ...payload, list: ['b', 'a'] }, is: false },
    { name: 'another owner', value: { ...payload, owner: { name: 'main', uid: 'u2' } }, is: false },
    { name: 'no signature', signature: '', is: false },
    { name: 'a short one', signature: signature.slice(1), is: false },
    { name: 'one with another digit', signature: signature.replace(/^./, (c) => (c === '0' ? '1' : '0')), is: false },
    { name: 'upper case', signature: signature.toUpperCase(), is: false },
  ])('$name: $is', ({ value = payload, signature: given = signature, keys = ['new-key', 'old-key'], is }) => {
    expect(isSigned(value, given, keys)).toBe(is);
  });

  it.each([{ keys: [] }, { keys: [''] }])('cannot be made with keys $keys', ({ keys }) => {
    expect(() => sign(payload, keys)).toThrow('without a key');
  });
});
