import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type KubeObject, objectKey } from '../../hooks/lib/kube-object.ts';
import type { Plan } from '../../hooks/plan/plan.ts';
import { type Edit, someResource } from '../fixtures/prediction/edit.ts';
import { allEdits } from '../fixtures/prediction/matrix.ts';
import { announced, predict, warnedOf } from '../fixtures/prediction/predict.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field } from '../harness/fields.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { observedChanges, predictedChanges, type RecordedPod, recordPods } from './pod-record.ts';
import { enterScene, reaches, type Scene } from './scene.ts';

// Each edit has a custom resource of its own and mostly waits for controllers.
vi.setConfig({ maxConcurrency: 10 });

// The unit test of the plan holds all of them against what they should do.
const edits = allEdits.filter(({ isLong }) => !isLong || process.env['VMOP_LONG'] !== undefined);

let scene: Scene;
let namespace: string;
/** Uids of all pods that ever were, by the name of their custom resource. */
const everSeen = new Map<string, Set<string>>();

/** Waits until a custom resource has a status and its pods have come to rest; gives them. */
async function atRest(cr: KubeObject, status: Parameters<typeof reaches>[2]): Promise<readonly RecordedPod[]> {
  await reaches(scene, cr, status, { timeoutMs: 150_000, everyMs: 200 });
  return eventually(
    async () => {
      const pods = await recordPods(scene.client, cr);
      expect(pods.filter(({ isEnding }) => isEnding)).toEqual([]);
      await throughout(1200, async () => expect(await recordPods(scene.client, cr)).toEqual(pods), 300);
      await reaches(scene, cr, status, { timeoutMs: 0 });
      return pods;
    },
    { everyMs: 200 },
  );
}

/** What the status says once all is done that can be done. */
function finalStatus(cr: KubeObject, { failures }: Pick<Plan, 'failures'>) {
  if (field(cr.spec, 'paused') === true) return 'paused';
  return failures.length > 0 ? 'failed' : 'operational';
}

/** Deletes by hand the pods that nobody else replaces; until then none of them is touched, also once there is a new revision. */
async function rollByHand(cr: KubeObject, { pods }: Plan, before: readonly RecordedPod[]): Promise<void> {
  for (const { workload, names } of pods.filter(({ isOnDelete }) => isOnDelete)) {
    const name = workload.slice(workload.indexOf('/') + 1);
    const statefulSet = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name, namespace } };
    await eventually(async () => {
      const { status } = await scene.client.get(statefulSet);
      expect(field(status, 'updateRevision')).not.toBe(field(status, 'currentRevision'));
    });
    const own = (all: readonly RecordedPod[]) => all.filter((pod) => names.includes(pod.name));
    await throughout(2000, async () => expect(own(await recordPods(scene.client, cr))).toEqual(own(before)));
    for (const pod of names)
      await scene.client.delete({ apiVersion: 'v1', kind: 'Pod', metadata: { name: pod, namespace } });
  }
}

async function makeEdit({ kind, before: spec, patch, isRefused }: Edit, name: string): Promise<void> {
  const created = await scene.client.create(someResource(kind, { name, namespace }, spec));
  const before = await atRest(created, finalStatus(created, { failures: [] }));
  const old = await scene.client.get(created);
  // As admission would see it: with defaults, and without what the API server does not know.
  const next = await scene.client.patch(old, { spec: patch }, 'merge', { dryRun: true });
  const predicted = predict(old, next);
  expect(warnedOf(old, next), 'warnings').toEqual(isRefused ? null : announced(predicted.pods));
  await scene.client.patch(old, { spec: patch });
  await rollByHand(old, predicted, before);
  const after = await atRest(old, finalStatus(next, predicted));
  expect(observedChanges(before, after), `${objectKey(old)}: what happened, and what was predicted`).toEqual(
    predictedChanges(predicted.pods),
  );
  const known = new Set([...before, ...after].map(({ uid }) => uid));
  const passing = [...(everSeen.get(name) ?? [])].filter((uid) => !known.has(uid));
  expect(passing, 'pods that came and went again').toEqual([]);
  await scene.client.delete(old, { propagationPolicy: 'Background' });
}

describe.skipIf(isMetacontrollerMissing()).concurrent('pods that restart, start and stop are those of the plan', () => {
  const watching = new AbortController();
  beforeAll(async () => {
    scene = await enterScene();
    namespace = await scene.namespace('prediction');
    const extra = { apiVersion: 'v1', metadata: { name: 'extra', namespace } };
    for (const kind of ['Secret', 'ConfigMap']) await scene.client.create({ ...extra, kind });
    await scene.client.watch(
      { apiVersion: 'v1', kind: 'Pod', namespace },
      ({ object: { metadata } }) => {
        const name = metadata.labels?.['app.kubernetes.io/instance'] ?? '';
        everSeen.set(name, (everSeen.get(name) ?? new Set()).add(metadata.uid ?? ''));
      },
      watching.signal,
    );
  });
  afterAll(async () => {
    watching.abort();
    await scene?.leave();
  });

  it.each(edits.map((edit, index) => [edit.name, edit, `edit-${index}`] as const))('%s', (_, edit, name) =>
    makeEdit(edit, name),
  );

  it('a restart that nobody planned would be seen', async () => {
    const cr = await scene.client.create(someResource('VMSingle', { name: 'control', namespace }, {}));
    const before = await atRest(cr, 'operational');
    const [pod] = before;
    if (pod === undefined) throw new Error('it has a pod once it is operational');
    await scene.client.delete({ apiVersion: 'v1', kind: 'Pod', metadata: { name: pod.name, namespace } });
    await eventually(async () => expect(await recordPods(scene.client, cr)).not.toEqual(before));
    const after = await atRest(cr, 'operational');
    expect(observedChanges(before, after)).toEqual([`Deployment ${namespace}/vmsingle-control: restart 1`]);
    expect(everSeen.get('control')?.size).toBe(2);
  });
});
