import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, hookSources, withoutComments } from '../../fixtures/sources.ts';

const lineLimit = 350;
// Generated from a pinned package; nobody reads it top to bottom.
const generated = new Set(['hooks/api/kubernetes.ts']);
const sources = [...filesBelow('hooks', '.ts'), ...filesBelow('test', '.ts'), ...filesBelow('scripts', '.mjs')].filter(
  (path) => !generated.has(path),
);

/** Exported functions of a file without a docstring right above them. */
function undocumented(text: string): readonly string[] {
  const found: string[] = [];
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    const name = /^export (?:async )?function\*? ?(\w+)/.exec(line)?.[1];
    if (name === undefined || lines[index - 1]?.trimEnd().endsWith('*/')) return;
    // Further signatures of an overloaded function share the first one's docstring.
    if (lines.slice(0, index).some((before) => before.startsWith(`export function ${name}(`))) return;
    found.push(name);
  });
  return found;
}

describe('files', () => {
  it(`have at most ${lineLimit} lines`, () => {
    const long = sources.map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > lineLimit)).toEqual([]);
  });

  it('are named after one idea, in kebab case', () => {
    const vague = /^(utils?|common|misc|types|helpers?|shared|index\.test)\.ts$/;
    expect(sources.filter((path) => vague.test(basename(path)))).toEqual([]);
    expect(sources.filter((path) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.(ts|mjs)$/.test(basename(path)))).toEqual([]);
  });

  it('of hooks/ explain every exported function', () => {
    const missing = hookSources()
      .filter(({ path }) => !generated.has(path))
      .flatMap(({ path, text }) => undocumented(text).map((name) => `${path}: ${name}`));
    expect(missing).toEqual([]);
  });

  it('hold nothing unfinished', () => {
    const marks = sources.filter((path) => !path.startsWith('test/unit/structure/'));
    expect(marks.filter((path) => /\b(TODO|FIXME|XXX|HACK)\b/.test(readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('silence the compiler nowhere', () => {
    const silencing = /@ts-(ignore|nocheck|expect-error)|biome-ignore-all/;
    expect(sources.filter((path) => path.startsWith('hooks/') && silencing.test(readFileSync(path, 'utf8')))).toEqual(
      [],
    );
  });

  it('use `any` nowhere', () => {
    const typed = hookSources().filter(({ path }) => !generated.has(path));
    expect(
      typed.filter(({ text }) => /[:<,|]\s*any\b(?!\s*[(':])/.test(withoutComments(text))).map(({ path }) => path),
    ).toEqual([]);
  });
});
