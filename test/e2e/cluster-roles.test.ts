import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { singleIdentity } from '../../hooks/objects/metadata.ts';
import {
  buildScraperClusterRole,
  buildScraperClusterRoleBinding,
  type ScraperAccess,
} from '../../hooks/objects/scraper-rbac.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { field, textAt } from '../harness/fields.ts';
import { users } from '../harness/identities.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { enterScene, type Scene } from './scene.ts';

let scene: Scene;

const metadataOf = (namespace: string) => ({ name: 'shop', namespace });

/** A VMAgent `shop` that writes somewhere. */
function anAgent(namespace: string, spec: object = {}): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMAgent',
    metadata: metadataOf(namespace),
    spec: { remoteWrite: [{ url: 'http://127.0.0.1:8428/api/v1/write' }], ...spec },
  };
}

/** An agent that scrapes nothing, but reads a token. */
const ingestOnly = {
  ingestOnlyMode: true,
  remoteWrite: [{ url: 'http://127.0.0.1/w', bearerTokenSecret: { name: 'push', key: 'token' } }],
};

/** The cluster-scoped objects of the agent, as the official operator makes them. */
function clusterObjects(namespace: string, access: ScraperAccess = 'discovery'): readonly [KubeObject, KubeObject] {
  const identity = singleIdentity('vmagent', { metadata: metadataOf(namespace), spec: {} });
  return [buildScraperClusterRole(identity, access), buildScraperClusterRoleBinding(identity)];
}

/** Waits until both exist as wanted and belong to the Namespace; gives them. */
function made(namespace: string, access: ScraperAccess = 'discovery'): Promise<readonly KubeObject[]> {
  const owner = { kind: 'Namespace', name: namespace, controller: true };
  return eventually(() =>
    Promise.all(
      clusterObjects(namespace, access).map(async (wanted) => {
        const live = await scene.client.get(wanted);
        const { labels } = wanted.metadata;
        expect(live).toMatchObject({ metadata: { labels, ownerReferences: [owner] } });
        // The API server stores an empty list as none.
        for (const name of ['roleRef', 'subjects', 'rules'] as const)
          expect(field(live, name) ?? []).toEqual(field(wanted, name) ?? []);
        return live;
      }),
    ),
  );
}

/** Waits until neither is there. */
async function gone(namespace: string): Promise<void> {
  for (const object of clusterObjects(namespace))
    await eventually(async () => expect(await scene.client.find(object)).toBeUndefined());
}

/** What Metacontroller changed of the two since the mark. */
function changesSince(mark: number, namespace: string): Promise<readonly string[]> {
  const [{ metadata }] = clusterObjects(namespace);
  return scene.writes.changesSince(mark, { name: metadata.name, namespace: '', user: users.metacontroller });
}

describe.skipIf(isMetacontrollerMissing()).concurrent('cluster-scoped objects of a VMAgent', () => {
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  it('are made, repaired after an edit, written no more than once, and go with the agent', async () => {
    const { client } = scene;
    const namespace = await scene.namespace('roles');
    const mark = await scene.writes.mark();
    const agent = await client.create(anAgent(namespace));
    const [role, binding] = await made(namespace);
    if (role === undefined || binding === undefined) throw new Error('nothing was made');
    expect((await changesSince(mark, namespace)).toSorted()).toEqual([
      `patch clusterrolebindings ${role.metadata.name}`,
      `patch clusterroles ${role.metadata.name}`,
    ]);
    await client.patch(role, { rules: [], metadata: { labels: { 'managed-by': 'me' } } });
    await client.patch(binding, { subjects: [] });
    await made(namespace);
    await client.delete(binding);
    await made(namespace);
    await client.delete(agent);
    await gone(namespace);
  });

  it('allow what a scraper needs, and no more', async () => {
    const { client } = scene;
    const namespace = await scene.namespace('roles-use');
    await client.create(anAgent(namespace));
    await made(namespace);
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/vmagent-shop/token`;
    const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const token = await eventually(async () =>
      textAt((await client.send('POST', path, request)).body, 'status', 'token'),
    );
    const self = client.as(token ?? '');
    const list = (kind: string, at: object = {}) => self.list({ apiVersion: 'v1', kind, ...at });
    await eventually(async () => expect((await list('Namespace')).length).toBeGreaterThan(0));
    await list('Node');
    await list('Pod');
    for (const at of [{}, { namespace }]) await expect(list('Secret', at)).rejects.toMatchObject({ code: 403 });
    await expect(list('ConfigMap', { namespace })).rejects.toMatchObject({ code: 403 });
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'vmagent-shop', namespace } };
    // Allowed, whether it is there or not.
    await eventually(() => self.find(secret));
  });

  it('follow the spec: no rules where only Secrets are read, none with an account of the user', async () => {
    const { client } = scene;
    const namespace = await scene.namespace('roles-spec');
    const agent = await client.create(anAgent(namespace));
    await made(namespace);
    await client.patch(agent, { spec: ingestOnly });
    await made(namespace, 'configuration');
    const mark = await scene.writes.mark();
    await client.patch(agent, { metadata: { labels: { touched: 'yes' } } });
    await throughout(3000, async () => expect(await changesSince(mark, namespace)).toEqual([]));
    await client.patch(agent, { spec: { serviceAccountName: 'default' } });
    await gone(namespace);
  });

  it.each<{ name: string; spec?: object; access?: ScraperAccess; patch: object }>([
    { name: 'paused', patch: { spec: { paused: true, serviceAccountName: 'default' } } },
    {
      name: 'paused, its role without rules',
      spec: ingestOnly,
      access: 'configuration',
      patch: { spec: { paused: true, serviceAccountName: 'default' } },
    },
    {
      name: 'of the official operator again',
      patch: {
        metadata: { finalizers: ['apps.victoriametrics.com/finalizer'] },
        spec: { serviceAccountName: 'default' },
      },
    },
  ])('stay as they are while the agent is $name', async ({ spec, access, patch }) => {
    const { client } = scene;
    const namespace = await scene.namespace('roles-keep');
    const agent = await client.create(anAgent(namespace, spec));
    const before = await made(namespace, access);
    await client.patch(agent, patch);
    await throughout(3000, async () => {
      for (const { metadata, ...object } of before) {
        const live = await client.get({ ...object, metadata });
        expect(live.metadata.resourceVersion).toBe(metadata.resourceVersion);
      }
    });
    await client.patch(agent, { metadata: { finalizers: null }, spec: { paused: null, serviceAccountName: null } });
    await made(namespace, access);
    await client.delete(agent);
    await gone(namespace);
  });

  it('which the official operator left are adopted in place, and untouched where nobody wants them', async () => {
    const { client } = scene;
    const namespace = await scene.namespace('roles-adopt');
    const theirs = { fieldManager: 'app' };
    const [officialRole, officialBinding] = await Promise.all(
      clusterObjects(namespace).map((object) => client.create(object, theirs)),
    );
    const agent = await client.create(anAgent(namespace, { serviceAccountName: 'default' }));
    await throughout(3000, async () => {
      for (const object of [officialRole, officialBinding])
        if (object !== undefined)
          expect((await client.get(object)).metadata.resourceVersion).toBe(object.metadata.resourceVersion);
    });
    await client.patch(agent, { spec: { serviceAccountName: null } });
    const live = await made(namespace);
    expect(live.map(({ metadata }) => metadata.uid)).toEqual(
      [officialRole, officialBinding].map((object) => object?.metadata.uid),
    );
    await client.delete(agent);
    await gone(namespace);
  });

  it('of one namespace are no business of another, and end with their namespace', async () => {
    const { client } = scene;
    const [one, two] = [await scene.namespace('roles-one'), await scene.namespace('roles-two')];
    await Promise.all([one, two].map((namespace) => client.create(anAgent(namespace))));
    await made(one);
    const [role] = await made(two);
    await client.delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: one } });
    await gone(one);
    const [after] = await made(two);
    expect(after?.metadata.resourceVersion).toBe(role?.metadata.resourceVersion);
  });
});
