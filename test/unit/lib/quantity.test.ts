import { describe, expect, it } from 'vitest';
import { compareQuantities, parseQuantity } from '../../../hooks/lib/quantity.ts';

const nano = 10n ** 9n;

describe('parseQuantity', () => {
  it.each([
    { text: '0', value: 0n, format: 'DecimalSI' },
    { text: '1', value: nano, format: 'DecimalSI' },
    { text: '+1', value: nano, format: 'DecimalSI' },
    { text: '-1.5', value: -1_500_000_000n, format: 'DecimalSI' },
    { text: '.5', value: 500_000_000n, format: 'DecimalSI' },
    { text: '1.', value: nano, format: 'DecimalSI' },
    { text: '100m', value: 100_000_000n, format: 'DecimalSI' },
    { text: '3u', value: 3_000n, format: 'DecimalSI' },
    { text: '7n', value: 7n, format: 'DecimalSI' },
    { text: '0.1n', value: 1n, format: 'DecimalSI' }, // rounded away from zero
    { text: '-0.1n', value: -1n, format: 'DecimalSI' },
    { text: '1k', value: 1000n * nano, format: 'DecimalSI' },
    { text: '1M', value: 10n ** 6n * nano, format: 'DecimalSI' },
    { text: '1G', value: 10n ** 9n * nano, format: 'DecimalSI' },
    { text: '1T', value: 10n ** 12n * nano, format: 'DecimalSI' },
    { text: '1P', value: 10n ** 15n * nano, format: 'DecimalSI' },
    { text: '1E', value: 10n ** 18n * nano, format: 'DecimalSI' },
    { text: '9000E', value: 9000n * 10n ** 18n * nano, format: 'DecimalSI' }, // only binary ones are capped
    { text: '1Ki', value: 2n ** 10n * nano, format: 'BinarySI' },
    { text: '1.5Gi', value: 1536n * 2n ** 20n * nano, format: 'BinarySI' },
    { text: '1Ti', value: 2n ** 40n * nano, format: 'BinarySI' },
    { text: '1Pi', value: 2n ** 50n * nano, format: 'BinarySI' },
    { text: '1Ei', value: 2n ** 60n * nano, format: 'BinarySI' },
    { text: '8Ei', value: (2n ** 63n - 1n) * nano, format: 'BinarySI' },
    { text: '2e3', value: 2000n * nano, format: 'DecimalExponent' },
    { text: '2E3', value: 2000n * nano, format: 'DecimalExponent' },
    { text: '25e-2', value: 250_000_000n, format: 'DecimalExponent' },
    { text: '1e+3', value: 1000n * nano, format: 'DecimalExponent' },
    { text: '1e-1000', value: 1n, format: 'DecimalExponent' },
  ])('$text', ({ text, value, format }) => {
    expect(parseQuantity(text)).toEqual({ ok: true, value: { nano: value, format } });
  });

  it.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '1 Gi',
    '+',
    '.',
    'Ki',
    '1.2.3',
    '1KiB',
    '1gi',
    '1K',
    '1mi',
    '1e',
    '1e3k',
    '1e1.5',
    '1e999999999',
    '0x10',
    '1_000',
    '１',
    '--1',
    'constructor',
    '1constructor',
    '9'.repeat(5000),
  ])('refuses %j', (text) => {
    expect(parseQuantity(text).ok).toBe(false);
  });

  it('says what is wrong', () => {
    expect(parseQuantity('10gb')).toEqual({ ok: false, error: '"10gb" has the unknown suffix "gb"' });
  });
});

describe('compareQuantities', () => {
  it.each([
    { a: '1Gi', b: '1024Mi', want: 0 },
    { a: '1G', b: '1Gi', want: -1 },
    { a: '1', b: '999m', want: 1 },
    { a: '0.1', b: '100m', want: 0 },
    { a: '9007199254740993', b: '9007199254740992', want: 1 }, // equal as floating point numbers
    { a: '-1Gi', b: '1m', want: -1 },
  ])('$a, $b', ({ a, b, want }) => {
    expect(compareQuantities(a, b)).toBe(want);
  });

  it('throws on what parseQuantity refuses', () => {
    expect(() => compareQuantities('1', 'x')).toThrow('"x" is no quantity');
  });
});
