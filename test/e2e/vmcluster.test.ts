import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field, objectsAt, textAt } from '../harness/fields.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { actionLeftovers } from './action-leftovers.ts';
import { someTemplate } from './action-scene.ts';
import {
  allUids,
  apps,
  claimsOf,
  createCluster,
  edit,
  imageOf,
  podsOf,
  removeCluster,
  soundReport,
  three,
  uidsOf,
  version,
  versionsOf,
  workload,
  workloadName,
} from './cluster-scene.ts';
import { enterScene, reaches, type Scene, settled } from './scene.ts';

/** How the user's strategy makes the pods of a StatefulSet come and go. */
const policies = [
  { policy: 'Parallel', strategy: {} },
  { policy: 'OrderedReady', strategy: { rollingUpdateStrategy: 'RollingUpdate' } },
] as const;

const threeWith = (strategy: object) => ({
  ...three,
  vmstorage: { ...three.vmstorage, ...strategy },
  vmselect: { ...three.vmselect, ...strategy },
});

const inOrder = apps.map(workloadName);

describe.skipIf(isMetacontrollerMissing()).concurrent('VMCluster', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  const service = (namespace: string, name: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
  });

  /** Of the pods with the bad image, chosen ones never get ready. */
  const holdBad = (namespace: string, isStuck: (pod: KubeObject) => boolean) =>
    scene.nodes.hold(
      (pod) => pod.metadata.namespace === namespace && imageOf(pod.spec).includes('v1.666.0') && isStuck(pod),
    );

  it.each(policies)(
    'rolls a new version through its parts in order, one at a time ($policy)',
    async ({ policy, strategy }) => {
      const cluster = await createCluster(scene, threeWith(strategy));
      const { spec } = await scene.client.get(workload(cluster.namespace, 'vmstorage'));
      expect(spec).toMatchObject({ podManagementPolicy: policy });
      await edit(scene, cluster, version('v1.150.0'));
      const { rolled, missed } = await soundReport(cluster);
      expect(rolled).toEqual(inOrder);
      expect(missed).toEqual({ 'vmstorage-shop': 1, 'vmselect-shop': 1, 'vminsert-shop': 0 });
      expect(await versionsOf(scene, cluster.namespace)).toEqual(['v1.150.0-cluster']);
      await removeCluster(scene, cluster);
    },
  );

  it.each([
    { ...policies[0], from: 'first', isStuck: () => true, old: 2 },
    { ...policies[1], from: 'second', isStuck: (name: string) => !name.endsWith('-2'), old: 1 },
  ])(
    'a bad image stops the roll-out at its part, which the status names; the next good spec mends it ($policy, from its $from pod on)',
    async ({ strategy, isStuck, old }) => {
      const cluster = await createCluster(scene, threeWith(strategy));
      const { namespace, cr } = cluster;
      const [, ...behind] = await allUids(scene, namespace);
      const release = holdBad(namespace, ({ metadata }) => isStuck(metadata.name));
      await scene.client.patch(cr, { spec: version('v1.666.0') });
      await eventually(async () => {
        const { status } = await scene.client.get(cr);
        const ready = objectsAt(status, 'conditions').find(({ type }) => type === 'Ready');
        expect(ready?.['message']).toMatch(
          /^StatefulSet \S+\/vmstorage-shop is rolling out generation 2; .*vmselect waits for vmstorage; vminsert waits/,
        );
        const images = (await podsOf(scene, namespace, 'vmstorage')).map(({ spec }) => imageOf(spec));
        expect(images.filter((image) => image.includes('v1.149.0'))).toHaveLength(old);
        expect(images).toHaveLength(3);
      });
      expect((await allUids(scene, namespace)).slice(1)).toEqual(behind);
      await edit(scene, cluster, version('v1.149.0'));
      expect((await allUids(scene, namespace)).slice(1)).toEqual(behind);
      expect(await versionsOf(scene, namespace)).toEqual(['v1.149.0-cluster']);
      const { rolled, missed } = await soundReport(cluster);
      expect(rolled).toEqual(['vmstorage-shop']);
      expect(missed).toEqual({ 'vmstorage-shop': 1, 'vmselect-shop': 0, 'vminsert-shop': 0 });
      release();
      await removeCluster(scene, cluster);
    },
  );

  it('a version that stops in the middle of the cluster: the part that is stuck gets the next one first, then the others in order', async () => {
    const cluster = await createCluster(scene, three);
    const { namespace, cr } = cluster;
    const release = holdBad(namespace, ({ metadata }) => metadata.name.startsWith('vmselect-'));
    await scene.client.patch(cr, { spec: version('v1.666.0') });
    await eventually(async () => {
      const [select, insert] = [
        await podsOf(scene, namespace, 'vmselect'),
        await podsOf(scene, namespace, 'vminsert'),
      ].map((pods) => pods.map(({ spec }) => imageOf(spec).split(':')[1]).toSorted());
      expect(select).toEqual(['v1.149.0-cluster', 'v1.666.0-cluster']);
      expect(insert).toEqual(['v1.149.0-cluster', 'v1.149.0-cluster']);
    });
    await edit(scene, cluster, version('v1.151.0'));
    expect(await versionsOf(scene, namespace)).toEqual(['v1.151.0-cluster']);
    const { rolled, missed } = await soundReport(cluster);
    expect(rolled).toEqual(['vmstorage-shop', 'vmselect-shop', 'vmstorage-shop', 'vminsert-shop']);
    expect(missed).toEqual({ 'vmstorage-shop': 1, 'vmselect-shop': 1, 'vminsert-shop': 0 });
    release();
    await removeCluster(scene, cluster);
  });

  it('storage nodes are added and taken away: the others stay, claims stay, and vmselect and vminsert learn of it in turn', async () => {
    const cluster = await createCluster(scene, three);
    const { namespace } = cluster;
    const first = await uidsOf(scene, namespace, 'vmstorage');
    await edit(scene, cluster, { vmstorage: { replicaCount: 5 } });
    expect(await uidsOf(scene, namespace, 'vmstorage')).toEqual(expect.arrayContaining([...first]));
    const { uids: claims } = await claimsOf(scene, namespace);
    expect(Object.keys(claims)).toHaveLength(5);
    await edit(scene, cluster, { vmstorage: { replicaCount: 3 } });
    expect(await uidsOf(scene, namespace, 'vmstorage')).toEqual(first);
    expect((await claimsOf(scene, namespace)).uids).toEqual(claims);
    await edit(scene, cluster, { vmstorage: { replicaCount: 4 } });
    // The node that comes back finds its data.
    expect((await claimsOf(scene, namespace)).uids).toEqual(claims);
    const { rolled, missed } = await soundReport(cluster);
    expect(rolled).toEqual([1, 2, 3].flatMap(() => ['vmselect-shop', 'vminsert-shop']));
    expect(missed['vmstorage-shop']).toBe(0);
    await removeCluster(scene, cluster);
  });

  it('claims grow, and no pod restarts', async () => {
    const cached = { ...three, vmselect: { replicaCount: 2, storage: someTemplate('1Gi') } };
    const cluster = await createCluster(scene, cached);
    const { namespace } = cluster;
    const [pods, { uids: claims }] = [await allUids(scene, namespace), await claimsOf(scene, namespace)];
    const setUids = async () =>
      (
        await Promise.all((['vmstorage', 'vmselect'] as const).map((app) => scene.client.get(workload(namespace, app))))
      ).map(({ metadata }) => metadata.uid);
    const sets = await setUids();
    const storage = someTemplate('2Gi');
    await edit(scene, cluster, { vmstorage: { storage }, vmselect: { storage } });
    expect(await claimsOf(scene, namespace)).toEqual({ uids: claims, sizes: ['2Gi'] });
    expect(await allUids(scene, namespace)).toEqual(pods);
    const anew = await setUids();
    expect(anew.filter((uid) => sets.includes(uid))).toEqual([]);
    const { rolled, missed } = await soundReport(cluster);
    expect(rolled).toEqual([]);
    expect(missed).toEqual({ 'vmstorage-shop': 0, 'vmselect-shop': 0, 'vminsert-shop': 0 });
    await eventually(async () => expect(await actionLeftovers(scene, namespace)).toEqual([]));
    await removeCluster(scene, cluster);
  });

  it('of two pods that may be missing, a disruption budget of one leaves one', async () => {
    const vmstorage = {
      ...three.vmstorage,
      replicaCount: 4,
      rollingUpdateStrategyBehavior: { maxUnavailable: 2 },
      podDisruptionBudget: { maxUnavailable: 1 },
    };
    const cluster = await createCluster(scene, { ...three, vmstorage });
    const { namespace, cr } = cluster;
    const release = scene.nodes.hold(
      ({ metadata, spec }) => metadata.namespace === namespace && imageOf(spec).includes('v1.150.0'),
    );
    await scene.client.patch(cr, { spec: version('v1.150.0') });
    await eventually(async () =>
      expect(await actionLeftovers(scene, namespace)).toContainEqual(expect.stringContaining('Job vmop-roll-')),
    );
    // Time for the Job to try several times.
    await throughout(8000, async () => expect((await soundReport(cluster)).missed['vmstorage-shop']).toBeLessThan(2));
    release();
    await reaches(scene, cr, 'operational');
    const { rolled, missed } = await soundReport(cluster);
    expect(rolled).toEqual(inOrder);
    expect(missed['vmstorage-shop']).toBe(1);
    await removeCluster(scene, cluster);
  });

  it('a load balancer takes over the Services of the parts and gives them back, and no pod of theirs restarts', async () => {
    const cluster = await createCluster(scene, three);
    const { namespace } = cluster;
    const before = await allUids(scene, namespace);
    const address = async () => textAt((await scene.client.get(service(namespace, 'vmselect-shop'))).spec, 'clusterIP');
    expect(await address()).toBe('None');
    await edit(scene, cluster, { requestsLoadBalancer: { enabled: true } });
    expect(await address()).toMatch(/^\d+\./);
    await scene.client.get(service(namespace, 'vmselectinternal-shop'));
    await edit(scene, cluster, { requestsLoadBalancer: null });
    expect(await address()).toBe('None');
    await eventually(async () => {
      for (const name of ['vmselectinternal-shop', 'vminsertinternal-shop', 'vmclusterlb-shop'])
        expect(await scene.client.find(service(namespace, name))).toBeUndefined();
    });
    expect(await allUids(scene, namespace)).toEqual(before);
    expect((await soundReport(cluster, { leaves: ['vmclusterlb-shop'] })).rolled).toEqual([]);
    await removeCluster(scene, cluster);
  });

  it('leaves replicas to whoever scales, and takes them back when autoscaling ends', async () => {
    const hpa = { minReplicas: 1, maxReplicas: 5, metrics: [] };
    const cluster = await createCluster(scene, { ...three, vmselect: { replicaCount: 2, hpa } });
    const { namespace, cr } = cluster;
    const select = workload(namespace, 'vmselect');
    const replicas = async () => field((await scene.client.get(select)).spec, 'replicas');
    const scale = `/apis/apps/v1/namespaces/${namespace}/statefulsets/vmselect-shop/scale`;
    for (const wanted of [4, 3]) {
      await scene.client.send('PATCH', scale, { spec: { replicas: wanted } }, 'application/merge-patch+json');
      await reaches(scene, cr, 'operational');
      await settled(scene, namespace);
      expect(await replicas()).toBe(wanted);
    }
    // An edit of something else does not bring an old number back.
    await edit(scene, cluster, { vmselect: { logLevel: 'WARN' } });
    expect(await replicas()).toBe(3);
    await edit(scene, cluster, { vmselect: { hpa: null } });
    await eventually(async () => expect(await replicas()).toBe(2));
    await soundReport(cluster);
    await removeCluster(scene, cluster);
  });

  it('a part comes and goes, and the others do not care; claims stay, and a cluster that comes back finds them', async () => {
    const { vminsert, ...withoutInsert } = three;
    const cluster = await createCluster(scene, withoutInsert);
    const { namespace } = cluster;
    const pods = await allUids(scene, namespace);
    await edit(scene, cluster, { vminsert });
    const added = await allUids(scene, namespace);
    expect(added.slice(0, 2)).toEqual(pods.slice(0, 2));
    expect(added[2]).toHaveLength(2);
    const { uids: claims } = await claimsOf(scene, namespace);
    expect(Object.keys(claims)).toHaveLength(3);
    await scene.client.patch(cluster.cr, { spec: { vmstorage: null, vminsert: null } });
    await eventually(async () => {
      for (const app of ['vmstorage', 'vminsert'] as const)
        expect(await scene.client.find(workload(namespace, app))).toBeUndefined();
    });
    await reaches(scene, cluster.cr, 'operational');
    const leaves = ['vmstorage-shop', 'vminsert-shop'];
    // vmselect has no storage nodes any more, and rolls for that.
    expect((await soundReport(cluster, { leaves })).rolled).toEqual(['vmselect-shop']);
    await removeCluster(scene, cluster);
    await eventually(async () => expect(await scene.client.find(workload(namespace, 'vmselect'))).toBeUndefined());
    const again = await scene.client.create({
      apiVersion: cluster.cr.apiVersion,
      kind: cluster.cr.kind,
      metadata: { name: 'shop', namespace },
      spec: three,
    });
    await reaches(scene, again, 'operational');
    expect((await claimsOf(scene, namespace)).uids).toEqual(claims);
    await scene.client.delete(again);
  });
});
