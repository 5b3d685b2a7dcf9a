import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareBytewise } from '../../../hooks/lib/bytewise.ts';
import { canonicalJson } from '../../../hooks/lib/canonical-json.ts';
import { parseGoDuration } from '../../../hooks/lib/go-duration.ts';
import { parseMetricsDuration } from '../../../hooks/lib/metrics-duration.ts';
import { compareQuantities, parseQuantity } from '../../../hooks/lib/quantity.ts';

const anyText = fc.string({ unit: 'binary' });

it('compareBytewise orders as the UTF-8 bytes do', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      expect(Math.sign(compareBytewise(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

it('compareBytewise is a strict order even for lone surrogates', () => {
  const units = fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', '\ufffd', '😀', 'a') });
  fc.assert(
    fc.property(units, units, units, (a, b, c) => {
      expect(compareBytewise(a, b) === 0).toBe(a === b);
      expect(Math.sign(compareBytewise(a, b)) + Math.sign(compareBytewise(b, a))).toBe(0);
      if (compareBytewise(a, b) < 0 && compareBytewise(b, c) < 0) expect(compareBytewise(a, c)).toBeLessThan(0);
    }),
    { numRuns: 1000 },
  );
});

it('canonicalJson keeps the value and forgets the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      const reversed: unknown = JSON.parse(text, (_key, item: unknown) =>
        typeof item === 'object' && item !== null && !Array.isArray(item)
          ? Object.fromEntries(Object.entries(item).reverse())
          : item,
      );
      expect(canonicalJson(reversed)).toBe(text);
    }),
  );
});

it('parsers answer, never throw, and never hang', () => {
  const nearly = fc.string({ unit: fc.constantFrom(...'0123456789.+-eEmkKMGTPinusµhdwyi '), maxLength: 20 });
  fc.assert(
    fc.property(fc.oneof(anyText, nearly), (text) => {
      for (const parse of [parseQuantity, parseGoDuration, parseMetricsDuration])
        expect(typeof parse(text).ok).toBe('boolean');
    }),
    { numRuns: 1000 },
  );
});

it('compareQuantities agrees with the numbers, whatever the suffix', () => {
  const scaled = fc.tuple(
    fc.bigInt({ min: 0n, max: 2n ** 30n }),
    fc.constantFrom(['', 1n], ['k', 1000n], ['Ki', 1024n], ['M', 10n ** 6n], ['Mi', 2n ** 20n]) as fc.Arbitrary<
      [string, bigint]
    >,
  );
  fc.assert(
    fc.property(scaled, scaled, ([a, [aSuffix, aSize]], [b, [bSuffix, bSize]]) => {
      const difference = a * aSize - b * bSize;
      expect(compareQuantities(`${a}${aSuffix}`, `${b}${bSuffix}`)).toBe(
        difference === 0n ? 0 : difference < 0n ? -1 : 1,
      );
    }),
  );
});
