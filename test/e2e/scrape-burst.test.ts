import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { aScrape } from '../fixtures/scrape-objects.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { textAt } from '../harness/fields.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { enterScene, type Scene, settled } from './scene.ts';
import { anAgent, createAll, jobNames, liveConfig } from './scrape-scene.ts';

let scene: Scene;

// Speed is the bench's business (test/bench); here it counts that nothing is lost and that it ends.
describe.skipIf(isMetacontrollerMissing())('a burst of VMServiceScrapes', () => {
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  it.each([2000, 5000])(
    '%i created at once: every one is in the configuration, and then nobody writes',
    async (count) => {
      const namespace = await scene.namespace('burst');
      await anAgent(scene, namespace);
      const names = Array.from({ length: count }, (_, index) => `scrape-${String(index).padStart(5, '0')}`);
      await createAll(
        scene,
        names.map((name) => aServiceScrape(namespace, name)),
        48,
      );
      const wanted = names.map((name) => `serviceScrape/${namespace}/${name}/0`);
      await eventually(
        async () => {
          const found = jobNames(await liveConfig(scene, namespace));
          expect(found.length).toBe(count);
          expect(found).toEqual(wanted);
        },
        { timeoutMs: 240_000, everyMs: 1000 },
      );
      await eventually(async () => expect(await statusesOf(namespace)).toEqual(new Map([['operational', count]])), {
        timeoutMs: 240_000,
        everyMs: 3000,
      });
      await settled(scene, namespace);
      const mark = await scene.writes.mark();
      await throughout(60_000, async () => expect(await scene.writes.since(mark, { namespace })).toEqual([]), 3000);

      await deleteAll(namespace);
      await eventually(async () => expect(jobNames(await liveConfig(scene, namespace))).toEqual([]), {
        timeoutMs: 240_000,
        everyMs: 1000,
      });
    },
    900_000,
  );
});

function aServiceScrape(namespace: string, name: string): KubeObject {
  const spec = { selector: { matchLabels: { app: name } }, endpoints: [{ port: 'http', interval: '30s' }] };
  return aScrape('VMServiceScrape', name, spec, { namespace });
}

/** How many objects have which updateStatus. */
async function statusesOf(namespace: string): Promise<ReadonlyMap<string, number>> {
  const { apiVersion, kind } = aServiceScrape(namespace, 'any');
  const counts = new Map<string, number>();
  for (const { status } of await scene.client.list({ apiVersion, kind, namespace })) {
    const said = textAt(status, 'updateStatus') ?? 'nothing';
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return counts;
}

async function deleteAll(namespace: string): Promise<void> {
  const { apiVersion } = aServiceScrape(namespace, 'any');
  await scene.client.send('DELETE', `/apis/${apiVersion}/namespaces/${namespace}/vmservicescrapes`);
}
