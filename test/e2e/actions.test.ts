import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field, objectsAt } from '../harness/fields.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { actionLeftovers } from './action-leftovers.ts';
import {
  claimSize,
  claims,
  grown,
  type Subject,
  someAgent,
  someTemplate,
  statefulSet,
  subjects,
} from './action-scene.ts';
import { condition, enterScene, podUids, reaches, type Scene } from './scene.ts';

let scene: Scene;

/** What actions have left over in a namespace. */
const leftovers = (namespace: string) => actionLeftovers(scene, namespace);

async function jobs(namespace: string): Promise<readonly KubeObject[]> {
  return scene.client.list({ apiVersion: 'batch/v1', kind: 'Job', namespace });
}

const uids = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.uid ?? '').sort();

/** Creates an agent with two pods and a claim of 1Gi each, and waits until it is operational. */
async function anAgent(namespace: string, spec: JsonObject = {}): Promise<KubeObject> {
  const agent = await scene.client.create(someAgent(namespace, spec));
  await reaches(scene, agent, 'operational');
  return agent;
}

/** Creates a VMAgent or a VMCluster, and waits until it is operational. */
async function create(subject: Subject, namespace: string): Promise<KubeObject> {
  const cr = await scene.client.create(subject.make(namespace));
  await reaches(scene, cr, 'operational');
  return cr;
}

/** All that an action could leave half done: the StatefulSet, its pods, and claims with what they ask for. */
async function photograph(subject: Subject, namespace: string) {
  const { metadata } = await scene.client.get(statefulSet(namespace, subject));
  const found = await claims(scene, namespace);
  return {
    statefulSet: metadata.uid,
    pods: await agentPods(namespace, subject.app),
    claims: found.map(({ metadata: { name, uid }, spec }) => [
      name,
      uid,
      field(spec, 'resources', 'requests', 'storage'),
    ]),
  };
}

/** Pods of the agent itself, or of another app, without those of Jobs. */
async function agentPods(namespace: string, app = 'vmagent'): Promise<readonly string[]> {
  const labelSelector = `app.kubernetes.io/name=${app}`;
  return uids(await scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector }));
}

describe.skipIf(isMetacontrollerMissing()).concurrent('actions', () => {
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  it('grow: claims and template become larger, no pod is restarted, and nothing is left over', async () => {
    const namespace = await scene.namespace('grow');
    const agent = await anAgent(namespace);
    const pods = await podUids(scene, namespace);
    const before = await claims(scene, namespace);
    const old = await scene.client.get(statefulSet(namespace));
    await scene.client.patch(agent, { spec: { statefulStorage: someTemplate('2Gi') } });
    await grown(scene, namespace, '2Gi');
    const live = await reaches(scene, agent, 'operational');
    expect(objectsAt(live.status, 'conditions').map(({ type }) => type)).toEqual(['Ready']);
    const after = await claims(scene, namespace);
    expect(uids(after)).toEqual(uids(before));
    expect(after.map(({ metadata }) => metadata.ownerReferences)).toEqual(
      before.map(({ metadata }) => metadata.ownerReferences),
    );
    await eventually(async () => expect((await claims(scene, namespace)).map(claimSize)).toEqual(['2Gi', '2Gi']));
    expect(await agentPods(namespace)).toEqual(pods);
    expect((await scene.client.get(statefulSet(namespace))).metadata.uid).not.toBe(old.metadata.uid);
    await eventually(async () => expect(await leftovers(namespace)).toEqual([]));
    // A new replica gets the new size.
    await scene.client.patch(agent, { spec: { replicaCount: 3 } });
    await reaches(scene, agent, 'operational');
    await eventually(async () =>
      expect((await claims(scene, namespace)).map(claimSize)).toEqual(['2Gi', '2Gi', '2Gi']),
    );
    await throughout(3000, async () => expect(await leftovers(namespace)).toEqual([]));
  });

  it('replace: another field that never changes, without a restart', async () => {
    const namespace = await scene.namespace('replace');
    const agent = await anAgent(namespace);
    const pods = await podUids(scene, namespace);
    const serviceSpec = {
      metadata: { name: 'peers' },
      spec: { clusterIP: 'None', ports: [{ name: 'http', port: 8429 }] },
    };
    await scene.client.patch(agent, { spec: { serviceSpec } });
    await eventually(async () =>
      expect((await scene.client.get(statefulSet(namespace))).spec).toMatchObject({ serviceName: 'peers' }),
    );
    await reaches(scene, agent, 'operational');
    expect(await agentPods(namespace)).toEqual(pods);
    await eventually(async () => expect(await leftovers(namespace)).toEqual([]));
  });

  it('a class that cannot expand: a condition, and nothing is begun', async () => {
    const namespace = await scene.namespace('fixed');
    const agent = await anAgent(namespace, { statefulStorage: someTemplate('1Gi', 'fixed') });
    const before = await scene.client.get(statefulSet(namespace));
    await scene.client.patch(agent, { spec: { statefulStorage: someTemplate('2Gi', 'fixed') } });
    await eventually(async () =>
      expect(condition(await scene.client.get(agent), 'StorageCannotGrow')).toMatchObject({
        status: 'True',
        message: expect.stringContaining('StorageClass fixed does not allow expansion'),
      }),
    );
    await throughout(5000, async () => {
      expect(await leftovers(namespace)).toEqual([]);
      expect((await claims(scene, namespace)).map(claimSize)).toEqual(['1Gi', '1Gi']);
    });
    expect((await scene.client.get(statefulSet(namespace))).metadata.uid).toBe(before.metadata.uid);
  });

  it.each(subjects)(
    '$kind, a quota forbids the Job: the condition has the commands, which do the same',
    async (subject) => {
      const namespace = await scene.namespace('quota');
      const cr = await create(subject, namespace);
      const before = await photograph(subject, namespace);
      const hard = { 'count/jobs.batch': '0' };
      const quota = await scene.client.create({
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'none', namespace },
        spec: { hard },
      });
      await eventually(async () => expect((await scene.client.get(quota)).status).toMatchObject({ hard }));
      await scene.client.patch(cr, { spec: subject.storage('2Gi') });
      const pending = await eventually(async () => {
        const live = await scene.client.get(cr);
        expect(condition(live, 'NotApplied')).toMatchObject({ message: expect.stringContaining('Job ') });
        return live;
      });
      expect(String(condition(pending, 'ActionPending')?.['message'])).toContain(
        `for claim in ${subject.claims.join(' ')}; do kubectl -n ${namespace} patch pvc $claim`,
      );
      expect(await jobs(namespace)).toEqual([]);
      await throughout(2000, async () => expect(await photograph(subject, namespace)).toEqual(before));
      // By hand, as the message says: first the claims, then what it says next.
      for (const claim of await claims(scene, namespace)) {
        await scene.client.patch(claim, { spec: { resources: { requests: { storage: '2Gi' } } } });
      }
      await eventually(async () =>
        expect(String(condition(await scene.client.get(cr), 'ActionPending')?.['message'])).toContain(
          `kubectl -n ${namespace} delete statefulset ${subject.statefulSet} --cascade=orphan`,
        ),
      );
      await scene.client.delete(statefulSet(namespace, subject), { propagationPolicy: 'Orphan' });
      await grown(scene, namespace, '2Gi', {}, subject);
      await reaches(scene, cr, 'operational');
      expect(await agentPods(namespace, subject.app)).toEqual(before.pods);
    },
  );

  it.each(subjects)(
    '$kind, an API server that the Job cannot reach: it fails, and says so; a deleted Job is tried again',
    async (subject) => {
      const namespace = await scene.namespace('unreachable');
      const cr = await create(subject, namespace);
      const before = await photograph(subject, namespace);
      const release = scene.nodes.jobs.cutOff((pod) => pod.metadata.namespace === namespace);
      await scene.client.patch(cr, { spec: subject.storage('2Gi') });
      const failed = await reaches(scene, cr, 'failed', { timeoutMs: 200_000 });
      expect(condition(failed, 'ActionFailed')).toMatchObject({
        status: 'True',
        message: expect.stringMatching(/could not be reached from its pod.*by hand: for claim in/),
      });
      expect(await photograph(subject, namespace)).toEqual(before);
      const [job, ...others] = await jobs(namespace);
      expect(others).toEqual([]);
      const [pod] = await scene.client.list({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace,
        labelSelector: `batch.kubernetes.io/job-name=${job?.metadata.name}`,
      });
      expect(field(pod?.status, 'containerStatuses', 0, 'state', 'terminated', 'message')).toMatch(/ECONNREFUSED/);
      release();
      if (job === undefined) throw new Error('the failed Job is gone');
      await scene.client.delete(job, { propagationPolicy: 'Background' });
      await grown(scene, namespace, '2Gi', {}, subject);
      await reaches(scene, cr, 'operational');
      expect(await agentPods(namespace, subject.app)).toEqual(before.pods);
      await eventually(async () => expect(await leftovers(namespace)).toEqual([]));
    },
  );

  it('a refusal of the API server is what the condition says, and no claim is touched', async () => {
    const namespace = await scene.namespace('refused');
    const agent = await anAgent(namespace);
    const hard = { 'requests.storage': '3Gi' };
    const quota = await scene.client.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'storage', namespace },
      spec: { hard },
    });
    await eventually(async () => expect((await scene.client.get(quota)).status).toMatchObject({ hard }));
    await scene.client.patch(agent, { spec: { statefulStorage: someTemplate('4Gi') } });
    const failed = await reaches(scene, agent, 'failed', { timeoutMs: 200_000 });
    expect(String(condition(failed, 'ActionFailed')?.['message'])).toContain('exceeded quota: storage');
    expect((await claims(scene, namespace)).map(({ spec }) => field(spec, 'resources', 'requests', 'storage'))).toEqual(
      ['1Gi', '1Gi'],
    );
    // Another wish is another Job.
    await scene.client.delete(quota);
    await scene.client.patch(agent, { spec: { statefulStorage: someTemplate('2Gi') } });
    await grown(scene, namespace, '2Gi');
    await reaches(scene, agent, 'operational');
  });

  it('claims that shall go with their StatefulSet stay when it is made anew, and belong to the new one', async () => {
    const namespace = await scene.namespace('retention');
    const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
    const agent = await anAgent(namespace, { persistentVolumeClaimRetentionPolicy });
    const owners = async () =>
      (await claims(scene, namespace)).flatMap(({ metadata }) => metadata.ownerReferences?.map(({ uid }) => uid) ?? []);
    const belongTo = async () => {
      const { uid } = (await scene.client.get(statefulSet(namespace))).metadata;
      expect(await owners()).toEqual([uid, uid]);
      return uid;
    };
    const old = await eventually(belongTo);
    const before = { pods: await podUids(scene, namespace), claims: uids(await claims(scene, namespace)) };
    await scene.client.patch(agent, { spec: { statefulStorage: someTemplate('2Gi') } });
    await grown(scene, namespace, '2Gi');
    await reaches(scene, agent, 'operational');
    expect(await eventually(belongTo)).not.toBe(old);
    await throughout(3000, async () => {
      expect(await agentPods(namespace)).toEqual(before.pods);
      expect(uids(await claims(scene, namespace))).toEqual(before.claims);
    });
  });

  it.each(subjects)('$kind, a namespace of restricted pods takes the Job', async (subject) => {
    const namespace = await scene.namespace('restricted');
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    const cr = await create(subject, namespace);
    const { pods } = await photograph(subject, namespace);
    await scene.client.patch(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      { metadata: { labels } },
    );
    await scene.client.patch(cr, { spec: subject.storage('2Gi') });
    await grown(scene, namespace, '2Gi', {}, subject);
    await reaches(scene, cr, 'operational');
    expect(await agentPods(namespace, subject.app)).toEqual(pods);
  });
});
