import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasons } from '../../../hooks/api/reasons.ts';
import { generateConfigurationDoc } from '../../../hooks/generate/configuration-doc.ts';
import { generateReasonsDoc } from '../../../hooks/generate/reasons-doc.ts';
import { version } from '../../../hooks/lib/version.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { filesBelow, hookSources } from '../../fixtures/sources.ts';

const pages = ['README.md', 'CHANGELOG.md', ...filesBelow('docs', '.md')];
const text = (path: string) => readFileSync(path, 'utf8');

/** A pattern in code, such as `[a-z]([a-z]*)`, is no link. */
const withoutCode = (path: string) => text(path).replace(/`[^`\n]*`/g, '');

/** `## Encrypting the hooks` is reached as `#encrypting-the-hooks`. */
function anchorsOf(path: string): readonly string[] {
  return [...text(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('docs', () => {
  it('link to what exists', () => {
    const broken = pages.flatMap((page) =>
      [...withoutCode(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(
        ([link, path = '', anchor]) => {
          const target = path === '' ? page : join(dirname(page), path);
          if (!existsSync(target)) return [`${page}: ${link}`];
          return anchor === undefined || anchorsOf(target).includes(anchor) ? [] : [`${page}: ${link}`];
        },
      ),
    );
    expect(broken).toEqual([]);
  });

  it('name only scripts and folders that exist', () => {
    const scripts = new Set(Object.keys(manifest.scripts));
    const unknown = pages.flatMap((page) =>
      [...text(page).matchAll(/npm run ([a-z:]+)/g)].flatMap(([, script = '']) =>
        scripts.has(script) ? [] : [`${page}: ${script}`],
      ),
    );
    const missing = pages.flatMap((page) =>
      [...text(page).matchAll(/`((?:manifests|compositecontrollers|examples|hooks|test)\/[\w./-]+)`/g)].flatMap(
        ([, path = '']) => (existsSync(path) ? [] : [`${page}: ${path}`]),
      ),
    );
    expect([...unknown, ...missing]).toEqual([]);
  });

  it('begin the changelog with this version', () => {
    expect(/^## v(\S+)/m.exec(text('CHANGELOG.md'))?.[1]).toBe(version);
    const kinds = text('CHANGELOG.md')
      .split('\n')
      .filter((line) => line.startsWith('* '));
    expect(kinds.filter((line) => !/^\* \[(CHANGE|FEATURE|ENHANCEMENT|BUGFIX)\] .+ \(#\d+\)$/.test(line))).toEqual([]);
  });
});

describe('reasons', () => {
  const [page] = generateReasonsDoc();
  const headings = [...(page?.text ?? '').matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name);

  it('are documented, and nothing else is', () => {
    expect(headings).toEqual(Object.keys(reasons).toSorted());
  });

  it.each(Object.entries(reasons))('%s reads well', (name, { meaning, remedy }) => {
    expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    for (const sentence of [meaning, remedy]) expect(sentence).toMatch(/^\S.*[.]$/s);
  });

  it('are all used', () => {
    const sources = hookSources().filter(({ path }) => path !== 'hooks/api/reasons.ts');
    const unused = Object.keys(reasons).filter(
      (name) => !sources.some((source) => new RegExp(`['"\`.]${name}\\b`).test(source.text)),
    );
    expect(unused).toEqual([]);
  });
});

describe('decisions', () => {
  const decisions = filesBelow('docs/adr', '.md');

  it('are numbered without gaps', () => {
    expect(decisions.map((path) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(basename(path))?.[1]))).toEqual(
      decisions.map((_, index) => index + 1),
    );
  });

  it('give a reason for every dependency, and for no other', () => {
    const rows = [...text('docs/adr/0002-dependencies.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
    expect(rows).toEqual(Object.keys(manifest.dependencies).toSorted());
  });

  it('list every label and annotation of our own', () => {
    const listed = new Set(
      [...text('docs/adr/0007-own-names.md').matchAll(/^\| `(vmop\.[^`]+)` \|/gm)].map(([, name = '']) => name),
    );
    const used = hookSources().flatMap((source) =>
      [...source.text.matchAll(/vmop\.victoriametrics\.com\/[a-z][a-z-]*/g)].map(([name]) => name),
    );
    expect([...new Set(used)].filter((name) => !listed.has(name))).toEqual([]);
  });
});

it('every setting stands on the page of settings, once', () => {
  const rows = [...(generateConfigurationDoc()[0]?.text ?? '').matchAll(/^\| `(VM[A-Z0-9_]+)` \|/gm)].map(
    ([, name = '']) => name,
  );
  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(rows).size).toBe(rows.length);
});
