import { compareBytewise } from './bytewise.ts';
import { isJsonObject } from './json.ts';

/**
 * JSON text that is the same for equal values: keys sorted bytewise, no spaces. For hashes and comparisons, not for people.
 * Throws on everything that JSON would silently change or drop: undefined, NaN, Infinity, functions, symbols, bigints,
 * Date and other class instances, holes in arrays, cycles. The message carries the path of the offender.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', []);
}

function write(value: unknown, path: string, ancestors: readonly object[]): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonicalJson: ${path} is ${value}`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`canonicalJson: ${path} is a value of type ${typeof value}`);
  if (ancestors.includes(value)) throw new TypeError(`canonicalJson: ${path} contains itself`);
  const within = [...ancestors, value];
  if (Array.isArray(value)) {
    const items: string[] = [];
    // By index: forEach and map would skip a hole.
    for (let i = 0; i < value.length; i++) items.push(write(value[i], `${path}[${i}]`, within));
    return `[${items.join(',')}]`;
  }
  if (!isJsonObject(value)) throw new TypeError(`canonicalJson: ${path} is an instance of a class`);
  const fields = Object.keys(value)
    .sort(compareBytewise)
    .map((key) => `${JSON.stringify(key)}:${write(value[key], `${path}.${key}`, within)}`);
  return `{${fields.join(',')}}`;
}
