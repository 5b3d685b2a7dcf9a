import { describe, expect, it } from 'vitest';
import { parseGoDuration } from '../../../hooks/lib/go-duration.ts';
import { parseMetricsDuration, parseRetention } from '../../../hooks/lib/metrics-duration.ts';

describe('parseGoDuration', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['-0', 0],
    ['5s', 5_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['1.s', 1_000],
    ['-1.5s', -1_500],
    ['+2ms', 2],
    ['1us', 0.001],
    ['1µs', 0.001],
    ['1μs', 0.001],
    ['1ns', 0.000001],
    ['1m1m', 120_000],
    ['2562047h47m16.854775807s', 9_223_372_036_854.775],
  ])('%s', (text, ms) => {
    const parsed = parseGoDuration(text);
    expect(parsed.ok && parsed.value).toBeCloseTo(ms, 6);
  });

  it.each([
    '',
    '+',
    '-',
    '3',
    '.s',
    '-.s',
    '1d',
    '1w',
    '1y',
    '1h 30m',
    ' 1h',
    '1H',
    '1h-5m',
    '10000000h',
    '1e3s',
    '9'.repeat(2000),
  ])('refuses %j', (text) => {
    expect(parseGoDuration(text).ok).toBe(false);
  });

  it.each([
    ['30', 'missing unit in duration "30"'],
    ['1d', 'unknown unit "d" in duration "1d"'],
    ['abc', 'invalid duration "abc"'],
  ])('explains %s', (text, error) => {
    expect(parseGoDuration(text)).toEqual({ ok: false, error });
  });
});

describe('parseMetricsDuration', () => {
  const hour = 3_600_000;
  it.each([
    ['1ms', 1],
    ['5m', 300_000],
    ['1h30m', 1.5 * hour],
    ['1d', 24 * hour],
    ['1D', 24 * hour],
    ['1w', 168 * hour],
    ['1y', 8760 * hour],
    ['1.5h', 1.5 * hour],
    ['1.h', hour],
    ['90', 90_000],
    ['0.5', 500],
    ['1e2', 100_000],
    ['-5m', -300_000],
    ['2h-5m', 2 * hour - 300_000],
    ['-2h5m', -2 * hour - 300_000],
    ['0', 0],
  ])('%s', (text, ms) => {
    expect(parseMetricsDuration(text)).toEqual({ ok: true, value: ms });
  });

  it('counts i in steps', () => {
    expect(parseMetricsDuration('2i', 15_000)).toEqual({ ok: true, value: 30_000 });
  });

  it.each(['', 'm', '5M', '5Mi', '5mb', '1h 30m', ' 1h', '1x', '1us', '--1h', '.5h', 'abc', '0x10', 'Infinity', 'NaN'])(
    'refuses %j',
    (text) => {
      expect(parseMetricsDuration(text).ok).toBe(false);
    },
  );
});

describe('parseRetention', () => {
  const day = 86_400_000;
  it.each([
    ['6', 6 * 31 * day],
    ['1.5', 1.5 * 31 * day],
    ['0', 0],
    ['1200', 1200 * 31 * day],
    ['30d', 30 * day],
    ['30D', 30 * day],
    ['2w', 14 * day],
    ['1y', 365 * day],
    ['100h', 100 * 3_600_000],
    ['1d12h', 1.5 * day],
  ])('%s', (text, ms) => {
    expect(parseRetention(text)).toEqual({ ok: true, value: ms });
  });

  it.each(['', '1m', '1M', '3mo', '-1', '-1d', '1201', 'forever', ' 6'])('refuses %j', (text) => {
    expect(parseRetention(text).ok).toBe(false);
  });
});
