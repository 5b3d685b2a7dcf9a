import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { KubeClient } from '../harness/client.ts';
import { readManifests } from '../harness/crds.ts';
import { isControlPlaneMissing } from '../harness/shared-cluster.ts';
import { compareChildren, dryRun, prepareDryRuns } from './compare-case.ts';
import { compareStatus } from './compare-status.ts';
import { casesFolder, examplesFolder, loadCases } from './corpus.ts';
import { unintended, unusedDifferences } from './intended-differences.ts';
import { renderCase } from './render-case.ts';

const recordedWith = { VM_GATEWAY_API_ENABLED: 'true', VM_VPA_API_ENABLED: 'true' };
const examplesRecordedWith = { VM_GATEWAY_API_ENABLED: 'true' };

/** Cases by the beginning of their names; at least so many must be there. */
const subjects = [
  { subject: 'VMSingle', prefixes: ['vmsingle'], atLeast: 24 },
  { subject: 'VMAgent', prefixes: ['vmagent'], atLeast: 44 },
  { subject: 'VMCluster', prefixes: ['vmcluster'], atLeast: 29 },
  {
    subject: 'scrape objects',
    prefixes: ['vmservicescrape', 'vmpodscrape', 'vmnodescrape', 'vmstaticscrape', 'vmprobe', 'vmscrapeconfig'],
    atLeast: 14,
  },
].map(({ prefixes, ...subject }) => {
  const own = prefixes.flatMap((prefix) => loadCases(casesFolder, prefix));
  const examples = prefixes.flatMap((prefix) => loadCases(examplesFolder, prefix));
  return {
    ...subject,
    examples: examples.length,
    cases: [
      ...own.map((recorded) => ({ ...recorded, env: recordedWith })),
      ...examples.map((recorded) => ({ ...recorded, name: `example ${recorded.name}`, env: examplesRecordedWith })),
    ],
  };
});
const hasExamples = subjects.some(({ examples }) => examples > 0);
if (!hasExamples) {
  process.stderr.write(
    `\nSKIPPED: conformance with public examples. They are not part of this repository; ${examplesFolder} does not hold them.\n\n`,
  );
}

const goldens = join(import.meta.dirname, '..', 'golden');
const goldenCases = ['vmsingle', 'vmcluster'].flatMap((kind) =>
  readdirSync(join(goldens, kind), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [join(kind, entry.name)] : [],
  ),
);

describe.skipIf(isControlPlaneMissing())('what the official operator makes', () => {
  let client: KubeClient;
  let compared = 0;
  beforeAll(async () => {
    const access = inject('controlPlane');
    if (access === null) throw new Error('no control plane');
    client = new KubeClient(access);
    await prepareDryRuns(client);
  });
  afterAll(() => client.close());

  describe.each(subjects)('$subject', ({ cases, examples, atLeast }) => {
    it('has cases', () => {
      expect(cases.length - examples).toBeGreaterThanOrEqual(atLeast);
    });

    it.each(cases)('$name', async ({ inputs, children, parents, rejected, env }) => {
      compared++;
      // What the API server refused, no operator has seen.
      const accepted = inputs.filter(({ kind, metadata }) => !rejected.includes(`${kind}/${metadata.name}`));
      const rendered = renderCase(accepted, env);
      const lines = [
        ...(await compareChildren(client, children, rendered.children)),
        ...compareStatus(parents, rendered.parents),
      ];
      expect(unintended(lines)).toEqual([]);
    });
  });

  it('every intended difference occurs', ({ skip }) => {
    const all = subjects.flatMap(({ cases }) => cases).length;
    skip(!hasExamples || compared < all, 'only a part of the cases was compared');
    expect(unusedDifferences()).toEqual([]);
  });

  it.each(goldenCases)('golden %s is accepted by the API server', async (name) => {
    const children = await readManifests(join(goldens, name, 'output.yaml'));
    // Secrets are shown decoded.
    for (const child of children.filter(({ kind }) => kind !== 'Secret')) {
      expect(await dryRun(client, child)).toMatchObject({ kind: child.kind });
    }
  });
});
