import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aSecret } from '../fixtures/scrape-objects.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { users } from '../harness/identities.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { enterScene, reaches, type Scene, settled } from './scene.ts';
import {
  anAgent,
  aStatic,
  basicAuth,
  createAll,
  jobNames,
  liveConfig,
  reachesJobs,
  reachesVerdict,
} from './scrape-scene.ts';

// A lost event is made up for by the resync, so here it is short.
describe.skipIf(isMetacontrollerMissing())('scrape objects in a storm', () => {
  const resyncSeconds = 10;
  let scene: Scene;
  beforeAll(async () => {
    scene = await enterScene(resyncSeconds);
  });
  afterAll(() => scene?.leave());
  afterEach(() => scene.vmop.proxy.setMode('pass'));

  it('hooks are away: nothing is written, and every change arrives afterwards', async () => {
    const namespace = await scene.namespace('away');
    const agent = await anAgent(scene, namespace);
    await scene.client.create(aSecret('login', { user: 'u', password: 'first' }, namespace));
    await createAll(
      scene,
      ['edited', 'kept', 'removed'].map((name) => aStatic(namespace, name, { basicAuth: basicAuth('login') })),
    );
    await reachesJobs(
      scene,
      namespace,
      ['edited', 'kept', 'removed'].map((name) => `staticScrape/${namespace}/${name}/0`),
    );
    await reachesVerdict(scene, aStatic(namespace, 'kept'), 'True');
    await settled(scene, namespace);
    await scene.vmop.proxy.setMode('down');
    await settled(scene, namespace);
    const mark = await scene.writes.mark();
    await scene.client.patch(aStatic(namespace, 'edited'), { spec: { targetEndpoints: [{ targets: ['changed:1'] }] } });
    await scene.client.delete(aStatic(namespace, 'removed'));
    await scene.client.create(aStatic(namespace, 'added', { basicAuth: basicAuth('login') }));
    await scene.client.patch(aSecret('login', {}, namespace), { stringData: { password: 'second' } });
    await throughout(20_000, async () =>
      expect(await scene.writes.since(mark, { namespace, user: users.metacontroller })).toEqual([]),
    );
    await scene.vmop.proxy.setMode('pass');
    const patience = { timeoutMs: 120_000 };
    const names = ['added', 'edited', 'kept'].map((name) => `staticScrape/${namespace}/${name}/0`);
    await eventually(async () => {
      const config = await liveConfig(scene, namespace);
      expect(jobNames(config)).toEqual(names);
      expect(config.text).toContain('changed:1');
      expect(config.text.match(/password: second$/gm)).toHaveLength(2);
    }, patience);
    await reachesVerdict(scene, aStatic(namespace, 'added'), 'True', patience);
    await reaches(scene, agent, 'operational', patience);
  });

  it('Metacontroller restarts: no object changes', async () => {
    const namespace = await scene.namespace('restart');
    await anAgent(scene, namespace);
    await scene.client.create(aSecret('login', { user: 'u', password: 'p' }, namespace));
    await createAll(scene, [
      aStatic(namespace, 'plain'),
      aStatic(namespace, 'secret', { basicAuth: basicAuth('login') }),
      aStatic(namespace, 'missing', { basicAuth: basicAuth('nope') }),
    ]);
    await reachesVerdict(scene, aStatic(namespace, 'secret'), 'True');
    await reachesVerdict(scene, aStatic(namespace, 'missing'), 'False');
    await settled(scene, namespace);
    const mark = await scene.writes.mark();
    scene.vmop.proxy.requests.length = 0;
    await scene.vmop.metacontroller.restart();
    await eventually(
      () => expect(scene.vmop.proxy.requests.some(({ path }) => path.endsWith('/vmagent/sync'))).toBe(true),
      { timeoutMs: 60_000 },
    );
    // Its first look at every parent, and a resync.
    await throughout((resyncSeconds + 3) * 1000, async () =>
      expect(await scene.writes.changesSince(mark, { namespace })).toEqual([]),
    );
  });
});
