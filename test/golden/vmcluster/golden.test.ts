import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseObject } from '../../../hooks/api/parse.ts';
import { parseSettings } from '../../../hooks/api/settings-table.ts';
import { vmclusterApi } from '../../../hooks/api/vmcluster.ts';
import { toYaml } from '../../../hooks/config/yaml.ts';
import { buildVMCluster } from '../../../hooks/kinds/vmcluster/build.ts';
import { isJsonObject } from '../../../hooks/lib/json.ts';
import { normalise } from '../../conformance/compare.mjs';
import { clusterChildren } from '../../fixtures/some-vmcluster.ts';

const cases = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** Children of the VMCluster in input.yaml under the environment in its `env`, as documents in the order in which they are built. Secrets are shown decoded. */
function render(text: string): string {
  const input: unknown = parse(text);
  if (!isJsonObject(input) || !isJsonObject(input['env'])) throw new Error('input.yaml has no env');
  const env = Object.fromEntries(Object.entries(input['env']).map(([name, value]) => [name, String(value)]));
  const settings = parseSettings(env);
  const parent = parseObject(vmclusterApi, input['object']);
  if (!settings.ok || !parent.ok) throw new Error(JSON.stringify([settings, parent]));
  const built = buildVMCluster({
    parent: parent.value,
    children: clusterChildren(),
    settings: settings.value.settings,
  });
  expect(built.issues).toEqual([]);
  return built.phases
    .flatMap(({ children }) => children)
    .map((child) => toYaml(child.kind === 'Secret' ? normalise(child) : child))
    .join('---\n');
}

describe('golden VMCluster', () => {
  it.each(cases)('%s', async (name) => {
    const folder = join(import.meta.dirname, name);
    await expect(render(readFileSync(join(folder, 'input.yaml'), 'utf8'))).toMatchFileSnapshot(
      join(folder, 'output.yaml'),
    );
  });
});
