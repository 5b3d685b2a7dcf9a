import { expect, it } from 'vitest';
import { hookSources, importsOf, type Source, withoutComments } from '../../fixtures/sources.ts';

// Same input, same bytes (DESIGN 8): no clock, randomness, environment, locale, I/O or waiting in these folders.
const pure = /^hooks\/(api|objects|config|select|metacontroller|admission|kinds|dispatch)\/|^hooks\/registry\.ts$/;
const forbiddenCode: readonly RegExp[] = [
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bMath\.random\b/,
  /\bperformance\./,
  /\brandom(Bytes|UUID|Int|FillSync)\b/,
  /\bgetRandomValues\b/,
  /\bprocess\b\s*[.[]/,
  /\bconsole\./,
  /\bset(Timeout|Interval|Immediate)\(/,
  /\bfetch\(/,
  /\blocaleCompare\b/,
  /\btoLocale[A-Z]/,
  /\bIntl\./,
];
const allowedBuiltins = new Set(['node:crypto', 'node:zlib', 'node:buffer', 'node:path', 'node:util']);

function impurities(file: Source): readonly string[] {
  const code = withoutComments(file.text);
  const imports = importsOf(file).filter(
    ({ specifier, form }) => form !== 'type' && specifier.startsWith('node:') && !allowedBuiltins.has(specifier),
  );
  return [
    ...forbiddenCode.flatMap((pattern) => pattern.exec(code)?.[0] ?? []),
    ...imports.map(({ specifier }) => specifier),
  ].map((found) => `${file.path}: ${found}`);
}

it('pure folders have no clock, randomness, environment, locale or I/O', () => {
  expect(
    hookSources()
      .filter(({ path }) => pure.test(path))
      .flatMap(impurities),
  ).toEqual([]);
});

it.each([
  'const now = Date.now();',
  'const now = new Date();',
  'const id = Math.random();',
  "const home = process.env['HOME'];",
  "console.log('x');",
  "import { readFile } from 'node:fs/promises';",
  'names.toSorted((a, b) => a.localeCompare(b));',
  'setTimeout(done, 1);',
])('the check finds: %s', (text) => {
  expect(impurities({ path: 'hooks/kinds/x.ts', text })).toHaveLength(1);
});

it.each(['const time = new Date(now);', '// Date.now() would break determinism', '/** Never localeCompare. */'])(
  'the check allows: %s',
  (text) => {
    expect(impurities({ path: 'hooks/kinds/x.ts', text })).toEqual([]);
  },
);
