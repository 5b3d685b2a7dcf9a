import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withEncodedData } from '../../conformance/corpus.ts';
import { renderCase } from '../../conformance/render-case.ts';
import { makeCertificates } from '../../fixtures/certificates.ts';
import { type GeneratedConfig, generatedConfigs, jobNamesOf } from '../../fixtures/scrape-config.ts';
import { parseManifests } from '../../harness/crds.ts';
import { findVmProgram } from '../../harness/vm-binaries.ts';
import { type VmagentJudge, vmagentJudge } from '../../judge/vmagent.ts';

const cases = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const program = findVmProgram('vmagent');
const verdict = '# vmagent -dryRun: accepted\n';

/** The one configuration that our hooks make of the objects in an input.yaml. */
function render(path: string): GeneratedConfig {
  const objects = parseManifests(readFileSync(path, 'utf8'), path).map((object) =>
    object.kind === 'Secret' ? withEncodedData(object) : object,
  );
  const [config, ...others] = generatedConfigs(renderCase(objects, {}).children);
  if (config === undefined || others.length > 0) throw new Error(`${path} does not make one configuration`);
  return config;
}

// output.yaml begins with the verdict of the real vmagent. Where the program is missing, an unchanged file keeps the verdict that it has.
describe('golden scrape configuration', () => {
  let judge: VmagentJudge | undefined;
  beforeAll(async () => {
    if (program !== undefined) judge = vmagentJudge(program, await makeCertificates());
  });
  afterAll(() => judge?.close());

  it.each(cases)('%s', async (name) => {
    const file = join(import.meta.dirname, name, 'output.yaml');
    const config = render(join(import.meta.dirname, name, 'input.yaml'));
    expect(jobNamesOf(config)).not.toEqual([]);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const result = judge?.judge(config);
    expect(result?.refusal ?? null).toBeNull();
    expect([...(result?.skipped ?? [])]).toEqual([]);
    const isAccepted = result !== undefined || before === verdict + config.text;
    await expect((isAccepted ? verdict : '') + config.text).toMatchFileSnapshot(file);
  });
});
