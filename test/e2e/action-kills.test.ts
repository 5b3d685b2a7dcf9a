import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually } from '../harness/eventually.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { claims, grown, someAgent, someTemplate } from './action-scene.ts';
import { enterScene, reaches, type Scene } from './scene.ts';

/** How often something is killed; each time costs up to twenty seconds. */
const rounds = process.env['VMOP_LONG'] === undefined ? 6 : 20;

let scene: Scene;

/** The same numbers from 0 to 1 in every run (mulberry32), so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const identities = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata }) => `${metadata.name} ${metadata.uid} ${JSON.stringify(metadata.ownerReferences ?? [])}`);

async function podIdentities(namespace: string): Promise<readonly string[]> {
  const labelSelector = 'app.kubernetes.io/name=vmagent';
  const pods = await scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector });
  return pods.map(({ metadata }) => `${metadata.name} ${metadata.uid}`).sort();
}

describe.skipIf(isMetacontrollerMissing())('actions under fire', () => {
  beforeAll(async () => {
    scene = await enterScene(10);
  });
  afterAll(() => scene?.leave());

  it(`claims grow ${rounds} times while Job, hooks or Metacontroller are killed: no pod and no claim is lost`, async () => {
    const random = seeded(20_261_121);
    const namespace = await scene.namespace('kills');
    const agent = await scene.client.create(someAgent(namespace));
    await reaches(scene, agent, 'operational');
    const before = { pods: await podIdentities(namespace), claims: identities(await claims(scene, namespace)) };
    const { metacontroller, hooks } = scene.vmop;
    const victims = [
      // The process lives for about half a second.
      async () => scene.nodes.jobs.killNext((pod) => pod.metadata.namespace === namespace, random() * 700),
      async () => {
        await delay(random() * 2500);
        await metacontroller.kill();
        await metacontroller.start();
      },
      async () => {
        await delay(random() * 2500);
        await hooks.kill();
        await hooks.start();
      },
    ];
    for (let round = 1; round <= rounds; round++) {
      const victim = Math.floor(random() * victims.length);
      const size = `${round + 1}Gi`;
      await Promise.all([
        scene.client.patch(agent, { spec: { statefulStorage: someTemplate(size) } }),
        victims[victim]?.(),
      ]);
      const place = `round ${round}, victim ${victim}`;
      await grown(scene, namespace, size, { timeoutMs: 120_000 });
      await reaches(scene, agent, 'operational', { timeoutMs: 120_000 });
      expect(await podIdentities(namespace), place).toEqual(before.pods);
      expect(identities(await claims(scene, namespace)), place).toEqual(before.claims);
    }
    await eventually(async () =>
      expect(await scene.client.list({ apiVersion: 'batch/v1', kind: 'Job', namespace })).toEqual([]),
    );
  }, 1_200_000);
});
