import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { isJsonObject, type JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject, OwnerReference } from '../../hooks/lib/kube-object.ts';
import { compareConfigs } from '../conformance/compare-config.ts';
import { casesFolder, withEncodedData } from '../conformance/corpus.ts';
import { configNamed, secretText } from '../fixtures/scrape-config.ts';
import { repository } from '../harness/crds.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field, objectsAt } from '../harness/fields.ts';
import { type Installation, startInstallation } from '../harness/installation.ts';
import { isMetacontrollerMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { podUids, reaches, type Scene } from './scene.ts';
import { jobNames, liveConfig, ownNamespace } from './scrape-scene.ts';

const official = { fieldManager: 'app' };
const finalizer = 'apps.victoriametrics.com/finalizer';
const name = 'vmagent-edge';

let cluster: SharedCluster;
let vmop: Installation | undefined;
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
    await vmop?.stop();
    vmop = undefined;
    await cluster.leave();
  });

  it('restarts no pod, and the configuration is never without its jobs', async () => {
    const before = await photograph();
    const recorded = await liveConfig(cluster, namespace);
    expect(jobNames(recorded).length).toBeGreaterThanOrEqual(4);
    const dry = await vmopCli('takeover', '-n', namespace);
    expect(dry).toMatchObject({ code: 1, stderr: '', stdout: expect.stringContaining('no pod restarts') });
    expect(await vmopCli('takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    const again = await cluster.writes.mark();
    expect(await vmopCli('takeover', '-n', namespace, '--apply')).toMatchObject({ code: 0, stderr: '' });
    expect(await cluster.writes.since(again, { namespace })).toEqual([]);

    const scene = await install();
    await reaches(scene, agent, 'operational', { timeoutMs: 90_000 });
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
    await eventually(async () => expect(await podUids(scene, namespace)).toEqual([]));
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
  const [recording] = await readCase('vmagent-production.recorded.yaml');
  const inputs = await readCase('vmagent-production.yaml');
  let created: KubeObject | undefined;
  for (const input of inputs) {
    const isAgent = input.kind === 'VMAgent';
    const { selectAllByDefault: _all, ...spec }: JsonObject = isJsonObject(input.spec) ? input.spec : {};
    const { disableSelfServiceScrape: _self, ...selectors } = ownNamespace;
    const metadata = { ...input.metadata, namespace, ...(isAgent ? { finalizers: [finalizer] } : {}) };
    const object = { ...input, metadata, ...(isAgent ? { spec: { ...spec, ...selectors } } : {}) };
    const live = await client.create(object, isAgent ? official : {});
    if (isAgent) created = live;
  }
  if (created === undefined) throw new Error('the case holds no VMAgent');
  const { apiVersion, kind, metadata } = created;
  const owner: OwnerReference = {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
  for (const child of objectsAt(recording, 'children')) await client.create(asOfficial(child, owner), official);
  await eventually(async () => expect((await client.get(deployment())).status).toMatchObject({ readyReplicas: 2 }));
  return created;
}

function asOfficial(child: JsonObject, owner: OwnerReference): KubeObject {
  const { metadata, decodedData, status: _status, ...rest } = child;
  const { name: childName, labels, annotations, namespace: recorded } = Object(metadata);
  const isNamespaced = recorded !== undefined;
  const object = {
    ...rest,
    metadata: {
      name: childName,
      labels,
      annotations,
      ...(isNamespaced ? { namespace, ownerReferences: [owner] } : { finalizers: [finalizer] }),
    },
  } as unknown as KubeObject;
  if (child['kind'] !== 'Secret') return JSON.parse(JSON.stringify(object));
  const data = Object.entries(isJsonObject(decodedData) ? decodedData : {}).map(([key, value]) => {
    const bytes = key.endsWith('.gz') ? gzipSync(String(value)) : Buffer.from(String(value));
    return [key, bytes.toString('base64')];
  });
  return withEncodedData({ ...JSON.parse(JSON.stringify(object)), data: Object.fromEntries(data) });
}

/** The documents of a case, as if recorded in our namespace. */
async function readCase(file: string): Promise<readonly KubeObject[]> {
  const text = (await readFile(join(casesFolder, file), 'utf8')).replace(/(?<![a-z])demo(?![a-z])/g, namespace);
  return text.split(/^---$/m).map((document) => parse(document, { maxAliasCount: -1 }));
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
    pods: await podUids(scene(), namespace),
    template: JSON.stringify(field(live.spec, 'template')),
    uids: [live, ...(await Promise.all(others.map((ref) => client.get(ref))))].map(({ metadata }) => metadata.uid),
    token: configNamed(
      await client.list({ apiVersion: 'v1', kind: 'Secret', namespace }),
      `${namespace}/${name}`,
    ).text.includes('tok-123'),
  };
}

async function install(): Promise<Scene> {
  const metacontroller = inject('metacontroller');
  if (metacontroller === null) throw new Error('guarded by isMetacontrollerMissing()');
  vmop = await startInstallation(cluster.access, cluster.client, { metacontroller, resyncSeconds: 10 });
  return scene();
}

/** The shared cluster as scene.ts's helpers want it; they use vmop only where it is installed. */
function scene(): Scene {
  return { ...cluster, vmop: vmop as Installation };
}

function vmopCli(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [join(repository, 'dist', 'vmop.mjs'), ...args, '--kubeconfig', cluster.access.kubeconfig];
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
