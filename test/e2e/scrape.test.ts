import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { secretText } from '../fixtures/scrape-config.ts';
import { aScrape, aSecret, aVMAgent } from '../fixtures/scrape-objects.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { users } from '../harness/identities.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { enterScene, podUids, type Scene, settled } from './scene.ts';
import {
  anAgent,
  aStatic,
  basicAuth,
  createAll,
  jobNames,
  liveConfig,
  ownNamespace,
  reachesJobs,
  reachesVerdict,
  verdict,
} from './scrape-scene.ts';

/** One object of each kind; `path` is what an edit changes. */
const kinds: readonly { readonly kind: string; readonly job: string; spec(path: string): JsonObject }[] = [
  {
    kind: 'VMServiceScrape',
    job: 'serviceScrape/NS/thing/0',
    spec: (path) => ({ selector: { matchLabels: { app: 'a' } }, endpoints: [{ port: 'http', path }] }),
  },
  {
    kind: 'VMPodScrape',
    job: 'podScrape/NS/thing/0',
    spec: (path) => ({ selector: {}, podMetricsEndpoints: [{ port: 'http', path }] }),
  },
  {
    kind: 'VMProbe',
    job: 'probe/NS/thing',
    spec: (path) => ({
      vmProberSpec: { url: 'blackbox:9115', path },
      targets: { static: { targets: ['https://x/'] } },
    }),
  },
  { kind: 'VMNodeScrape', job: 'nodeScrape/NS/thing', spec: (path) => ({ path }) },
  {
    kind: 'VMStaticScrape',
    job: 'staticScrape/NS/thing/0',
    spec: (path) => ({ targetEndpoints: [{ targets: ['a:1'], path }] }),
  },
  {
    kind: 'VMScrapeConfig',
    job: 'scrapeConfig/NS/thing',
    spec: (path) => ({ staticConfigs: [{ targets: ['a:1'] }], path }),
  },
];

// An hour between resyncs: whatever happens here happens because something was noticed.
describe.skipIf(isMetacontrollerMissing())('scrape objects', () => {
  let scene: Scene;
  let namespace: string;

  beforeAll(async () => {
    scene = await enterScene(3600);
  });
  afterAll(() => scene?.leave());
  beforeEach(async () => {
    namespace = await scene.namespace('scrape');
  });

  it.each(kinds)(
    '$kind: create, edit and delete reach the configuration, and the status says who takes it',
    async ({ kind, job, spec }) => {
      await anAgent(scene, namespace);
      const picky = Object.fromEntries(
        Object.keys(ownNamespace).map((name) => [
          name,
          name.endsWith('Selector') ? { matchLabels: { team: 'infra' } } : true,
        ]),
      );
      await scene.client.create(aVMAgent(picky, { name: 'picky', namespace }));
      const object = await scene.client.create(
        aScrape(kind, 'thing', spec('/first'), { namespace, labels: { team: 'shop' } }),
      );
      const name = job.replace('NS', namespace);
      expect((await reachesJobs(scene, namespace, [name])).text).toContain('metrics_path: /first');
      await eventually(async () => {
        const live = await scene.client.get(object);
        expect(live.status).toMatchObject({ updateStatus: 'operational', observedGeneration: 1 });
        expect(verdict(live, 'Applied', { name: 'edge', namespace })).toMatchObject({ status: 'True' });
        expect(verdict(live, 'Selected', { name: 'picky', namespace })).toMatchObject({
          status: 'False',
          reason: 'LabelsNotSelected',
          message: expect.stringMatching(/team.*shop.*infra/),
        });
      });

      await scene.client.patch(object, { spec: spec('/second') });
      await eventually(async () =>
        expect((await liveConfig(scene, namespace)).text).toContain('metrics_path: /second'),
      );
      await eventually(async () =>
        expect((await scene.client.get(object)).status).toMatchObject({ observedGeneration: 2 }),
      );

      await scene.client.patch(object, { metadata: { labels: { team: 'infra' } } });
      await eventually(async () => {
        const live = await scene.client.get(object);
        expect(verdict(live, 'Applied', { name: 'picky', namespace })).toMatchObject({ status: 'True' });
      });

      await scene.client.delete(object);
      await reachesJobs(scene, namespace, []);
    },
  );

  it('an edit writes the Secret once and the status of the object once; no other object is touched', async () => {
    await anAgent(scene, namespace);
    await createAll(
      scene,
      ['a', 'b', 'c'].map((name) => aStatic(namespace, name)),
    );
    await reachesJobs(
      scene,
      namespace,
      ['a', 'b', 'c'].map((name) => `staticScrape/${namespace}/${name}/0`),
    );
    await settled(scene, namespace);
    const mark = await scene.writes.mark();
    await scene.client.patch(aStatic(namespace, 'b'), { spec: { targetEndpoints: [{ targets: ['b:81'] }] } });
    await eventually(async () => expect((await liveConfig(scene, namespace)).text).toContain('b:81'));
    await settled(scene, namespace);
    expect(await changesSince(mark)).toEqual(['patch secrets vmagent-edge', statusOf('b')]);
  });

  it('a rotated Secret reaches the configuration; no scrape object is touched, no pod restarts', async () => {
    await anAgent(scene, namespace);
    await scene.client.create(aSecret('login', { user: 'u', password: 'first' }, namespace));
    await scene.client.create(aStatic(namespace, 'a'));
    await scene.client.create(aStatic(namespace, 'b', { basicAuth: basicAuth('login') }));
    const config = await eventually(async () => {
      const live = await liveConfig(scene, namespace);
      expect(live.text).toMatch(/password: first$/m);
      return live;
    });
    const pods = await podUids(scene, namespace);
    await settled(scene, namespace);
    const mark = await scene.writes.mark();
    await scene.client.patch(aSecret('login', {}, namespace), { stringData: { password: 'second' } });
    await eventually(async () =>
      expect((await liveConfig(scene, namespace)).text).toBe(
        config.text.replace('password: first', 'password: second'),
      ),
    );
    await settled(scene, namespace);
    const [main, bundle, ...others] = await changesSince(mark);
    expect(main).toBe('patch secrets vmagent-edge');
    expect(bundle).toMatch(/^patch secrets vmagent-edge\.references/);
    expect(others).toEqual([]);
    expect(await podUids(scene, namespace)).toEqual(pods);
  });

  it('a missing Secret takes out only the job that needs it and the status says so; created, the job is in', async () => {
    await anAgent(scene, namespace);
    await createAll(scene, [aStatic(namespace, 'a'), aStatic(namespace, 'c')]);
    const before = await reachesJobs(
      scene,
      namespace,
      ['a', 'c'].map((name) => `staticScrape/${namespace}/${name}/0`),
    );
    await settled(scene, namespace);
    const object = await scene.client.create(aStatic(namespace, 'b', { basicAuth: basicAuth('later') }));
    const failed = await reachesVerdict(scene, object, 'False');
    expect(failed.status).toMatchObject({
      updateStatus: 'failed',
      reason: expect.stringMatching(/spec\.targetEndpoints\[0\]\.basicAuth.*later/),
    });
    expect((await liveConfig(scene, namespace)).text).toBe(before.text);
    await scene.client.create(aSecret('later', { user: 'u' }, namespace));
    await reachesVerdict(scene, object, 'False');
    // The key is missing still.
    await settled(scene, namespace);
    expect((await liveConfig(scene, namespace)).text).toBe(before.text);
    await scene.client.patch(aSecret('later', {}, namespace), { stringData: { password: 'p' } });
    await reachesVerdict(scene, object, 'True');
    const all = ['a', 'b', 'c'].map((name) => `staticScrape/${namespace}/${name}/0`);
    expect((await reachesJobs(scene, namespace, all)).text).toMatch(/password: p$/m);
    await scene.client.delete(aSecret('later', {}, namespace));
    expect((await reachesVerdict(scene, object, 'False')).status).toMatchObject({ updateStatus: 'failed' });
    await eventually(async () => expect((await liveConfig(scene, namespace)).text).toBe(before.text));
  });

  it('a reference that is new makes no other job flicker', async () => {
    await anAgent(scene, namespace);
    await scene.client.create(aSecret('login', { user: 'u', password: 'p' }, namespace));
    const names = ['a', 'b', 'c', 'd', 'e'];
    await createAll(
      scene,
      names.map((name) => aStatic(namespace, name, { basicAuth: basicAuth('login') })),
    );
    await reachesJobs(
      scene,
      namespace,
      names.map((name) => `staticScrape/${namespace}/${name}/0`),
    );
    const seen = new Set<string>();
    const stop = await follow((text) =>
      seen.add(jobNames({ name: '', text, overflow: [], assets: new Map() }).join(' ')),
    );
    for (const name of ['f', 'g', 'h']) {
      await scene.client.create(aSecret(`login-${name}`, { user: 'u', password: name }, namespace));
      await scene.client.create(aStatic(namespace, name, { basicAuth: basicAuth(`login-${name}`) }));
      names.push(name);
      await reachesJobs(
        scene,
        namespace,
        names.map((one) => `staticScrape/${namespace}/${one}/0`),
      );
    }
    stop();
    const old = ['a', 'b', 'c', 'd', 'e'].map((name) => `staticScrape/${namespace}/${name}/0`);
    expect([...seen].filter((jobs) => !jobs.startsWith(old.join(' ')))).toEqual([]);
    expect(seen.size).toBeGreaterThan(2);
  });

  it('a namespace whose labels change is selected, and unselected, at once', async () => {
    const other = await scene.namespace('other');
    const selector = { matchLabels: { [`team-of-${namespace}`]: 'shop' } };
    await anAgent(scene, namespace, { staticScrapeNamespaceSelector: selector });
    const object = await scene.client.create(aStatic(other, 'far'));
    const agent = { name: 'edge', namespace };
    const flip = (value: string | null) =>
      scene.client.patch(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: other } },
        { metadata: { labels: { [`team-of-${namespace}`]: value } } },
      );
    await eventually(async () => {
      const live = await scene.client.get(object);
      expect(verdict(live, 'Selected', agent)).toMatchObject({ status: 'False', reason: 'NamespaceNotSelected' });
      expect(live.status).toMatchObject({ updateStatus: 'ignored' });
    });
    for (const _ of [1, 2]) {
      await flip('shop');
      await reachesJobs(scene, namespace, [`staticScrape/${other}/far/0`]);
      await eventually(async () => {
        const live = await scene.client.get(object);
        expect(verdict(live, 'Applied', agent)).toMatchObject({ status: 'True' });
        expect(live.status).toMatchObject({ updateStatus: 'operational' });
      });
      await flip(null);
      await reachesJobs(scene, namespace, []);
      await eventually(async () =>
        expect(verdict(await scene.client.get(object), 'Selected', agent)).toMatchObject({ status: 'False' }),
      );
    }
  });

  it('one broken among 1,000: the others stay as they are, and it comes in once it is mended', async () => {
    await anAgent(scene, namespace);
    const names = Array.from({ length: 1000 }, (_, index) => `s-${String(index).padStart(4, '0')}`);
    await createAll(
      scene,
      names.map((name) => aStatic(namespace, name)),
    );
    const wanted = names.map((name) => `staticScrape/${namespace}/${name}/0`);
    const before = await reachesJobs(scene, namespace, wanted, { timeoutMs: 180_000, everyMs: 500 });
    await settled(scene, namespace);
    const mark = await scene.writes.mark();
    const broken = await scene.client.create(
      aScrape(
        'VMStaticScrape',
        's-0500-broken',
        { scrapeClass: 'nope', targetEndpoints: [{ targets: ['x:1'] }] },
        { namespace },
      ),
    );
    const failed = await reachesVerdict(scene, broken, 'False');
    expect(failed.status).toMatchObject({ updateStatus: 'failed', reason: expect.stringContaining('nope') });
    await settled(scene, namespace);
    expect((await liveConfig(scene, namespace)).text).toBe(before.text);
    const changes = await changesSince(mark);
    expect(changes).toContain(statusOf('s-0500-broken'));
    expect(changes.filter((change) => change.includes('vmstaticscrapes'))).toHaveLength(1);

    await scene.client.patch(broken, { spec: { scrapeClass: null } });
    await reachesVerdict(scene, broken, 'True');
    const all = [...wanted.slice(0, 501), `staticScrape/${namespace}/s-0500-broken/0`, ...wanted.slice(501)];
    await reachesJobs(scene, namespace, all);
  });

  it('idle for a minute: nobody writes anything, not even the same again', async () => {
    await anAgent(scene, namespace);
    await scene.client.create(
      aVMAgent({ ...ownNamespace, staticScrapeSelector: { matchLabels: { a: 'b' } } }, { name: 'other', namespace }),
    );
    await scene.client.create(aSecret('login', { user: 'u', password: 'p' }, namespace));
    await createAll(scene, [
      ...kinds.map(({ kind, spec }) => aScrape(kind, 'thing', spec('/m'), { namespace })),
      aStatic(namespace, 'secret', { basicAuth: basicAuth('login') }),
      aStatic(namespace, 'missing', { basicAuth: basicAuth('nope') }),
      aScrape('VMStaticScrape', 'broken', { scrapeClass: 'nope', targetEndpoints: [] }, { namespace }),
    ]);
    await reachesVerdict(scene, aStatic(namespace, 'missing'), 'False');
    await reachesVerdict(scene, aStatic(namespace, 'secret'), 'True');
    await settled(scene, namespace);
    const mark = await scene.writes.mark();
    await throughout(60_000, async () => expect(await scene.writes.since(mark, { namespace })).toEqual([]), 2000);
  });

  /** What Metacontroller changed in the namespace. */
  function changesSince(mark: number): Promise<readonly string[]> {
    return scene.writes.changesSince(mark, { namespace, user: users.metacontroller });
  }

  function statusOf(name: string): string {
    return `update vmstaticscrapes/status ${name}`;
  }

  /** Tells every text that the configuration has from now on, until stopped. */
  async function follow(see: (text: string) => void): Promise<() => void> {
    const stopped = new AbortController();
    const secrets = { apiVersion: 'v1', kind: 'Secret', namespace };
    await scene.client.watch(
      secrets,
      ({ object }) => {
        if (object.metadata.name === 'vmagent-edge') see(textOf(object));
      },
      stopped.signal,
    );
    return () => stopped.abort();
  }
});

function textOf(secret: KubeObject): string {
  return secretText(secret, 'vmagent.yaml.gz') ?? '';
}
