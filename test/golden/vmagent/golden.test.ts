import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseObject } from '../../../hooks/api/parse.ts';
import { parseSettings } from '../../../hooks/api/settings-table.ts';
import { vmagentApi } from '../../../hooks/api/vmagent.ts';
import { toYaml } from '../../../hooks/config/yaml.ts';
import { buildVMAgent } from '../../../hooks/kinds/vmagent/build.ts';
import { isKubeObject } from '../../../hooks/lib/is-kube-object.ts';
import { isJsonObject } from '../../../hooks/lib/json.ts';
import { normalise } from '../../conformance/compare.mjs';
import { withEncodedData } from '../../conformance/corpus.ts';
import { agentChildren, agentRelated } from '../../fixtures/some-vmagent.ts';

const cases = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/**
 * Children of the VMAgent in input.yaml, with the objects in its `related`, under the environment in its `env`, as documents in the order in
 * which they are built. Secrets are shown decoded; what vmop makes for itself is left out, it has tests of its own.
 */
function render(text: string): string {
  const input: unknown = parse(text);
  if (!isJsonObject(input) || !isJsonObject(input['env'])) throw new Error('input.yaml has no env');
  const env = Object.fromEntries(Object.entries(input['env']).map(([name, value]) => [name, String(value)]));
  const settings = parseSettings(env);
  const parent = parseObject(vmagentApi, input['object']);
  if (!settings.ok || !parent.ok) throw new Error(JSON.stringify([settings, parent]));
  const given: readonly unknown[] = Array.isArray(input['related']) ? input['related'] : [];
  const related = given.filter(isKubeObject).map((one) => (one.kind === 'Secret' ? withEncodedData(one) : one));
  const built = buildVMAgent({
    parent: parent.value,
    children: agentChildren(),
    related: agentRelated(...related),
    settings: settings.value.settings,
    now: '2026-01-02T03:04:05Z',
  });
  expect(built.issues).toEqual([]);
  return built.phases
    .flatMap(({ children }) => children)
    .filter(({ metadata }) => metadata.labels?.['vmop.victoriametrics.com/internal'] === undefined)
    .map((child) => toYaml(child.kind === 'Secret' ? normalise(child) : child))
    .join('---\n');
}

describe('golden VMAgent', () => {
  it.each(cases)('%s', async (name) => {
    const folder = join(import.meta.dirname, name);
    await expect(render(readFileSync(join(folder, 'input.yaml'), 'utf8'))).toMatchFileSnapshot(
      join(folder, 'output.yaml'),
    );
  });
});
