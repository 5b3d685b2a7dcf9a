import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field, objectsAt, textAt } from '../harness/fields.ts';
import { isMetacontrollerMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { type ComingsAndGoings, logComingsAndGoings } from './comings-and-goings.ts';
import { installVmop, podUids, reaches } from './scene.ts';
import { layDownChildren, layDownParent, official, readCase, vmopCli } from './takeover-scene.ts';

const workloads = [
  ['StatefulSet', 'vmstorage-main', 3],
  ['StatefulSet', 'vmselect-main', 2],
  ['Deployment', 'vminsert-main', 2],
] as const;

let cluster: SharedCluster;
let namespace: string;
let cr: KubeObject;
let log: ComingsAndGoings;
let stopped: AbortController;

// The recorded production case as the official operator leaves it: StatefulSets that replace no pod by themselves, and claims that they made.
describe.skipIf(isMetacontrollerMissing())('takeover of a VMCluster from the official operator', () => {
  beforeEach(async () => {
    cluster = await joinSharedCluster();
    namespace = await cluster.namespace('cluster-takeover');
    cr = await layDown();
    stopped = new AbortController();
    log = await logComingsAndGoings(cluster, namespace, stopped.signal);
  });
  afterEach(async () => {
    stopped?.abort();
    await cluster.leave();
  });

  it('restarts no pod and makes nothing anew; a later version rolls in order, and claims outlive the cluster', async () => {
    const before = await photograph();
    expect(before.claims).toHaveLength(5);
    expect(await strategies()).toEqual(['OnDelete', 'OnDelete']);
    const dry = await vmopCli(cluster, 'takeover', '-n', namespace);
    expect(dry).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining('no pod restarts') });
    expect(dry.stdout).not.toContain('deleted, no longer wanted');
    expect(await vmopCli(cluster, 'takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    expect(await photograph()).toEqual(before);
    const again = await cluster.writes.mark();
    expect(await vmopCli(cluster, 'takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    expect(await cluster.writes.since(again, { namespace })).toEqual([]);

    cluster = await installVmop(cluster, 10);
    // The official operator's word was `operational` too, but it knew no conditions.
    const taken = await eventually(
      async () => {
        const live = await cluster.client.get(cr);
        expect(objectsAt(live.status, 'conditions')).toMatchObject([{ type: 'Ready', status: 'True' }]);
        return live;
      },
      { timeoutMs: 90_000 },
    );
    expect(taken.metadata.finalizers ?? []).toEqual([]);
    expect(await strategies()).toEqual(['RollingUpdate', 'RollingUpdate']);
    await throughout(12_000, async () => expect(await photograph()).toEqual(before), 1000);
    // Nothing at all came or went, at no moment.
    expect(log).toEqual({ came: [], went: [] });

    await cluster.client.patch(cr, { spec: { clusterVersion: 'v1.122.0-cluster' } });
    await reaches(cluster, cr, 'operational', { timeoutMs: 120_000 });
    const after = await photograph();
    expect(after.claims).toEqual(before.claims);
    expect(after.workloads).toEqual(before.workloads);
    expect(after.pods.filter((uid) => before.pods.includes(uid))).toEqual([]);
    // One part after the other, and of a StatefulSet one pod after the other, the last one first.
    expect(log.went.slice(0, 5)).toEqual([
      'Pod vmstorage-main-2',
      'Pod vmstorage-main-1',
      'Pod vmstorage-main-0',
      'Pod vmselect-main-1',
      'Pod vmselect-main-0',
    ]);
    expect(log.went.slice(5).map((pod) => pod.slice(0, 18))).toEqual(['Pod vminsert-main-', 'Pod vminsert-main-']);

    await cluster.client.delete(cr);
    await eventually(async () => expect(await podUids(cluster, namespace)).toEqual([]));
    for (const [kind, name] of workloads)
      await eventually(async () => expect(await cluster.client.find(workload(kind, name))).toBeUndefined());
    await throughout(5000, async () => expect(await claims()).toEqual(before.claims));
  });
});

/** Writes what the official operator would have in this namespace. The claims are left to the controller of the StatefulSets, as there. */
async function layDown(): Promise<KubeObject> {
  const { client } = cluster;
  const [input] = await readCase('vmcluster-production.yaml', namespace);
  const [recording] = await readCase('vmcluster-production.recorded.yaml', namespace);
  if (input === undefined || recording === undefined) throw new Error('the case holds no VMCluster');
  const withClass = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll('gp9', 'expandable'));
  const created = await layDownParent(cluster, withClass({ ...input, metadata: { ...input.metadata, namespace } }));
  const children: readonly unknown[] = withClass(objectsAt(recording, 'children'));
  await layDownChildren(
    cluster,
    created,
    children.filter(isKubeObject).filter(({ kind }) => kind !== 'PersistentVolumeClaim'),
  );
  const status = field(objectsAt(recording, 'parents')[0], 'status');
  await client.patch(created, { status }, 'merge', { ...official, subresource: 'status' });
  for (const [kind, name, replicas] of workloads)
    await eventually(async () =>
      expect((await client.get(workload(kind, name))).status).toMatchObject({
        readyReplicas: replicas,
        updatedReplicas: replicas,
      }),
    );
  return created;
}

function workload(kind: string, name: string): KubeObject {
  return { apiVersion: 'apps/v1', kind, metadata: { name, namespace } };
}

/** How the two StatefulSets replace their pods. */
async function strategies(): Promise<readonly (string | undefined)[]> {
  const sets = await cluster.client.list({ apiVersion: 'apps/v1', kind: 'StatefulSet', namespace });
  return sets.map(({ spec }) => textAt(spec, 'updateStrategy', 'type'));
}

/** All claims by name and uid, with their owners; one that goes is told. */
async function claims(): Promise<readonly string[]> {
  const found = await cluster.client.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace });
  return found
    .map(({ metadata: { name, uid, ownerReferences = [], deletionTimestamp = 'stays' } }) =>
      [name, uid, JSON.stringify(ownerReferences), deletionTimestamp].join(' '),
    )
    .toSorted();
}

/** What must not change: pods, claims, the identities of workloads and the templates of their pods. */
async function photograph() {
  const live = await Promise.all(workloads.map(([kind, name]) => cluster.client.get(workload(kind, name))));
  return {
    pods: await podUids(cluster, namespace),
    claims: await claims(),
    workloads: live.map(({ metadata }) => metadata.uid),
    templates: live.map(({ spec }) => JSON.stringify(field(spec, 'template'))),
  };
}
