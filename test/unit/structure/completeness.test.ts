import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { generateControllers } from '../../../hooks/generate/composite-controllers.ts';
import { registry } from '../../../hooks/registry.ts';
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
    const names = registry.map(({ api }) => api.kind);
    expect(names).not.toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(registry.map(({ api }) => api.plural)).size).toBe(names.length);
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

  it('has no controller file of a kind that is gone', () => {
    const expected = generateControllers(registry).map(({ path }) => path);
    expect(existsSync('compositecontrollers')).toBe(true);
    expect(filesBelow('compositecontrollers', '.yaml').filter((path) => !expected.includes(path))).toEqual([]);
  });
});
