import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import { isJsonObject, type JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { compareConfigs } from '../conformance/compare-config.ts';
import { configNamed, secretText } from '../fixtures/scrape-config.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field, objectsAt } from '../harness/fields.ts';
import { isMetacontrollerMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { installVmop, podUids, reaches } from './scene.ts';
import { jobNames, liveConfig, ownNamespace } from './scrape-scene.ts';
import { layDownChildren, layDownParent, readCase, vmopCli } from './takeover-scene.ts';

const name = 'vmagent-edge';

let cluster: SharedCluster;
let namespace: string;
let agent: KubeObject;
/** Every configuration that the Secret ever had, and every time it was gone. */
let seen: string[];
let stopped: AbortController;

// The recorded production case as the official operator leaves it, laid down before vmop's controllers exist.
describe.skipIf(isMetacontrollerMissing())('takeover of a VMAgent from the official operator', () => {
  beforeEach(async () => {
    cluster = await joinSharedCluster();
    namespace = await cluster.namespace('agent-takeover');
    agent = await layDown();
    seen = [];
    stopped = new AbortController();
    await cluster.client.watch(
      { apiVersion: 'v1', kind: 'Secret', namespace },
      ({ type, object }) => {
        if (object.metadata.name !== name) return;
        seen.push(type === 'DELETED' ? 'deleted' : (secretText(object, 'vmagent.yaml.gz') ?? 'empty'));
      },
      stopped.signal,
    );
  });
  afterEach(async () => {
    stopped?.abort();
    await cluster.leave();
  });

  it('restarts no pod, and the configuration is never without its jobs', async () => {
    const before = await photograph();
    const recorded = await liveConfig(cluster, namespace);
    expect(jobNames(recorded).length).toBeGreaterThanOrEqual(4);
    const dry = await vmopCli(cluster, 'takeover', '-n', namespace);
    expect(dry).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining('no pod restarts') });
    expect(await vmopCli(cluster, 'takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    const again = await cluster.writes.mark();
    expect(await vmopCli(cluster, 'takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    expect(await cluster.writes.since(again, { namespace })).toEqual([]);

    cluster = await installVmop(cluster, 10);
    await reaches(cluster, agent, 'operational', { timeoutMs: 90_000 });
    await throughout(15_000, async () => expect(await photograph()).toEqual(before), 1000);
    const taken = await liveConfig(cluster, namespace);
    expect(compareConfigs(recorded.text, taken.text)).toEqual([]);
    expect(seen).not.toEqual([]);
    expect(seen.filter((text) => lacksJob(text, jobNames(recorded)))).toEqual([]);

    const cr = await cluster.client.get(agent);
    expect(cr.metadata.finalizers ?? []).toEqual([]);
    for (const kind of ['ClusterRole', 'ClusterRoleBinding']) {
      const owned = await eventually(async () => {
        const live = await cluster.client.get(rbac(kind));
        expect(live.metadata.ownerReferences).toMatchObject([{ kind: 'Namespace', name: namespace }]);
        return live;
      });
      expect(owned.metadata.finalizers ?? []).toEqual([]);
    }

    await cluster.client.delete(agent);
    for (const kind of ['ClusterRole', 'ClusterRoleBinding']) {
      await eventually(async () => expect(await cluster.client.find(rbac(kind))).toBeUndefined());
    }
    await eventually(async () => expect(await podUids(cluster, namespace)).toEqual([]));
  });
});

/** True where a text lacks one of the jobs. */
function lacksJob(text: string, wanted: readonly string[]): boolean {
  const have = jobNames({ name: '', text, overflow: [], assets: new Map() });
  return wanted.some((job) => !have.includes(job));
}

/** Writes what the official operator would have in this namespace: the inputs of the case, and the children with their owner. */
async function layDown(): Promise<KubeObject> {
  const { client } = cluster;
  const [recording] = await readCase('vmagent-production.recorded.yaml', namespace);
  const inputs = await readCase('vmagent-production.yaml', namespace);
  let created: KubeObject | undefined;
  for (const input of inputs) {
    const object = { ...input, metadata: { ...input.metadata, namespace } };
    if (input.kind !== 'VMAgent') await client.create(object);
    else {
      const { selectAllByDefault: _all, ...spec }: JsonObject = isJsonObject(input.spec) ? input.spec : {};
      const { disableSelfServiceScrape: _self, ...selectors } = ownNamespace;
      created = await layDownParent(cluster, { ...object, spec: { ...spec, ...selectors } });
    }
  }
  if (created === undefined) throw new Error('the case holds no VMAgent');
  await layDownChildren(
    cluster,
    created,
    objectsAt(recording, 'children').flatMap((child) => (isKubeObject(child) ? [child] : [])),
  );
  await eventually(async () => expect((await client.get(deployment())).status).toMatchObject({ readyReplicas: 2 }));
  return created;
}

function deployment(): KubeObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace } };
}

function rbac(kind: string): KubeObject {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: `monitoring:${namespace}:${name}` } };
}

/** What must not change: pods, and the identities of what lives long. */
async function photograph() {
  const { client } = cluster;
  const live = await client.get(deployment());
  const others = [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: `tls-assets-${name}`, namespace } },
    rbac('ClusterRole'),
    rbac('ClusterRoleBinding'),
  ];
  return {
    pods: await podUids(cluster, namespace),
    template: JSON.stringify(field(live.spec, 'template')),
    uids: [live, ...(await Promise.all(others.map((ref) => client.get(ref))))].map(({ metadata }) => metadata.uid),
    token: configNamed(
      await client.list({ apiVersion: 'v1', kind: 'Secret', namespace }),
      `${namespace}/${name}`,
    ).text.includes('tok-123'),
  };
}
