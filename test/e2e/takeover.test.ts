import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject, OwnerReference } from '../../hooks/lib/kube-object.ts';
import { repository } from '../harness/crds.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { type Installation, startInstallation } from '../harness/installation.ts';
import { isMetacontrollerMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { aVMSingle, condition, inventory, podUids, reaches, type Scene } from './scene.ts';

const finalizer = 'apps.victoriametrics.com/finalizer';
const official = { fieldManager: 'app' };
const name = 'vmsingle-edge';

let cluster: SharedCluster;
let vmop: Installation | undefined;
let namespace: string;
let cr: KubeObject;

// The official operator's objects are laid down before vmop's controllers exist, as in a real switch-over.
describe.skipIf(isMetacontrollerMissing())('takeover from the official operator', () => {
  beforeEach(async () => {
    cluster = await joinSharedCluster();
    namespace = await cluster.namespace('takeover');
    cr = await layDownOfficialVMSingle();
  });
  afterEach(async () => {
    await vmop?.stop();
    vmop = undefined;
    await cluster.leave();
  });

  it('restarts no pod, removes what is unwanted, keeps the claim, and is a no-op the second time', async () => {
    const before = await photograph();
    const mark = await cluster.writes.mark();
    const dry = await vmopCli('takeover', '-n', namespace);
    expect(dry).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining('no pod restarts') });
    expect(dry.stdout).toContain(`Service ${namespace}/${name}-additional-service`);
    expect(await cluster.writes.since(mark, { namespace })).toEqual([]);

    expect(await vmopCli('takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    const again = await cluster.writes.mark();
    expect(await vmopCli('takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    expect(await cluster.writes.since(again, { namespace })).toEqual([]);

    const scene = await install();
    await reaches(scene, cr, 'operational');
    await eventually(async () => expect(await inventory(scene, namespace)).toEqual(wanted));
    await throughout(5000, async () => expect(await photograph()).toEqual(before));
    const claim = await cluster.client.get(ref('v1', 'PersistentVolumeClaim'));
    expect(claim.metadata.ownerReferences).toMatchObject([{ kind: 'Namespace', name: namespace, controller: false }]);
    expect((await cluster.client.get(ref('apps/v1', 'Deployment'))).metadata.labels).not.toHaveProperty(
      'leftover-label',
    );
    // This VMSingle scrapes nothing, so it needs no role.
    for (const role of rbacRefs())
      await eventually(async () => expect(await cluster.client.find(role)).toBeUndefined());

    await cluster.client.delete(cr);
    await eventually(async () => expect(await inventory(scene, namespace)).toEqual([`PersistentVolumeClaim ${name}`]));
    await throughout(5000, async () => {
      const kept = await cluster.client.get(ref('v1', 'PersistentVolumeClaim'));
      expect(kept.metadata).toMatchObject({ uid: before.claim });
      expect(kept.metadata.deletionTimestamp).toBeUndefined();
    });
  });

  it('that was forgotten harms nothing, says what to do, and can be made up for', async () => {
    const before = await photograph();
    const scene = await install();
    const live = await eventually(async () => {
      const seen = await cluster.client.get(cr);
      expect(condition(seen, 'TakeoverRequired')).toMatchObject({
        status: 'True',
        message: expect.stringContaining('vmop takeover'),
      });
      return seen;
    });
    expect(live.metadata.finalizers).toContain(finalizer);
    await throughout(5000, async () => expect(await photograph()).toEqual(before));

    expect(await vmopCli('takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    const taken = await reaches(scene, cr, 'operational', { timeoutMs: 90_000 });
    expect(condition(taken, 'TakeoverRequired')).toBeUndefined();
    await eventually(async () => expect(await inventory(scene, namespace)).toEqual(wanted));
    expect(await photograph()).toEqual(before);
  });

  it('is refused while the official operator runs', async () => {
    const container = { name: 'manager', image: 'victoriametrics/operator:v0.74.1' };
    const labels = { app: 'vm-operator' };
    const operator = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'vm-operator', namespace },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    };
    await cluster.client.create(operator);
    const refused = await vmopCli('takeover', '-n', namespace, '--apply');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('scale it to 0') });
    expect((await cluster.client.get(cr)).metadata.finalizers).toContain(finalizer);
  });
});

const wanted = ['Deployment', 'PersistentVolumeClaim', 'Service', 'ServiceAccount', 'VMServiceScrape'].map(
  (kind) => `${kind} ${name}`,
);

/** The recorded production case as the official operator leaves it, plus leftovers of an earlier spec that it would remove. */
async function layDownOfficialVMSingle(): Promise<KubeObject> {
  const { client } = cluster;
  const [input] = await readCase('vmsingle-production.yaml');
  const spec = {
    ...Object(input?.spec),
    removePvcAfterDelete: false,
    storage: { ...Object(Object(input?.spec)['storage']), storageClassName: 'expandable' },
  };
  const metadata = { name: 'edge', namespace, finalizers: [finalizer] };
  const created = await client.create({ ...aVMSingle(namespace), metadata, spec }, official);
  const owner: OwnerReference = {
    apiVersion: created.apiVersion,
    kind: created.kind,
    name: created.metadata.name,
    uid: created.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
  const recorded = await recordedChildren();
  for (const object of [...recorded, ...leftovers(recorded)]) {
    const { labels, annotations, finalizers } = object.metadata;
    const own = { name: object.metadata.name, namespace, ownerReferences: [owner], labels, annotations, finalizers };
    await client.create(JSON.parse(JSON.stringify({ ...object, metadata: own })), official);
  }
  // As the official operator once did: a label of an older release that today's spec does not want.
  await client.patch(
    ref('apps/v1', 'Deployment'),
    { metadata: { labels: { 'leftover-label': 'old' } } },
    'merge',
    official,
  );
  await eventually(async () =>
    expect((await client.get(ref('apps/v1', 'Deployment'))).status).toMatchObject({ readyReplicas: 1 }),
  );
  return created;
}

async function recordedChildren(): Promise<readonly KubeObject[]> {
  const [recording] = await readCase('vmsingle-production.recorded.yaml');
  return JSON.parse(JSON.stringify(Object(recording)['children']).replaceAll('fast-ssd', 'expandable'));
}

function leftovers(recorded: readonly KubeObject[]): readonly KubeObject[] {
  const labels = recorded.find(({ kind }) => kind === 'Deployment')?.metadata.labels ?? {};
  const service = recorded.find(({ kind }) => kind === 'Service');
  if (service === undefined) throw new Error('the recording holds no Service');
  const rbac = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    metadata: { name: rbacName(), labels, finalizers: [finalizer] },
  };
  return [
    { ...service, metadata: { name: `${name}-additional-service`, labels } },
    { ...service, kind: 'ConfigMap', spec: undefined, metadata: { name: `relabelings-assets-${name}`, labels } },
    { ...rbac, kind: 'Role' },
  ];
}

function rbacName(): string {
  return `monitoring:${namespace}:${name}`;
}

function rbacRefs(): readonly KubeObject[] {
  return [{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: rbacName(), namespace } }];
}

function ref(apiVersion: string, kind: string): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace } };
}

/** What must not change: pods, and the identities of workload and claim. */
async function photograph() {
  const { client } = cluster;
  const deployment = await client.get(ref('apps/v1', 'Deployment'));
  const claim = await client.get(ref('v1', 'PersistentVolumeClaim'));
  return {
    pods: await podUids(scene(), namespace),
    deployment: deployment.metadata.uid,
    template: JSON.stringify(Object(deployment.spec)['template']),
    claim: claim.metadata.uid,
    claimIsLeaving: claim.metadata.deletionTimestamp !== undefined,
  };
}

async function install(): Promise<Scene> {
  const metacontroller = inject('metacontroller');
  if (metacontroller === null) throw new Error('guarded by isMetacontrollerMissing()');
  vmop = await startInstallation(cluster.access, cluster.client, { metacontroller, resyncSeconds: 10 });
  return scene();
}

/** The shared cluster as scene.ts's helpers want it; they use vmop only where it is installed. */
function scene(): Scene {
  return { ...cluster, vmop: vmop as Installation };
}

async function readCase(file: string): Promise<readonly KubeObject[]> {
  const text = await readFile(join(repository, 'test', 'conformance', 'cases', file), 'utf8');
  return text.split(/^---$/m).map((document) => parse(document, { maxAliasCount: -1 }));
}

function vmopCli(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [join(repository, 'dist', 'vmop.mjs'), ...args, '--kubeconfig', cluster.access.kubeconfig];
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
