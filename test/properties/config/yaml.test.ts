import fc from 'fast-check';
import jsYaml from 'js-yaml';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { toYaml } from '../../../hooks/config/yaml.ts';

const hostileParts = [
  ...[
    'y',
    'on',
    'no',
    '~',
    'null',
    '0o7',
    '1_000',
    '.inf',
    '0x',
    '2001-01-01',
    '12:30',
    '=',
    '<<',
    '---',
    '...',
    '- ',
    '? ',
    ': ',
    ' #',
  ],
  ...[
    '\n',
    '\n\n',
    '\r',
    '\t',
    ' ',
    '  ',
    ':',
    '#',
    '-',
    "'",
    '"',
    '\\',
    '|',
    '>',
    '%',
    '@',
    '`',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&',
    '*',
    '!',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u007f',
    '\u0080',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffd',
    '\ufffe',
    '\uffff',
    '😀',
    '\ud800',
  ],
  ...['\udc00', 'a', 'é', '0', '__proto__'],
];
const hostile = fc.array(fc.constantFrom(...hostileParts), { maxLength: 6 }).map((parts) => parts.join(''));
const text = fc.oneof(
  { weight: 3, arbitrary: hostile },
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      { weight: 4, arbitrary: text },
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

// What JSON and UTF-8 leave of a value: no -0, no lone surrogates. Also makes both sides plain objects with the same prototypes.
function expected(input: unknown): unknown {
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  if (typeof input === 'string') return input.replace(lone, '\ufffd');
  if (Array.isArray(input)) return input.map(expected);
  if (typeof input !== 'object' || input === null) return Object.is(input, -0) ? 0 : input;
  return Object.fromEntries(Object.entries(input).map(([key, item]) => [String(expected(key)), expected(item)]));
}

const numRuns = process.env['VMOP_LONG'] === undefined ? 1500 : 100_000;

it('comes back through both parsers, as YAML 1.1 and 1.2', () => {
  fc.assert(
    fc.property(value, (input) => {
      const want = expected(input);
      const wantText = JSON.stringify(want);
      // Two keys that differ in lone surrogates only become one: no YAML could carry them.
      fc.pre(countKeys(want) === countKeys(input));
      const yaml = toYaml(input);
      for (const version of ['1.1', '1.2'] as const) {
        expect(JSON.stringify(parse(yaml, { version, schema: version === '1.1' ? 'yaml-1.1' : 'core' }))).toBe(
          wantText,
        );
      }
      expect(JSON.stringify(jsYaml.load(yaml))).toBe(wantText);
      expect(JSON.stringify(jsYaml.load(yaml, { schema: jsYaml.CORE_SCHEMA }))).toBe(wantText);
      expect(toYaml(want)).toBe(yaml);
    }),
    { numRuns },
  );
});

it('carries keys of any length', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 480, max: 1100 }),
      fc.constantFrom('a', "'", '\u2028', 'é'),
      value,
      (length, character, item) => {
        const input = { before: 1, nested: { [character.repeat(length)]: item, after: 2 } };
        const yaml = toYaml(input);
        expect(JSON.stringify(parse(yaml))).toBe(JSON.stringify(expected(input)));
        expect(JSON.stringify(jsYaml.load(yaml))).toBe(JSON.stringify(expected(input)));
      },
    ),
    { numRuns: 50 },
  );
});

function countKeys(input: unknown): number {
  if (Array.isArray(input)) return input.reduce((sum: number, item) => sum + countKeys(item), 0);
  if (typeof input !== 'object' || input === null) return 0;
  return Object.values(input).reduce((sum: number, item) => sum + countKeys(item), Object.keys(input).length);
}
