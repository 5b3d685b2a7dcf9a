import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually } from '../harness/eventually.ts';
import { field, objectsAt, textAt } from '../harness/fields.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { someTemplate } from './action-scene.ts';
import { enterScene, reaches, type Scene, settled } from './scene.ts';

const apps = ['vmstorage', 'vmselect', 'vminsert'] as const;
type App = (typeof apps)[number];

const version = (tag: string) => ({ clusterVersion: `${tag}-cluster` });
const three = {
  ...version('v1.149.0'),
  vmstorage: { replicaCount: 3, storage: someTemplate('1Gi') },
  vmselect: { replicaCount: 2 },
  vminsert: { replicaCount: 2 },
};

describe.skipIf(isMetacontrollerMissing())('VMCluster', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  async function create(spec: object): Promise<KubeObject> {
    const cluster = await scene.client.create({
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMCluster',
      metadata: { name: 'shop', namespace: await scene.namespace('vmcluster') },
      spec,
    });
    return reaches(scene, cluster, 'operational');
  }

  const namespaceOf = ({ metadata: { namespace = '' } }: KubeObject) => namespace;
  const workload = (namespace: string, app: App): KubeObject => ({
    apiVersion: 'apps/v1',
    kind: app === 'vminsert' ? 'Deployment' : 'StatefulSet',
    metadata: { name: `${app}-shop`, namespace },
  });
  const service = (namespace: string, name: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
  });
  const imageOf = (pod: unknown) => textAt(objectsAt(pod, 'containers')[0], 'image') ?? '';

  /** Uids of a part's pods. */
  async function podsOf(namespace: string, app: App): Promise<readonly KubeObject[]> {
    const labelSelector = `app.kubernetes.io/name=${app}`;
    return scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector });
  }

  const uidsOf = async (namespace: string, app: App) =>
    (await podsOf(namespace, app)).map(({ metadata }) => metadata.uid).toSorted();

  /** Parts whose template is newer than one of their pods, the templates read before the pods. */
  async function rolling(namespace: string): Promise<readonly App[]> {
    const found = await Promise.all(apps.map((app) => scene.client.get(workload(namespace, app))));
    const images = found.map(({ spec }) => imageOf(field(spec, 'template', 'spec')));
    const pods = await Promise.all(apps.map((app) => podsOf(namespace, app)));
    return apps.filter((_, index) => (pods[index] ?? []).some(({ spec }) => imageOf(spec) !== images[index]));
  }

  /** Which parts roll, from moment to moment, until the cluster is operational. */
  async function watchRollOut(cluster: KubeObject): Promise<readonly App[]> {
    const order: App[] = [];
    const done = reaches(scene, cluster, 'operational').then(() => true);
    for (let isDone = false; !isDone; isDone = await Promise.race([done, delay(30, false)])) {
      const now = await rolling(namespaceOf(cluster));
      expect(now.length, now.join(' and ')).toBeLessThanOrEqual(1);
      for (const app of now) if (order.at(-1) !== app) order.push(app);
    }
    return order;
  }

  it('rolls a new version through its parts in order, one at a time', async () => {
    const cluster = await create(three);
    await scene.client.patch(cluster, { spec: version('v1.150.0') });
    expect(await watchRollOut(cluster)).toEqual(apps);
    await scene.client.delete(cluster);
  });

  it('a bad image stops the roll-out at its part, which the status names; the next good spec mends it', async () => {
    const cluster = await create(three);
    const namespace = namespaceOf(cluster);
    const [select, insert] = [await uidsOf(namespace, 'vmselect'), await uidsOf(namespace, 'vminsert')];
    const release = scene.nodes.hold(
      (pod) => pod.metadata.namespace === namespace && imageOf(pod.spec).includes('v1.666.0'),
    );
    await scene.client.patch(cluster, { spec: version('v1.666.0') });
    await eventually(async () => {
      const { status } = await scene.client.get(cluster);
      const ready = objectsAt(status, 'conditions').find(({ type }) => type === 'Ready');
      expect(ready?.['message']).toMatch(
        /^StatefulSet \S+\/vmstorage-shop is rolling out generation 2; vmselect waits for vmstorage; vminsert waits/,
      );
    });
    expect(await uidsOf(namespace, 'vmselect')).toEqual(select);
    await scene.client.patch(cluster, { spec: version('v1.149.0') });
    await reaches(scene, cluster, 'operational');
    expect(await uidsOf(namespace, 'vmselect')).toEqual(select);
    expect(await uidsOf(namespace, 'vminsert')).toEqual(insert);
    release();
    await scene.client.delete(cluster);
  });

  it('a load balancer takes over the Services of the parts and gives them back, and no pod of theirs restarts', async () => {
    const cluster = await create(three);
    const namespace = namespaceOf(cluster);
    const before = await Promise.all(apps.map((app) => uidsOf(namespace, app)));
    const address = async () => textAt((await scene.client.get(service(namespace, 'vmselect-shop'))).spec, 'clusterIP');
    expect(await address()).toBe('None');
    await scene.client.patch(cluster, { spec: { requestsLoadBalancer: { enabled: true } } });
    await reaches(scene, cluster, 'operational');
    expect(await address()).toMatch(/^\d+\./);
    await scene.client.get(service(namespace, 'vmselectinternal-shop'));
    await scene.client.patch(cluster, { spec: { requestsLoadBalancer: null } });
    await reaches(scene, cluster, 'operational');
    expect(await address()).toBe('None');
    await eventually(async () => {
      for (const name of ['vmselectinternal-shop', 'vminsertinternal-shop', 'vmclusterlb-shop'])
        expect(await scene.client.find(service(namespace, name))).toBeUndefined();
    });
    expect(await Promise.all(apps.map((app) => uidsOf(namespace, app)))).toEqual(before);
    await scene.client.delete(cluster);
  });

  it('leaves replicas to whoever scales, and takes them back when autoscaling ends', async () => {
    const hpa = { minReplicas: 1, maxReplicas: 5, metrics: [] };
    const cluster = await create({ ...three, vmselect: { replicaCount: 2, hpa } });
    const namespace = namespaceOf(cluster);
    const select = workload(namespace, 'vmselect');
    const replicas = async () => field((await scene.client.get(select)).spec, 'replicas');
    const scale = `/apis/apps/v1/namespaces/${namespace}/statefulsets/vmselect-shop/scale`;
    for (const wanted of [4, 3]) {
      await scene.client.send('PATCH', scale, { spec: { replicas: wanted } }, 'application/merge-patch+json');
      await reaches(scene, cluster, 'operational');
      await settled(scene, namespace);
      expect(await replicas()).toBe(wanted);
    }
    // An edit of something else does not bring an old number back.
    await scene.client.patch(cluster, { spec: { vmselect: { logLevel: 'WARN' } } });
    await reaches(scene, cluster, 'operational');
    expect(await replicas()).toBe(3);
    await scene.client.patch(cluster, { spec: { vmselect: { hpa: null } } });
    await reaches(scene, cluster, 'operational');
    await eventually(async () => expect(await replicas()).toBe(2));
    await scene.client.delete(cluster);
  });

  it('a part that is removed goes; claims stay, and a cluster that comes back finds them', async () => {
    const cluster = await create(three);
    const namespace = namespaceOf(cluster);
    const claims = async () =>
      (await scene.client.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace }))
        .map(({ metadata }) => `${metadata.name} ${metadata.uid}`)
        .toSorted();
    const before = await claims();
    expect(before).toHaveLength(3);
    await scene.client.patch(cluster, { spec: { vmstorage: null, vminsert: null } });
    await eventually(async () => {
      for (const app of ['vmstorage', 'vminsert'] as const)
        expect(await scene.client.find(workload(namespace, app))).toBeUndefined();
    });
    await reaches(scene, cluster, 'operational');
    await scene.client.delete(cluster);
    await eventually(async () => expect(await scene.client.find(workload(namespace, 'vmselect'))).toBeUndefined());
    const again = await scene.client.create({
      apiVersion: cluster.apiVersion,
      kind: cluster.kind,
      metadata: { name: 'shop', namespace },
      spec: three,
    });
    await reaches(scene, again, 'operational');
    expect(await claims()).toEqual(before);
    await scene.client.delete(again);
  });
});
