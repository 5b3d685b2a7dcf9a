import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { generateControllers } from '../../../hooks/generate/composite-controllers.ts';
import { allKinds, internalKinds, registry } from '../../../hooks/registry.ts';
import { filesBelow } from '../../fixtures/sources.ts';

const examples = existsSync('examples') ? filesBelow('examples', '.yaml') : [];
const exampleKinds = new Set(
  examples.flatMap((path) => parseAllDocuments(readFileSync(path, 'utf8')).map((document) => document.get('kind'))),
);

function listedIn(kustomization: string): readonly string[] {
  return existsSync(kustomization) ? (parse(readFileSync(kustomization, 'utf8'))?.resources ?? []) : [];
}

describe('registry', () => {
  it('knows kinds, each once', () => {
    const names = allKinds.map(({ api }) => api.kind);
    expect(registry).toHaveLength(25);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(allKinds.map(({ api }) => api.plural)).size).toBe(names.length);
  });

  it.each(registry)('$api.kind has no hole', ({ api, controller }) => {
    const { kind, plural } = api;
    const rules = `hooks/admission/rules/${kind.toLowerCase()}.ts`;
    const needed = [
      `crds/${plural}.yaml`,
      `docs/api/${kind}.md`,
      rules,
      ...(controller === undefined ? [] : [`compositecontrollers/${plural}.yaml`]),
    ];
    expect(needed.filter((path) => !existsSync(path))).toEqual([]);
    expect(listedIn('crds/kustomization.yaml')).toContain(`${plural}.yaml`);
    if (controller !== undefined)
      expect(listedIn('compositecontrollers/kustomization.yaml')).toContain(`${plural}.yaml`);
    expect(readFileSync('manifests/admission/webhook.yaml', 'utf8')).toMatch(new RegExp(`^ +- ${plural}$`, 'm'));
    expect([...exampleKinds]).toContain(kind);
  });

  // Nobody writes objects of these kinds but vmop: no example, no page, no rules, and admission is not asked about them.
  it.each(internalKinds)('$api.kind is internal and has no hole', ({ api, controller }) => {
    const { kind, plural, group } = api;
    expect(group).toBe('vmop.victoriametrics.com');
    expect(existsSync(`crds/${plural}.yaml`)).toBe(true);
    expect(listedIn('crds/kustomization.yaml')).toContain(`${plural}.yaml`);
    expect(listedIn('compositecontrollers/kustomization.yaml').includes(`${plural}.yaml`)).toBe(
      controller !== undefined,
    );
    expect(readFileSync('docs/api/README.md', 'utf8')).toContain(`* ${kind} (\`${plural}.${group}\`)`);
    expect(existsSync(`docs/api/${kind}.md`)).toBe(false);
    expect(readFileSync('manifests/admission/webhook.yaml', 'utf8')).not.toContain(plural);
    expect([...exampleKinds]).not.toContain(kind);
  });

  it('has no controller file of a kind that is gone', () => {
    const expected = generateControllers(allKinds).map(({ path }) => path);
    expect(existsSync('compositecontrollers')).toBe(true);
    expect(filesBelow('compositecontrollers', '.yaml').filter((path) => !expected.includes(path))).toEqual([]);
  });
});
