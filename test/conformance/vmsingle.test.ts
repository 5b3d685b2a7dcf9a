import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { KubeClient } from '../harness/client.ts';
import { readManifests } from '../harness/crds.ts';
import { field } from '../harness/fields.ts';
import { isControlPlaneMissing } from '../harness/shared-cluster.ts';
import { compareChildren, dryRun, prepareDryRuns } from './compare-case.ts';
import { casesFolder, examplesFolder, loadCases, type RecordedCase } from './corpus.ts';
import { unintended } from './intended-differences.ts';
import { renderCase } from './render-case.ts';

const recordedWith = { VM_GATEWAY_API_ENABLED: 'true', VM_VPA_API_ENABLED: 'true' };
const examples = loadCases(examplesFolder, 'vmsingle');
if (examples.length === 0) {
  process.stderr.write(
    `\nSKIPPED: conformance with public examples. They are not part of this repository; ${examplesFolder} does not hold them.\n\n`,
  );
}

/** Cases whose VMSingle scrapes belong to the scrape pipeline. */
const ingestsOnly = ({ inputs }: RecordedCase) =>
  inputs.every((object) => object.kind !== 'VMSingle' || field(object, 'spec', 'ingestOnlyMode') !== false);

const goldens = join(import.meta.dirname, '..', 'golden', 'vmsingle');
const goldenCases = readdirSync(goldens, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

const cases = [
  ...loadCases(casesFolder, 'vmsingle').map((recorded) => ({ ...recorded, env: recordedWith })),
  ...examples.map((recorded) => ({ ...recorded, env: { VM_GATEWAY_API_ENABLED: 'true' } })),
].filter(ingestsOnly);

describe.skipIf(isControlPlaneMissing())('VMSingle is what the official operator makes', () => {
  let client: KubeClient;
  beforeAll(async () => {
    const access = inject('controlPlane');
    if (access === null) throw new Error('no control plane');
    client = new KubeClient(access);
    await prepareDryRuns(client);
  });
  afterAll(() => client.close());

  it('has cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(19);
  });

  it.each(cases)('$name', async ({ inputs, children, updateStatus, env }) => {
    const rendered = renderCase(inputs, env);
    expect(unintended(await compareChildren(client, children, rendered.children))).toEqual([]);
    for (const parent of rendered.parents.filter(({ kind }) => kind === 'VMSingle')) {
      const wanted = updateStatus.get(`${parent.kind}/${parent.metadata.name}`);
      expect(field(parent.status, 'updateStatus'), parent.metadata.name).toBe(wanted);
      if (wanted === 'failed') expect(field(parent.status, 'reason')).toEqual(expect.stringMatching(/\S/));
    }
  });

  it.each(goldenCases)('golden %s is accepted by the API server', async (name) => {
    for (const child of await readManifests(join(goldens, name, 'output.yaml'))) {
      expect(await dryRun(client, child)).toMatchObject({ kind: child.kind });
    }
  });
});
