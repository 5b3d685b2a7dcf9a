import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field, objectsAt, textAt } from '../harness/fields.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { claims, someTemplate } from './action-scene.ts';
import { type ComingsAndGoings, logComingsAndGoings } from './comings-and-goings.ts';
import { condition, enterScene, reaches, type Scene } from './scene.ts';

let scene: Scene;

const image = (tag: string) => ({ image: { tag } });
const template = (name: string) => ({
  metadata: { name },
  spec: { storageClassName: 'expandable', resources: { requests: { storage: '1Gi' } } },
});
const further = { claimTemplates: [template('more')], volumeMounts: [{ name: 'more', mountPath: '/more' }] };
const named = (name: string) => ({ storage: { volumeClaimTemplate: template(name) } });

/** A VMCluster of three storage nodes with claims, and one vmselect; a patch changes the storage nodes. */
async function aCluster(name: string, vmstorage: object = {}): Promise<KubeObject> {
  const cluster = await scene.client.create({
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMCluster',
    metadata: { name: 'shop', namespace: await scene.namespace(name) },
    spec: {
      clusterVersion: 'v1.149.0-cluster',
      vmstorage: { replicaCount: 3, storage: someTemplate('1Gi'), ...vmstorage },
      vmselect: { replicaCount: 1 },
    },
  });
  return reaches(scene, cluster, 'operational');
}

const namespaceOf = ({ metadata: { namespace = '' } }: KubeObject) => namespace;

async function podsOf(cluster: KubeObject, app = 'vmstorage'): Promise<readonly KubeObject[]> {
  const labelSelector = `app.kubernetes.io/name=${app}`;
  return scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace: namespaceOf(cluster), labelSelector });
}

/** What each storage node mounts: `volume=claim`, sorted. */
async function mounts(cluster: KubeObject): Promise<readonly string[]> {
  return (await podsOf(cluster))
    .flatMap(({ spec }) => objectsAt(spec, 'volumes'))
    .flatMap((volume) => {
      const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
      return claim === undefined ? [] : [`${String(volume['name'])}=${claim}`];
    })
    .toSorted();
}

const mounted = (...templates: readonly string[]) =>
  templates.flatMap((name) => [0, 1, 2].map((ordinal) => `${name}=${name}-vmstorage-shop-${ordinal}`)).toSorted();

const identities = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata }) => `${metadata.name} ${metadata.uid} ${metadata.deletionTimestamp ?? 'stays'}`);

const claimsOf = async (cluster: KubeObject) => identities(await claims(scene, namespaceOf(cluster)));

/** Holds, until the cluster is operational, that at least two of three storage nodes are ready; gives what came and went. */
async function whileItRolls(cluster: KubeObject, edit: object): Promise<ComingsAndGoings> {
  const stopped = new AbortController();
  const log = await logComingsAndGoings(scene, namespaceOf(cluster), stopped.signal);
  await scene.client.patch(cluster, { spec: edit });
  const done = reaches(scene, cluster, 'operational', { timeoutMs: 120_000 }).then(() => true);
  for (let isDone = false; !isDone; isDone = await Promise.race([done, pause()])) {
    const ready = (await podsOf(cluster)).filter(isReady);
    expect(ready.length, log.went.join(', ')).toBeGreaterThanOrEqual(2);
  }
  await eventually(async () =>
    expect(await scene.client.list({ apiVersion: 'batch/v1', kind: 'Job', namespace: namespaceOf(cluster) })).toEqual(
      [],
    ),
  );
  stopped.abort();
  return log;
}

const pause = () => new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 50));

function isReady({ metadata, status }: KubeObject): boolean {
  const isUp = objectsAt(status, 'conditions').some((one) => one['type'] === 'Ready' && one['status'] === 'True');
  return isUp && metadata.deletionTimestamp === undefined;
}

/** Lets the storage nodes of a cluster crash that have the image `broken`. */
function crashBroken(cluster: KubeObject): () => void {
  const isBroken = ({ spec }: KubeObject) => tagOf(spec) === 'broken';
  return scene.nodes.crash((pod) => pod.metadata.namespace === namespaceOf(cluster) && isBroken(pod));
}

const tagOf = (spec: unknown) => textAt(objectsAt(spec, 'containers')[0], 'image')?.split(':')[1];
const tagsOf = async (cluster: KubeObject) => (await podsOf(cluster)).map(({ spec }) => tagOf(spec));

const podsThatWent = ({ went }: ComingsAndGoings) => went.filter((name) => /^Pod vm(storage|select)-/.test(name));
const oneByOne = ['Pod vmstorage-shop-0', 'Pod vmstorage-shop-1', 'Pod vmstorage-shop-2'];

describe.skipIf(isMetacontrollerMissing()).concurrent('claim templates that come and go', () => {
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  it('a further one, with a new version: storage nodes restart one by one, then the next part; data stays where it is', async () => {
    const cluster = await aCluster('further', { podDisruptionBudget: { maxUnavailable: 1 } });
    const before = await claimsOf(cluster);
    const log = await whileItRolls(cluster, { clusterVersion: 'v1.150.0-cluster', vmstorage: further });
    expect(podsThatWent(log)).toEqual([...oneByOne, 'Pod vmselect-shop-0']);
    expect(await mounts(cluster)).toEqual(mounted('vmstorage-db', 'more'));
    const after = await claimsOf(cluster);
    expect(after).toEqual(expect.arrayContaining([...before]));
    expect(after).toHaveLength(6);
    expect(log.went.filter((name) => name.startsWith('PersistentVolumeClaim'))).toEqual([]);
    // Another version afterwards is an ordinary roll-out again.
    const later = await whileItRolls(cluster, { clusterVersion: 'v1.151.0-cluster' });
    expect(podsThatWent(later)).toEqual([...oneByOne.toReversed(), 'Pod vmselect-shop-0']);
  });

  it('one for data that lay in an emptyDir, with pods in order and a Job that is killed', async () => {
    const cluster = await aCluster('ordered', { storage: { emptyDir: {} }, rollingUpdateStrategy: 'RollingUpdate' });
    expect(await mounts(cluster)).toEqual([]);
    const killed = scene.nodes.jobs.killNext((pod) => pod.metadata.namespace === namespaceOf(cluster), 400);
    const log = await whileItRolls(cluster, { vmstorage: { storage: { emptyDir: null, ...someTemplate('1Gi') } } });
    await killed;
    expect(podsThatWent(log)).toEqual(oneByOne);
    expect(await mounts(cluster)).toEqual(mounted('vmstorage-db'));
  });

  it('another name: the old claims stay, and are mounted again when the old name comes back', async () => {
    const cluster = await aCluster('renamed');
    const before = await claimsOf(cluster);
    const log = await whileItRolls(cluster, { vmstorage: named('fresh') });
    expect(podsThatWent(log)).toEqual(oneByOne);
    expect(await mounts(cluster)).toEqual(mounted('fresh'));
    expect(await claimsOf(cluster)).toEqual(expect.arrayContaining([...before]));
    await whileItRolls(cluster, { vmstorage: named('vmstorage-db') });
    expect(await mounts(cluster)).toEqual(mounted('vmstorage-db'));
    expect(await claimsOf(cluster)).toEqual(expect.arrayContaining([...before]));
  });

  it('one that goes: claims stay, pods restart once', async () => {
    const cluster = await aCluster('removed', further);
    const before = await claimsOf(cluster);
    const log = await whileItRolls(cluster, { vmstorage: { claimTemplates: null, volumeMounts: null } });
    expect(podsThatWent(log)).toEqual(oneByOne.toReversed());
    const set = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'vmstorage-shop', namespace: namespaceOf(cluster) },
    };
    expect(objectsAt((await scene.client.get(set)).spec, 'volumeClaimTemplates')).toHaveLength(1);
    const bare = await whileItRolls(cluster, { vmstorage: { storage: null } });
    expect(podsThatWent(bare)).toEqual(oneByOne.toReversed());
    expect(await mounts(cluster)).toEqual([]);
    expect(await claimsOf(cluster)).toEqual(before);
  });

  it('a bad image beside it: one storage node is down, and the next good spec mends it', async () => {
    const cluster = await aCluster('broken');
    const release = crashBroken(cluster);
    await scene.client.patch(cluster, { spec: { vmstorage: { ...further, ...image('broken') } } });
    const tags = () => tagsOf(cluster);
    const stuck = ['broken', 'v1.149.0-cluster', 'v1.149.0-cluster'];
    await eventually(async () => expect(await tags()).toEqual(stuck));
    await throughout(6000, async () => expect(await tags()).toEqual(stuck));
    const log = await whileItRolls(cluster, { vmstorage: image('v1.150.0-cluster') });
    expect(podsThatWent(log)).toEqual(oneByOne);
    expect(await mounts(cluster)).toEqual(mounted('vmstorage-db', 'more'));
    release();
  });

  it('a bad image before it: one edit with a good image and the claim mends the pods first, and then gives them the volume', async () => {
    const cluster = await aCluster('mended');
    const before = await claimsOf(cluster);
    const release = crashBroken(cluster);
    await scene.client.patch(cluster, { spec: { vmstorage: image('broken') } });
    const stuck = ['v1.149.0-cluster', 'v1.149.0-cluster', 'broken'];
    await eventually(async () => expect(await tagsOf(cluster)).toEqual(stuck));
    const log = await whileItRolls(cluster, { vmstorage: { ...further, ...image('v1.150.0-cluster') } });
    expect(podsThatWent(log)).toEqual([...oneByOne.toReversed(), ...oneByOne]);
    expect(await mounts(cluster)).toEqual(mounted('vmstorage-db', 'more'));
    expect(await claimsOf(cluster)).toEqual(expect.arrayContaining([...before]));
    release();
  });

  it('no Job may run: the commands of the condition do the same', async () => {
    const cluster = await aCluster('by-hand');
    const namespace = namespaceOf(cluster);
    const hard = { 'count/jobs.batch': '0' };
    const quota: KubeObject = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'none', namespace },
      spec: { hard },
    };
    await scene.client.create(quota);
    await eventually(async () => expect((await scene.client.get(quota)).status).toMatchObject({ hard }));
    await scene.client.patch(cluster, { spec: { vmstorage: further } });
    const says = (text: string) =>
      eventually(async () => {
        const message = String(condition(await scene.client.get(cluster), 'ActionPending')?.['message']);
        expect(message).toContain(text);
        return message;
      });
    await says(`by hand: kubectl -n ${namespace} delete statefulset vmstorage-shop --cascade=orphan`);
    const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'vmstorage-shop', namespace } };
    await scene.client.delete(set, { propagationPolicy: 'Orphan' });
    const message = await says(
      `the lowest number first, and each when the one before is ready, kubectl -n ${namespace} delete pod NAME`,
    );
    const labelSelector = /get pods -l '([^']+)'/.exec(message)?.[1];
    if (labelSelector === undefined) throw new Error(message);
    for (const ordinal of [0, 1, 2]) {
      const left = await scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector });
      expect(left.map(({ metadata }) => metadata.name)).toEqual(
        [0, 1, 2].filter((one) => one >= ordinal).map((one) => `vmstorage-shop-${one}`),
      );
      await scene.client.delete({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `vmstorage-shop-${ordinal}`, namespace },
      });
      await eventually(async () => {
        const ready = (await podsOf(cluster)).filter(isReady);
        expect(ready).toHaveLength(3);
        expect(field(ready[ordinal]?.spec, 'volumes')).toEqual(
          expect.arrayContaining([expect.objectContaining({ name: 'more' })]),
        );
      });
    }
    await reaches(scene, cluster, 'operational');
    expect(await mounts(cluster)).toEqual(mounted('vmstorage-db', 'more'));
  });
});
