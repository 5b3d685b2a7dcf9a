import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownClaim } from '../../hooks/kinds/namespace-extras/claim-object.ts';
import type { KubeObject, OwnerReference } from '../../hooks/lib/kube-object.ts';
import { stampHash } from '../../hooks/metacontroller/desired-hash.ts';
import { retain } from '../../hooks/metacontroller/retain.ts';
import { storageClasses } from '../harness/claim-simulator.ts';
import { users } from '../harness/identities.ts';
import { isControlPlaneMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { aClaim, appliedObjects, labels, selector } from './applied-objects.ts';
import { type SomePodSpec, somePodSpec } from './some-pod.ts';

const manager = 'vmop';
const isLong = process.env['VMOP_LONG'] !== undefined;
let cluster: SharedCluster;

/** The object with name, namespace, labels, annotations and its hash. */
function named(object: object, namespace: string, name = 'some'): KubeObject {
  const { metadata: _, ...rest } = { metadata: {}, ...object };
  return stampHash({
    apiVersion: '',
    kind: '',
    ...rest,
    metadata: { name, namespace, labels: { ...labels, team: 'ours' }, annotations: { 'example.org/note': 'ours' } },
  });
}

/** What Metacontroller adds to every child before it applies it. */
function withParent(object: KubeObject, owner: OwnerReference): KubeObject {
  const { metadata } = object;
  return {
    ...object,
    metadata: { ...metadata, labels: { ...metadata.labels, 'controller-uid': owner.uid }, ownerReferences: [owner] },
  };
}

async function aParent(namespace: string): Promise<OwnerReference> {
  const metadata = { name: 'parent', namespace };
  const parent = await cluster.client.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
  const { name, uid = '' } = parent.metadata;
  return { apiVersion: 'v1', kind: 'ConfigMap', name, uid, controller: true, blockOwnerDeletion: true };
}

/** What an apply can change, less the times in managedFields. */
function essence({ metadata: { managedFields = [], ...metadata }, ...rest }: KubeObject) {
  return { ...rest, metadata, managers: managedFields.map(({ time: _, ...entry }) => entry) };
}

/** The live object once nobody has written it for a while: binder and workload controllers write on their own after each change. */
async function readQuiet(object: KubeObject): Promise<KubeObject> {
  const first = await cluster.client.get(object);
  await delay(250);
  const second = await cluster.client.get(object);
  return first.metadata.resourceVersion === second.metadata.resourceVersion ? second : readQuiet(object);
}

/** Retains the live object; fails where that changes it. Where another user wrote between our reading and writing, it begins anew. */
async function expectUntouched(object: KubeObject, finish: (answer: KubeObject) => KubeObject): Promise<void> {
  const live = await readQuiet(object);
  const mark = await cluster.writes.mark();
  const { name, namespace = '', resourceVersion } = live.metadata;
  const after = await cluster.client.apply(finish(retain(live, manager)), { fieldManager: manager });
  if (after.metadata.resourceVersion !== resourceVersion) {
    // A write is logged when it is answered, which may be a little later than ours.
    await delay(250);
    const writes = await cluster.writes.since(mark, { namespace, name });
    if (writes.some(({ user, changed }) => changed && user !== users.admin)) return expectUntouched(object, finish);
  }
  expect(essence(after)).toEqual(essence(live));
  expect(after.metadata.resourceVersion).toBe(resourceVersion);
}

/** What somebody else does to a Deployment: arguments of a patch. */
type Touch = (pod: SomePodSpec) => readonly [patch: unknown, type: 'merge' | 'json' | 'strategic', options?: object];

const inPod = (spec: object) => ({ spec: { template: { spec } } });
const firstOf = ({ containers }: SomePodSpec) => containers[0]?.name;
const touches: readonly Touch[] = [
  () => [{ metadata: { labels: { theirs: 'x', team: 'theirs' }, annotations: { 'example.org/x': 'y' } } }, 'merge'],
  () => [{ spec: { replicas: 1 } }, 'merge', { subresource: 'scale' }],
  () => [inPod({ containers: [{ name: 'their-sidecar', image: 'x' }] }), 'strategic'],
  (pod) => [inPod({ containers: [{ name: firstOf(pod), env: [{ name: 'A', value: 'theirs' }] }] }), 'strategic'],
  (pod) => [inPod({ containers: [{ name: firstOf(pod), image: 'theirs:2', args: null }] }), 'strategic'],
  () => [inPod({ tolerations: null, nodeSelector: { their: 'node' } }), 'merge'],
  () => [[{ op: 'remove', path: '/metadata/labels/team' }], 'json'],
];

/** Applies a child, lets others touch it in every way that they may, and holds after each step that retaining it changes nothing. */
async function expectLasting(child: KubeObject, finish: (answer: KubeObject) => KubeObject): Promise<void> {
  const { client } = cluster;
  await client.apply(finish(child), { fieldManager: manager });
  await expectUntouched(child, finish);
  const touch = { labels: { theirs: 'x', team: 'theirs' }, annotations: { 'example.org/theirs': 'y' } };
  await client.patch(child, { metadata: touch }, 'merge', { fieldManager: 'kubectl-edit' });
  await expectUntouched(child, finish);
  const { apiVersion, kind, metadata } = child;
  const { name, namespace } = metadata;
  const shared = { name, ...(namespace === undefined ? {} : { namespace }), labels: { team: 'theirs', more: 'z' } };
  await client.apply({ apiVersion, kind, metadata: shared }, { fieldManager: 'helm' });
  await expectUntouched(child, finish);
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return;
  await client.patch(child, { spec: { replicas: 3 } }, 'merge', { subresource: 'scale', fieldManager: 'autoscaler' });
  await expectUntouched(child, finish);
}

describe.skipIf(isControlPlaneMissing()).concurrent('retain on a real API server', () => {
  beforeAll(async () => {
    cluster = await joinSharedCluster();
  });
  afterAll(() => cluster?.leave());

  it.each(appliedObjects)('leaves as it is: $name', async ({ object }) => {
    const namespace = await cluster.namespace('retain');
    const owner = await aParent(namespace);
    await expectLasting(named(object, namespace), (child) => withParent(child, owner));
  });

  it('leaves as it is: a claim that belongs to its Namespace, as the decorator answers it', async () => {
    const name = await cluster.namespace('retain');
    const namespace = await cluster.client.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await expectLasting(named(aClaim({ storageClassName: storageClasses.expandable }), name), (child) => {
      const owned = ownClaim(child, namespace, false, null);
      // Metacontroller writes this annotation on everything that a decorator applies.
      const annotations = { ...owned.metadata.annotations, 'metacontroller.k8s.io/decorator-controller': 'extras' };
      return { ...owned, metadata: { ...owned.metadata, annotations } };
    });
  });

  it('leaves as it is: random pod specs after random edits of others', async () => {
    const { client } = cluster;
    const namespace = await cluster.namespace('retain-any');
    let count = 0;
    const run = async (podSpec: SomePodSpec, others: readonly Touch[]) => {
      const spec = { replicas: 0, selector, template: { metadata: { labels }, spec: podSpec } };
      const child = named({ apiVersion: 'apps/v1', kind: 'Deployment', spec }, namespace, `any-${count++}`);
      await client.apply(child, { fieldManager: manager });
      for (const touch of others) await client.patch(child, ...touch(podSpec));
      await expectUntouched(child, (answer) => answer);
    };
    await fc.assert(
      fc.asyncProperty(somePodSpec, fc.subarray([...touches]), run),
      isLong ? { numRuns: 300 } : { numRuns: 12, seed: 7 },
    );
  });

  it('gives up, in one write, what is owned but not stored: empty texts and maps, false and 0', async () => {
    const { client } = cluster;
    const namespace = await cluster.namespace('retain-zero');
    const container = {
      name: 'a',
      image: 'a:1',
      env: [{ name: 'A', value: '' }],
      stdin: false,
      resources: { limits: {} },
    };
    const spec = { selector, replicas: 0, template: { metadata: { labels }, spec: { containers: [container] } } };
    const child = named({ apiVersion: 'apps/v1', kind: 'Deployment', spec }, namespace);
    await client.apply(child, { fieldManager: manager });
    const before = await readQuiet(child);
    const after = await client.apply(retain(before, manager), { fieldManager: manager });
    expect(after.spec).toEqual(before.spec);
    expect(after.metadata.generation).toBe(before.metadata.generation);
    expect(after.metadata.annotations).toEqual(before.metadata.annotations);
    await expectUntouched(child, (answer) => answer);
  });

  it('meets a fresh claim that nobody has bound: the first write after its creation is stored, whoever makes it', async () => {
    const { client } = cluster;
    const namespace = await cluster.namespace('retain-fresh');
    // Waits for ever for that volume, so that no binder writes.
    const unbound = aClaim({ storageClassName: storageClasses.expandable, volumeName: 'none' });
    const theirs = await client.create(named(unbound, namespace, 'theirs'));
    const put = await client.replace(theirs);
    expect(put.metadata.resourceVersion).not.toBe(theirs.metadata.resourceVersion);
    expect(essence({ ...put, metadata: { ...put.metadata, resourceVersion: '' } })).toEqual(
      essence({ ...theirs, metadata: { ...theirs.metadata, resourceVersion: '' } }),
    );
    const ours = named(unbound, namespace, 'ours');
    const live = await client.apply(ours, { fieldManager: manager });
    await client.apply(retain(live, manager), { fieldManager: manager });
    await expectUntouched(ours, (answer) => answer);
  });
});
