import { err, ok, type Result } from './result.ts';

const nanoseconds: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n], // U+03BC, the Greek letter; the line above has U+00B5, the micro sign
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

const limit = 2n ** 63n;
const maxLength = 1000;

/**
 * Parses a Go duration (`1h30m`, `-1.5s`, `0`) into milliseconds, fractions included; the error names what is wrong, the same
 * way Go does. Source: https://pkg.go.dev/time#ParseDuration
 */
export function parseGoDuration(text: string): Result<number, string> {
  const negative = text.startsWith('-');
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === '0') return ok(0);
  if (rest === '' || text.length > maxLength) return err(`invalid duration ${quote(text)}`);
  let total = 0n;
  while (rest !== '') {
    const [part, whole = '', fraction = '', unit = ''] = /^(\d*)(?:\.(\d*))?([^.\d]*)/.exec(rest) ?? [];
    if (part === undefined || whole + fraction === '') return err(`invalid duration ${quote(text)}`);
    if (unit === '') return err(`missing unit in duration ${quote(text)}`);
    const size = nanoseconds.get(unit);
    if (size === undefined) return err(`unknown unit ${quote(unit)} in duration ${quote(text)}`);
    total += BigInt(`0${whole}`) * size + (BigInt(`0${fraction}`) * size) / 10n ** BigInt(fraction.length);
    if (total > (negative ? limit : limit - 1n))
      return err(`invalid duration ${quote(text)}: it is longer than 292 years`);
    rest = rest.slice(part.length);
  }
  const milliseconds = Number(total) / 1_000_000;
  return ok(negative && milliseconds !== 0 ? -milliseconds : milliseconds);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}
