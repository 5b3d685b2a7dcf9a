import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, throughout } from '../harness/eventually.ts';
import { field } from '../harness/fields.ts';
import { users } from '../harness/identities.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import {
  aVMSingle,
  child,
  childChanges,
  childName,
  condition,
  enterScene,
  inventory,
  podUids,
  reaches,
  type Scene,
  settled,
} from './scene.ts';

let scene: Scene;

const workload = [
  `Deployment ${childName}`,
  `Service ${childName}`,
  `ServiceAccount ${childName}`,
  `VMServiceScrape ${childName}`,
];
const storage = { storage: { resources: { requests: { storage: '1Gi' } } } };

describe.skipIf(isMetacontrollerMissing()).concurrent('life of a VMSingle', () => {
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  it('is created: every child is written once, and the status becomes operational', async () => {
    const namespace = await scene.namespace('create');
    const mark = await scene.writes.mark();
    const cr = await scene.client.create(aVMSingle(namespace));
    const live = await reaches(scene, cr, 'operational');
    expect(condition(live, 'Ready')).toMatchObject({ status: 'True', reason: 'Operational', observedGeneration: 1 });
    expect(await inventory(scene, namespace)).toEqual(workload);
    expect(await childChanges(scene, mark, namespace)).toEqual([
      `patch deployments ${childName}`,
      `patch serviceaccounts ${childName}`,
      `patch services ${childName}`,
      `patch vmservicescrapes ${childName}`,
    ]);
    // One for what is applied, one for what is observed, one for the pod that is ready; never one per event.
    const statusWrites = await scene.writes.since(mark, { namespace, resource: 'vmsingles/status' });
    expect(statusWrites.filter(({ changed }) => changed).length).toBeLessThanOrEqual(4);
  });

  it.each([
    { name: 'retention', spec: { retentionPeriod: '3' }, changes: [`patch deployments ${childName}`] },
    {
      name: 'service',
      spec: { serviceSpec: { useAsDefault: true, spec: { type: 'NodePort' } } },
      changes: [`patch services ${childName}`],
    },
  ])('is edited ($name): only the object concerned is written, once', async ({ spec, changes }) => {
    const namespace = await scene.namespace('edit');
    const cr = await scene.client.create(aVMSingle(namespace));
    await reaches(scene, cr, 'operational');
    const mark = await scene.writes.mark();
    await scene.client.patch(cr, { spec });
    await eventually(async () => expect(await childChanges(scene, mark, namespace)).toEqual(changes));
    await reaches(scene, cr, 'operational');
    expect(await childChanges(scene, mark, namespace)).toEqual(changes);
  });

  it('is idle for 90 s: nobody writes anything', async () => {
    const namespace = await scene.namespace('idle');
    const cr = await scene.client.create(aVMSingle(namespace, storage));
    await reaches(scene, cr, 'operational');
    await eventually(async () =>
      expect((await scene.client.get(child('PersistentVolumeClaim', namespace))).status).toMatchObject({
        phase: 'Bound',
      }),
    );
    await settled(scene, namespace);
    const mark = await scene.writes.mark();
    await throughout(90_000, async () => expect(await scene.writes.since(mark, { namespace })).toEqual([]));
  });

  it('is paused: an edit changes no child until it goes on', async () => {
    const namespace = await scene.namespace('paused');
    const cr = await scene.client.create(aVMSingle(namespace));
    await reaches(scene, cr, 'operational');
    const pods = await podUids(scene, namespace);
    const mark = await scene.writes.mark();
    await scene.client.patch(cr, { spec: { paused: true, retentionPeriod: '7' } });
    await reaches(scene, cr, 'paused');
    await throughout(5000, async () => expect(await childChanges(scene, mark, namespace)).toEqual([]));
    expect(await podUids(scene, namespace)).toEqual(pods);
    await scene.client.patch(cr, { spec: { paused: null } });
    await reaches(scene, cr, 'operational');
    expect(await childChanges(scene, mark, namespace)).toEqual([`patch deployments ${childName}`]);
  });

  it('gets an invalid edit: the workload stays, the status says why, and a right edit heals it', async () => {
    const namespace = await scene.namespace('invalid');
    const cr = await scene.client.create(aVMSingle(namespace));
    await reaches(scene, cr, 'operational');
    const pods = await podUids(scene, namespace);
    const mark = await scene.writes.mark();
    // Structurally fine for the CRD, but a port that no Service can have.
    await scene.client.patch(cr, { spec: { port: 'no-port' } });
    const failed = await reaches(scene, cr, 'failed');
    expect(field(failed.status, 'reason')).toMatch(/port/);
    expect(await childChanges(scene, mark, namespace)).toEqual([]);
    expect(await inventory(scene, namespace)).toEqual(workload);
    expect(await podUids(scene, namespace)).toEqual(pods);
    await scene.client.patch(cr, { spec: { port: '8430' } });
    await reaches(scene, cr, 'operational');
    expect((await scene.client.get(child('Service', namespace))).spec).toMatchObject({
      ports: [
        { name: 'http', port: 8430 },
        { name: 'http-alias', port: 8428 },
      ],
    });
  });

  it('is refused a child by a quota: NotApplied names it, in time it fails, and it recovers', async () => {
    const namespace = await scene.namespace('quota');
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'none', namespace },
      spec: { hard: { 'count/deployments.apps': '0' } },
    };
    await scene.client.create(quota);
    await eventually(async () =>
      expect((await scene.client.get(quota)).status).toMatchObject({ hard: { 'count/deployments.apps': '0' } }),
    );
    const cr = await scene.client.create(aVMSingle(namespace));
    const expanding = await eventually(async () => {
      const live = await scene.client.get(cr);
      expect(condition(live, 'NotApplied')).toMatchObject({
        status: 'True',
        message: expect.stringContaining(`Deployment ${namespace}/${childName}`),
      });
      expect(live.status).toMatchObject({ updateStatus: 'expanding' });
      return live;
    });
    expect(condition(expanding, 'Ready')).toMatchObject({ status: 'False' });
    expect(await inventory(scene, namespace)).toEqual(workload.filter((name) => !name.startsWith('Deployment')));
    const failed = await reaches(scene, cr, 'failed', { timeoutMs: 150_000 });
    expect(field(failed.status, 'reason')).toMatch(/Events/);
    await scene.client.delete(quota);
    const healed = await reaches(scene, cr, 'operational', { timeoutMs: 75_000 });
    expect(condition(healed, 'NotApplied')).toBeUndefined();
  });

  it.each(['Deployment', 'Service'] as const)(
    'a %s edited by hand is put right, a deleted one comes back',
    async (kind) => {
      const namespace = await scene.namespace('drift');
      const cr = await scene.client.create(aVMSingle(namespace));
      await reaches(scene, cr, 'operational');
      const object = child(kind, namespace);
      const edits = {
        Deployment: { patch: { spec: { replicas: 3 } }, repaired: { replicas: 1 } },
        Service: {
          patch: { spec: { selector: { app: 'other' } } },
          repaired: { selector: { 'app.kubernetes.io/name': 'vmsingle' } },
        },
      }[kind];
      await scene.client.patch(object, edits.patch, 'merge', { fieldManager: 'somebody' });
      await eventually(async () => expect((await scene.client.get(object)).spec).toMatchObject(edits.repaired));
      const { uid } = (await scene.client.get(object)).metadata;
      await scene.client.delete(object);
      await eventually(async () => expect((await scene.client.get(object)).metadata.uid).not.toBe(uid));
      await reaches(scene, cr, 'operational');
      expect(await inventory(scene, namespace)).toEqual(workload);
    },
  );

  it.each([
    { name: 'never set', steps: [], kept: true },
    { name: 'set from the start', steps: [true], kept: false },
    { name: 'set, then taken back', steps: [true, false], kept: true },
    { name: 'set, taken back, set again', steps: [true, false, true], kept: false },
  ])('children go, the claim stays as removePvcAfterDelete says: $name', async ({ steps, kept }) => {
    const namespace = await scene.namespace('end');
    const cr = await scene.client.create(
      aVMSingle(namespace, { ...storage, ...(steps[0] === undefined ? {} : { removePvcAfterDelete: steps[0] }) }),
    );
    await reaches(scene, cr, 'operational');
    const claim = child('PersistentVolumeClaim', namespace);
    const before = await scene.client.get(claim);
    for (const removePvcAfterDelete of steps.slice(1)) {
      await scene.client.patch(cr, { spec: { removePvcAfterDelete } });
      await reaches(scene, cr, 'operational');
      expect((await scene.client.get(claim)).metadata.uid).toBe(before.metadata.uid);
    }
    const mark = await scene.writes.mark();
    await scene.client.delete(cr);
    const left = kept ? [`PersistentVolumeClaim ${childName}`] : [];
    await eventually(async () => expect(await inventory(scene, namespace)).toEqual(left), { timeoutMs: 60_000 });
    const deleted = await scene.writes.since(mark, {
      namespace,
      user: users.metacontroller,
      resource: 'persistentvolumeclaims',
    });
    if (kept) {
      await throughout(5000, async () => expect(await inventory(scene, namespace)).toEqual(left));
      expect((await scene.client.get(claim)).metadata).toMatchObject({ uid: before.metadata.uid });
      expect(deleted.filter(({ verb }) => verb === 'delete')).toEqual([]);
    }
  });
});
