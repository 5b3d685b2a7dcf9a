import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { release } from '../../hooks/lib/version.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field } from '../harness/fields.ts';
import { users } from '../harness/identities.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import {
  aVMSingle,
  child,
  childChanges,
  childName,
  enterScene,
  inventory,
  podUids,
  reaches,
  type Scene,
  settled,
} from './scene.ts';

const resyncSeconds = 10;
// Metacontroller retries a failed sync with a growing pause, and the machine may be busy.
const afterResync = { timeoutMs: (resyncSeconds + 20) * 1000 };

let scene: Scene;
let namespace: string;
let cr: KubeObject;

// These tests disturb what all parents share, so they run one after the other.
describe.skipIf(isMetacontrollerMissing())('faults', () => {
  beforeAll(async () => {
    scene = await enterScene(resyncSeconds);
  });
  afterAll(() => scene?.leave());

  beforeEach(async () => {
    namespace = await scene.namespace('faults');
    cr = await scene.client.create(aVMSingle(namespace, { storage: { resources: { requests: { storage: '1Gi' } } } }));
    await reaches(scene, cr, 'operational');
  });

  // A test that failed must not take the hooks away from those after it.
  afterEach(() => scene.vmop.proxy.setMode('pass'));

  it.each([
    { mode: 'error', seconds: 15 },
    { mode: 'garbage', seconds: 15 },
    { mode: 'down', seconds: 60 },
  ] as const)(
    'hooks answer with "$mode" for $seconds s: nothing is written or deleted, and the edit arrives within the resync period after',
    async ({ mode, seconds }) => {
      const before = await inventory(scene, namespace);
      const pods = await podUids(scene, namespace);
      await scene.vmop.proxy.setMode(mode);
      // An answer given just before is still being applied.
      await settled(scene, namespace);
      const mark = await scene.writes.mark();
      await scene.client.patch(cr, { spec: { retentionPeriod: '5' } });
      await throughout(seconds * 1000, async () =>
        expect(await scene.writes.since(mark, { namespace, user: users.metacontroller })).toEqual([]),
      );
      expect(await inventory(scene, namespace)).toEqual(before);
      expect(await podUids(scene, namespace)).toEqual(pods);
      await scene.vmop.proxy.setMode('pass');
      await eventually(async () => expect(await args()).toContain('-retentionPeriod=5'), afterResync);
      await reaches(scene, cr, 'operational');
      expect(await childChanges(scene, mark, namespace)).toEqual([`patch deployments ${childName}`]);
    },
  );

  it('Metacontroller restarts: no object changes', async () => {
    const pods = await podUids(scene, namespace);
    const mark = await scene.writes.mark();
    scene.vmop.proxy.requests.length = 0;
    await scene.vmop.metacontroller.restart();
    await eventually(() => expect(syncs()).toBeGreaterThan(0), { timeoutMs: 40_000 });
    // Its first look at every parent, and a resync.
    await throughout((resyncSeconds + 3) * 1000, async () =>
      expect(await scene.writes.changesSince(mark, { namespace })).toEqual([]),
    );
    expect(await podUids(scene, namespace)).toEqual(pods);
  });

  it('Metacontroller and hooks are killed in the middle of a roll-out: it converges, with one write', async () => {
    const mark = await scene.writes.mark();
    const release_ = scene.nodes.hold((pod) => pod.metadata.namespace === namespace);
    await scene.client.patch(cr, { spec: { retentionPeriod: '6' } });
    await eventually(async () => expect(await args()).toContain('-retentionPeriod=6'));
    await reaches(scene, cr, 'expanding');
    await Promise.all([scene.vmop.metacontroller.kill(), scene.vmop.hooks.kill()]);
    release_();
    await scene.client.patch(cr, { spec: { serviceSpec: { useAsDefault: true, spec: { type: 'NodePort' } } } });
    await Promise.all([scene.vmop.hooks.start(), scene.vmop.metacontroller.start()]);
    await reaches(scene, cr, 'operational', { timeoutMs: 60_000 });
    expect(await childChanges(scene, mark, namespace)).toEqual([
      `patch deployments ${childName}`,
      `patch services ${childName}`,
    ]);
  });

  it('two releases of the hooks during an upgrade: nothing flaps, no pod restarts', async () => {
    const { proxy, hooks } = scene.vmop;
    const next = `${release}-next`;
    const pods = await podUids(scene, namespace);
    const mark = await scene.writes.mark();
    // The next release writes one thing differently, so that an alternation would be seen as more than one write.
    const newHooks = await scene.vmop.startHooks(next, { VM_DISABLESELFSERVICESCRAPECREATION: 'true' });
    proxy.setBackends([hooks.port, newHooks.port]);
    proxy.requests.length = 0;
    await eventually(() => expect(refusals(release)).toBeGreaterThan(0), { timeoutMs: 60_000 });
    await throughout(resyncSeconds * 1000, async () => expect(await childChanges(scene, mark, namespace)).toEqual([]));
    await scene.vmop.applyControllers(next);
    const changes = [`delete vmservicescrapes ${childName}`];
    await eventually(async () => expect(await childChanges(scene, mark, namespace)).toEqual(changes), {
      timeoutMs: 60_000,
    });
    proxy.setBackends([newHooks.port]);
    await throughout(2 * resyncSeconds * 1000, async () =>
      expect(await childChanges(scene, mark, namespace)).toEqual(changes),
    );
    expect(await podUids(scene, namespace)).toEqual(pods);
  });

  async function args(): Promise<unknown> {
    return field(
      (await scene.client.get(child('Deployment', namespace))).spec,
      'template',
      'spec',
      'containers',
      0,
      'args',
    );
  }

  function syncs(): number {
    return scene.vmop.proxy.requests.filter(({ path }) => path.endsWith('/vmsingle/sync')).length;
  }

  function refusals(of: string): number {
    return scene.vmop.proxy.requests.filter(({ path, status }) => path.includes(`/${of}/`) && status === 503).length;
  }
});
