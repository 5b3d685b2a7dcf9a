import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually } from '../harness/eventually.ts';
import { objectsAt } from '../harness/fields.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { condition, enterScene, reaches, type Scene } from './scene.ts';

describe.skipIf(isMetacontrollerMissing())('a roll-out that is stuck', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  it.each([
    { app: 'vmstorage', pod: 'vmstorage-shop-1', workload: 'StatefulSet' },
    { app: 'vminsert', pod: 'vminsert-shop-[a-z0-9]+-[a-z0-9]+', workload: 'Deployment' },
  ])('is told with pod, generation and why: $app', async ({ app, pod, workload }) => {
    const { client, nodes } = scene;
    const namespace = await scene.namespace('stuck');
    const parts = { vmstorage: { replicaCount: 2 }, vminsert: { replicaCount: 1 } };
    const cluster: KubeObject = await client.create({
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMCluster',
      metadata: { name: 'shop', namespace },
      spec: parts,
    });
    await reaches(scene, cluster, 'operational');
    const release = nodes.crash(
      ({ metadata, spec }) =>
        metadata.namespace === namespace &&
        objectsAt(spec, 'containers').some(({ image }) => String(image).endsWith(':broken')),
    );
    await client.patch(cluster, { spec: { [app]: { image: { tag: 'broken' } } } });
    const why = 'ContainersReady is False \\(ContainersNotReady\\); container \\w+ waits: CrashLoopBackOff';
    await eventually(async () => {
      const stuck = condition(await client.get(cluster), 'PodStuck');
      expect(stuck?.['message']).toMatch(
        new RegExp(`^pod ${pod} of ${workload} ${namespace}/${app}-shop at generation 2: ${why}`),
      );
    });
    await client.patch(cluster, { spec: { [app]: { image: { tag: 'v1.150.0-cluster' } } } });
    const mended = await reaches(scene, cluster, 'operational');
    expect(condition(mended, 'PodStuck')).toBeUndefined();
    release();
    await client.delete(cluster);
  });
});
