import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ApiKind, CustomResource } from '../../hooks/api/api-kind.ts';
import { parseObject } from '../../hooks/api/parse.ts';
import type { Settings } from '../../hooks/api/settings.ts';
import { parseSettings } from '../../hooks/api/settings-table.ts';
import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import { isJsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';

/** What an input.yaml holds: the CR under `object`, the environment under `env`, further objects under `related`. */
export interface GoldenInput<CR> {
  readonly parent: CR;
  readonly settings: Settings;
  readonly related: readonly KubeObject[];
}

/** One test for each folder in `folder`: what `render` makes of its input.yaml is the text in its output.yaml. */
export function describeGoldens<CR extends CustomResource>(
  api: ApiKind<CR>,
  folder: string,
  render: (input: GoldenInput<CR>) => string,
): void {
  const cases = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  describe(`golden ${api.kind}`, () => {
    it.each(cases)('%s', async (name) => {
      const input = readInput(api, readFileSync(join(folder, name, 'input.yaml'), 'utf8'));
      await expect(render(input)).toMatchFileSnapshot(join(folder, name, 'output.yaml'));
    });
  });
}

function readInput<CR extends CustomResource>(api: ApiKind<CR>, text: string): GoldenInput<CR> {
  const input: unknown = parse(text);
  if (!isJsonObject(input) || !isJsonObject(input['env'])) throw new Error('input.yaml has no env');
  const env = Object.fromEntries(Object.entries(input['env']).map(([name, value]) => [name, String(value)]));
  const settings = parseSettings(env);
  const parent = parseObject(api, input['object']);
  if (!settings.ok || !parent.ok) throw new Error(JSON.stringify([settings, parent]));
  const given: readonly unknown[] = Array.isArray(input['related']) ? input['related'] : [];
  return { parent: parent.value, settings: settings.value.settings, related: given.filter(isKubeObject) };
}
