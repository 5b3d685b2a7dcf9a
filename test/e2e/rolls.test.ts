import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { objectsAt } from '../harness/fields.ts';
import { RollOutWatch } from '../harness/roll-out-watch.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { someAgent } from './action-scene.ts';
import { enterScene, reaches, type Scene } from './scene.ts';

let scene: Scene;

async function pods(namespace: string): Promise<readonly KubeObject[]> {
  const labelSelector = 'app.kubernetes.io/name=vmagent';
  return scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector });
}

function isReady({ metadata, status }: KubeObject): boolean {
  const isUp = objectsAt(status, 'conditions').some((one) => one['type'] === 'Ready' && one['status'] === 'True');
  return isUp && metadata.deletionTimestamp === undefined;
}

/** Creates an agent with four pods of which two may be missing, and waits until it is operational. */
async function anAgent(namespace: string, spec: JsonObject = {}): Promise<KubeObject> {
  const behavior = { statefulRollingUpdateStrategyBehavior: { maxUnavailable: 2 } };
  const agent = await scene.client.create(someAgent(namespace, { replicaCount: 4, ...behavior, ...spec }));
  await reaches(scene, agent, 'operational');
  return agent;
}

/** Rolls the agent out while its new pods do not get ready, and holds that exactly so many stand still; then lets it go on. */
async function rollsWith(namespace: string, agent: KubeObject, missing: number): Promise<void> {
  const watch = await RollOutWatch.start(scene.client, namespace);
  const old = new Set((await pods(namespace)).map(({ metadata }) => metadata.uid));
  const isNew = ({ metadata }: KubeObject) => metadata.namespace === namespace && !old.has(metadata.uid);
  const release = scene.nodes.hold(
    (pod) => isNew(pod) && pod.metadata.labels?.['app.kubernetes.io/name'] === 'vmagent',
  );
  await scene.client.patch(agent, { spec: { logLevel: 'WARN' } });
  const counts = async () => {
    const all = await pods(namespace);
    return { ready: all.filter(isReady).length, new: all.filter(isNew).length };
  };
  const stuck = { ready: 4 - missing, new: missing };
  await eventually(async () => expect(await counts()).toEqual(stuck));
  await throughout(8000, async () => expect(await counts()).toEqual(stuck));
  release();
  await reaches(scene, agent, 'operational');
  expect(await counts()).toEqual({ ready: 4, new: 4 });
  const { violations, missed } = await watch.report({ mayMiss: { 'vmagent-edge': missing } });
  expect({ violations, missed }).toEqual({ violations: [], missed: { 'vmagent-edge': missing } });
  watch.stop();
  await eventually(async () =>
    expect(await scene.client.list({ apiVersion: 'batch/v1', kind: 'Job', namespace })).toEqual([]),
  );
}

describe.skipIf(isMetacontrollerMissing()).concurrent('roll-outs that need help', () => {
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  it('takes as many as may be missing', async () => {
    const namespace = await scene.namespace('pair');
    await rollsWith(namespace, await anAgent(namespace), 2);
  });

  it('a disruption budget goes before', async () => {
    const namespace = await scene.namespace('budget');
    await rollsWith(namespace, await anAgent(namespace, { podDisruptionBudget: { maxUnavailable: 1 } }), 1);
  });

  it('pods in order, one of them broken: the right image heals it without hands', async () => {
    const namespace = await scene.namespace('ordered');
    const watch = await RollOutWatch.start(scene.client, namespace);
    const image = (tag: string) => ({ image: { repository: 'victoriametrics/vmstorage', tag } });
    const storage = { replicaCount: 3, rollingUpdateStrategy: 'RollingUpdate', ...image('v1.150.0-cluster') };
    const cr = await scene.client.create({
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMCluster',
      metadata: { name: 'shop', namespace },
      spec: { retentionPeriod: '1', vmstorage: storage },
    });
    await reaches(scene, cr, 'operational');
    const release = scene.nodes.crash(
      (pod) =>
        pod.metadata.namespace === namespace &&
        objectsAt(pod.spec, 'containers').some((one) => String(one['image']).endsWith(':broken')),
    );
    const list = () => scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace });
    const tags = async () =>
      (await list())
        .filter(({ metadata }) => metadata.name.startsWith('vmstorage-'))
        .map(({ spec }) => String(objectsAt(spec, 'containers')[0]?.['image']).split(':')[1]);
    await scene.client.patch(cr, { spec: { vmstorage: image('broken') } });
    const stuck = ['v1.150.0-cluster', 'v1.150.0-cluster', 'broken'];
    await eventually(async () => expect(await tags()).toEqual(stuck));
    await throughout(6000, async () => expect(await tags()).toEqual(stuck));
    await scene.client.patch(cr, { spec: { vmstorage: image('v1.151.0-cluster') } });
    await reaches(scene, cr, 'operational');
    const { violations, missed } = await watch.report();
    expect({ violations, missed }).toEqual({ violations: [], missed: { 'vmstorage-shop': 1 } });
    watch.stop();
    expect(await tags()).toEqual(['v1.151.0-cluster', 'v1.151.0-cluster', 'v1.151.0-cluster']);
    await eventually(async () =>
      expect(await scene.client.list({ apiVersion: 'batch/v1', kind: 'Job', namespace })).toEqual([]),
    );
    release();
  });
});
