import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Admission, startAdmission } from '../harness/admission.ts';
import { eventually } from '../harness/eventually.ts';
import { findOnPath } from '../harness/programs.ts';
import { isControlPlaneMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { aVMSingle, type SomeVMSingle } from './scene.ts';

const run = promisify(execFile);
const kubectl = findOnPath('kubectl');
if (kubectl === undefined) process.stderr.write('\nSKIPPED: what `kubectl apply` prints. Install kubectl.\n');

let cluster: SharedCluster;
let admission: Admission;

describe.skipIf(isControlPlaneMissing()).concurrent('admission, called by the API server', () => {
  beforeAll(async () => {
    cluster = await joinSharedCluster();
    admission = await startAdmission(cluster.access, cluster.client);
    // The API server learns of a new webhook by a watch: it is there once a bad object is refused.
    const probe = await cluster.namespace('probe');
    await eventually(() =>
      expect(cluster.client.create(aVMSingle(probe, misspelt), { dryRun: true })).rejects.toMatchObject({
        detail: expect.stringContaining('admission webhook'),
      }),
    );
  });
  afterAll(async () => {
    await admission?.stop();
    await cluster?.leave();
  });

  it('a misspelt field is refused with its path and the right name', async () => {
    const namespace = await cluster.namespace('deny');
    await expect(cluster.client.create(aVMSingle(namespace, misspelt))).rejects.toMatchObject({
      detail: expect.stringMatching(/spec\.affinity\.nodeAfinity.*nodeAffinity/s),
    });
  });

  it('shrinking storage is refused, deleting never', async () => {
    const namespace = await cluster.namespace('shrink');
    const sized = (storage: string) => aVMSingle(namespace, { storage: { resources: { requests: { storage } } } });
    const cr = await cluster.client.create(sized('2Gi'));
    await expect(cluster.client.apply(sized('1Gi'))).rejects.toMatchObject({ detail: expect.stringMatching(/2Gi/) });
    await cluster.client.delete(cr);
    expect(await cluster.client.find(cr)).toBeUndefined();
  });

  it('an edit that restarts pods says so in a warning, one that restarts none does not', async () => {
    const namespace = await cluster.namespace('warn');
    await cluster.client.apply(aVMSingle(namespace));
    const restarting = await cluster.client.applyWithWarnings(aVMSingle(namespace, { retentionPeriod: '3' }));
    expect(restarting.warnings.join('\n')).toMatch(/restart/i);
    const harmless = await cluster.client.applyWithWarnings(
      aVMSingle(namespace, { retentionPeriod: '3', serviceSpec: { useAsDefault: true, spec: { type: 'NodePort' } } }),
    );
    expect(harmless.warnings.join('\n')).not.toMatch(/restart/i);
  });

  it.skipIf(kubectl === undefined)('kubectl apply shows the warning', async () => {
    const namespace = await cluster.namespace('kubectl');
    await apply(aVMSingle(namespace));
    const { stdout, stderr } = await apply(aVMSingle(namespace, { retentionPeriod: '3' }));
    expect(stdout).toMatch(/configured/);
    expect(stderr).toMatch(/^Warning: .*restart/im);
  });

  async function apply(object: SomeVMSingle): Promise<{ stdout: string; stderr: string }> {
    const file = join(cluster.access.folder, `${object.metadata.namespace}.json`);
    await writeFile(file, JSON.stringify(object));
    return run(kubectl ?? 'kubectl', ['--kubeconfig', cluster.access.kubeconfig, 'apply', '-f', file]);
  }
});

const misspelt = { affinity: { nodeAfinity: {} } };
