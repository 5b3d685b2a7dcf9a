import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { registry } from '../../../hooks/registry.ts';
import { anyObjectOf } from '../../fixtures/any-object.ts';

const anything = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom({}, [], { a: [{ b: 1 }] }));
const runs = { numRuns: process.env['VMOP_LONG'] === undefined ? 25 : 1000 };

describe.each(registry)('$api.kind', ({ api, parse: parseKind, unknownFields }) => {
  it('accepts what its schema allows and gives it back whole, printed and read again too', () => {
    fc.assert(
      fc.property(anyObjectOf(api), (object) => {
        expect(parseKind(object)).toEqual({ ok: true, value: object });
        expect(parseKind(parse(stringify(object)))).toEqual({ ok: true, value: object });
        expect(parseKind(JSON.parse(JSON.stringify(object)))).toEqual({ ok: true, value: object });
        expect(unknownFields(object)).toEqual([]);
      }),
      runs,
    );
  });

  it('keeps a field that it does not know, and names it', () => {
    fc.assert(
      fc.property(anyObjectOf(api), anything, (object, value) => {
        const extended = { ...object, spec: { ...object.spec, zzUnknown: value } };
        expect(parseKind(extended)).toEqual({ ok: true, value: extended });
        expect(unknownFields(extended).map(({ path }) => path)).toEqual(['spec.zzUnknown']);
      }),
      runs,
    );
  });
});
