import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officialFinalizer } from '../../hooks/kinds/official-finalizer.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { isMetacontrollerMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { aVMSingle, condition, installVmop, inventory, podUids, reaches } from './scene.ts';
import { layDownChildren, layDownParent, official, readCase, vmopCli } from './takeover-scene.ts';

const name = 'vmsingle-edge';

let cluster: SharedCluster;
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
    await cluster.leave();
  });

  it('restarts no pod, removes what is unwanted, keeps the claim, and is a no-op the second time', async () => {
    const before = await photograph();
    const mark = await cluster.writes.mark();
    const dry = await vmopCli(cluster, 'takeover', '-n', namespace);
    expect(dry).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining('no pod restarts') });
    expect(dry.stdout).toContain(`Service ${namespace}/${name}-additional-service`);
    expect(await cluster.writes.since(mark, { namespace })).toEqual([]);

    expect(await vmopCli(cluster, 'takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    const again = await cluster.writes.mark();
    expect(await vmopCli(cluster, 'takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    expect(await cluster.writes.since(again, { namespace })).toEqual([]);

    cluster = await installVmop(cluster, 10);
    await reaches(cluster, cr, 'operational');
    await eventually(async () => expect(await inventory(cluster, namespace)).toEqual(wanted));
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
    await eventually(async () =>
      expect(await inventory(cluster, namespace)).toEqual([`PersistentVolumeClaim ${name}`]),
    );
    await throughout(5000, async () => {
      const kept = await cluster.client.get(ref('v1', 'PersistentVolumeClaim'));
      expect(kept.metadata).toMatchObject({ uid: before.claim });
      expect(kept.metadata.deletionTimestamp).toBeUndefined();
    });
  });

  it('that was forgotten harms nothing, says what to do, and can be made up for', async () => {
    const before = await photograph();
    cluster = await installVmop(cluster, 10);
    const live = await eventually(async () => {
      const seen = await cluster.client.get(cr);
      expect(condition(seen, 'TakeoverRequired')).toMatchObject({
        status: 'True',
        message: expect.stringContaining('vmop takeover'),
      });
      return seen;
    });
    expect(live.metadata.finalizers).toContain(officialFinalizer);
    await throughout(5000, async () => expect(await photograph()).toEqual(before));

    expect(await vmopCli(cluster, 'takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    const taken = await reaches(cluster, cr, 'operational', { timeoutMs: 90_000 });
    expect(condition(taken, 'TakeoverRequired')).toBeUndefined();
    await eventually(async () => expect(await inventory(cluster, namespace)).toEqual(wanted));
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
    const refused = await vmopCli(cluster, 'takeover', '-n', namespace, '--apply');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('scale it to 0') });
    expect((await cluster.client.get(cr)).metadata.finalizers).toContain(officialFinalizer);
  });
});

const wanted = ['Deployment', 'PersistentVolumeClaim', 'Service', 'ServiceAccount', 'VMServiceScrape'].map(
  (kind) => `${kind} ${name}`,
);

/** The recorded production case as the official operator leaves it, plus leftovers of an earlier spec that it would remove. */
async function layDownOfficialVMSingle(): Promise<KubeObject> {
  const { client } = cluster;
  const [input] = await readCase('vmsingle-production.yaml', namespace);
  const spec = {
    ...Object(input?.spec),
    removePvcAfterDelete: false,
    storage: { ...Object(Object(input?.spec)['storage']), storageClassName: 'expandable' },
  };
  const created = await layDownParent(cluster, {
    ...aVMSingle(namespace, spec),
    metadata: { name: 'edge', namespace },
  });
  const recorded = await recordedChildren();
  await layDownChildren(cluster, created, [...recorded, ...leftovers(recorded)]);
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
  const [recording] = await readCase('vmsingle-production.recorded.yaml', namespace);
  return JSON.parse(JSON.stringify(Object(recording)['children']).replaceAll('fast-ssd', 'expandable'));
}

function leftovers(recorded: readonly KubeObject[]): readonly KubeObject[] {
  const labels = recorded.find(({ kind }) => kind === 'Deployment')?.metadata.labels ?? {};
  const service = recorded.find(({ kind }) => kind === 'Service');
  if (service === undefined) throw new Error('the recording holds no Service');
  const rbac = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    metadata: { name: rbacName(), namespace, labels, finalizers: [officialFinalizer] },
  };
  return [
    { ...service, metadata: { name: `${name}-additional-service`, namespace, labels } },
    {
      ...service,
      kind: 'ConfigMap',
      spec: undefined,
      metadata: { name: `relabelings-assets-${name}`, namespace, labels },
    },
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
    pods: await podUids(cluster, namespace),
    deployment: deployment.metadata.uid,
    template: JSON.stringify(Object(deployment.spec)['template']),
    claim: claim.metadata.uid,
    claimIsLeaving: claim.metadata.deletionTimestamp !== undefined,
  };
}
