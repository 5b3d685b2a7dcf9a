import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseObject } from '../../../hooks/api/parse.ts';
import { parseSettings } from '../../../hooks/api/settings-table.ts';
import { vmsingleApi } from '../../../hooks/api/vmsingle.ts';
import { toYaml } from '../../../hooks/config/yaml.ts';
import { buildVMSingle } from '../../../hooks/kinds/vmsingle/build.ts';
import { retainedClaims } from '../../../hooks/kinds/vmsingle/claim.ts';
import { isJsonObject } from '../../../hooks/lib/json.ts';
import { relatedOf } from '../../fixtures/builders.ts';

const cases = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** Children of the VMSingle in input.yaml, under the environment in its `env`, as documents in the order in which they are built. */
function render(text: string): string {
  const input: unknown = parse(text);
  if (!isJsonObject(input) || !isJsonObject(input['env'])) throw new Error('input.yaml has no env');
  const env = Object.fromEntries(Object.entries(input['env']).map(([name, value]) => [name, String(value)]));
  const settings = parseSettings(env);
  const cr = parseObject(vmsingleApi, input['object']);
  if (!settings.ok || !cr.ok) throw new Error(JSON.stringify([settings, cr]));
  const request = { parent: cr.value, children: {}, related: relatedOf(), settings: settings.value.settings };
  const built = buildVMSingle(request);
  const claims = retainedClaims(cr.value, request.settings).map(({ claim }) => claim);
  expect(built.issues).toEqual([]);
  return [...built.phases.flatMap(({ children }) => children), ...claims].map(toYaml).join('---\n');
}

describe('golden VMSingle', () => {
  it.each(cases)('%s', async (name) => {
    const folder = join(import.meta.dirname, name);
    await expect(render(readFileSync(join(folder, 'input.yaml'), 'utf8'))).toMatchFileSnapshot(
      join(folder, 'output.yaml'),
    );
  });
});
