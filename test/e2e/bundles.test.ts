import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../hooks/config/reference.ts';
import { buildBundles } from '../../hooks/kinds/reference-bundle/build-bundles.ts';
import { decodePayload } from '../../hooks/kinds/reference-bundle/payload.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, throughout } from '../harness/eventually.ts';
import { objectsAt, textAt } from '../harness/fields.ts';
import { harnessHmacKey } from '../harness/hooks-service.ts';
import { isMetacontrollerMissing } from '../harness/shared-cluster.ts';
import { enterScene, type Scene, settled } from './scene.ts';

let scene: Scene;
/** Namespace of the owner, its bundles and their Secrets. */
let home: string;
/** Namespace of the team whose Secrets are referred to. */
let team: string;
let owner: KubeObject;

// A ConfigMap stands for the workload: no controller of ours would restore the bundles that a test changes.
describe.skipIf(isMetacontrollerMissing())('reference bundles', () => {
  beforeAll(async () => {
    scene = await enterScene();
  });
  afterAll(() => scene?.leave());

  beforeEach(async () => {
    home = await scene.namespace('bundles');
    team = await scene.namespace('bundles-team');
    owner = await anOwner('agent');
    await scene.client.create(secret('auth', { user: 'ann', password: 'tiger' }));
  });

  const secret = (name: string, stringData: Readonly<Record<string, string>>): KubeObject & { stringData: object } => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: team },
    stringData,
  });
  const anOwner = (name: string): Promise<KubeObject> =>
    scene.client.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: home } });
  const reference = (name: string, key: string): Reference => ({ kind: 'Secret', namespace: team, name, key });

  /** The one bundle which vmop would make for an owner, as Metacontroller would store it. */
  function bundle(references: readonly Reference[], { apiVersion, kind, metadata }: KubeObject = owner) {
    const identity = { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '' };
    const [made] = buildBundles({ ...identity, namespace: home }, metadata.name, references, {
      hmacKeys: [harnessHmacKey],
    });
    if (made === undefined) throw new Error('no bundle');
    return { ...made, metadata: { ...made.metadata, ownerReferences: [{ ...identity, controller: true }] } };
  }

  const secretOf = ({ metadata }: KubeObject): KubeObject => ({ apiVersion: 'v1', kind: 'Secret', metadata });
  async function resolved(of: KubeObject): Promise<Readonly<Record<string, unknown>>> {
    const live = await scene.client.get(secretOf(of));
    const data = Buffer.from(textAt(live, 'data', 'resolved.json') ?? '', 'base64').toString('utf8');
    return Object.fromEntries(decodePayload(data) ?? []);
  }
  async function refused(of: KubeObject): Promise<void> {
    const live = await scene.client.get(of);
    const reasons = objectsAt(live, 'status', 'conditions').map(({ reason }) => reason);
    expect(reasons).toEqual(['ReferenceBundleRefused']);
    expect(live.status).toMatchObject({ observedGeneration: live.metadata.generation });
  }
  const absent = async (of: KubeObject) => expect(await scene.client.find(secretOf(of))).toBeUndefined();

  it('a signed one is resolved, follows rotation, and goes with its owner', async () => {
    const made = bundle([reference('auth', 'user'), reference('late', 'user')]);
    await scene.client.create(made);
    const late = `Secret/${team}/late/user`;
    const user = `Secret/${team}/auth/user`;
    await eventually(async () =>
      expect(await resolved(made)).toEqual({
        [user]: { state: 'found', value: 'ann' },
        [late]: {
          state: 'missing',
          message: `unable to fetch secret="late", ns="${team}": secrets "late" not found`,
        },
      }),
    );
    await settled(scene, home);

    await scene.client.patch(secret('auth', {}), { stringData: { user: 'bob' } });
    await eventually(async () => expect(await resolved(made)).toMatchObject({ [user]: { value: 'bob' } }));
    await scene.client.create(secret('late', { user: 'eve' }));
    await eventually(async () => expect(await resolved(made)).toMatchObject({ [late]: { value: 'eve' } }));
    await eventually(async () => {
      const { status } = await scene.client.get(made);
      expect(status).toMatchObject({
        updateStatus: 'operational',
        conditions: [{ type: 'Resolved', status: 'True', message: 'all 2 references are resolved' }],
      });
      expect(JSON.stringify(status)).not.toMatch(/ann|bob|eve/);
    });

    await scene.client.delete(owner);
    await eventually(() => absent(made));
    expect(await scene.client.find(made)).toBeUndefined();
  });

  it('an edited list resolves nothing, until it is restored', async () => {
    const made = bundle([reference('auth', 'user')]);
    await scene.client.create(made);
    await eventually(() => resolved(made));

    await scene.client.patch(made, { spec: { references: [reference('auth', 'password')] } });
    await eventually(() => refused(made));
    await eventually(() => absent(made));

    await scene.client.patch(made, { spec: made.spec });
    await eventually(async () => expect(Object.keys(await resolved(made))).toEqual([`Secret/${team}/auth/user`]));
  });

  it('a copy resolves nothing: another name, another owner, no owner, another namespace', async () => {
    const made = bundle([reference('auth', 'user')]);
    await scene.client.create(made);
    await eventually(() => resolved(made));

    const other = await anOwner('other');
    const [own] = made.metadata.ownerReferences;
    const otherReference = { ...Object(own), name: other.metadata.name, uid: other.metadata.uid };
    const renamed = { ...made, metadata: { ...made.metadata, name: 'copy' } };
    const adopted = { ...made, metadata: { ...made.metadata, name: 'adopted', ownerReferences: [otherReference] } };
    const renamedOwner = {
      ...made,
      metadata: { ...adopted.metadata, name: 'rewritten' },
      spec: { ...Object(made.spec), owner: { ...Object(made.spec).owner, name: 'other', uid: other.metadata.uid } },
    };
    const moved = { ...made, metadata: { name: made.metadata.name, namespace: team } };
    // Signed for its place and owner, but nobody controls it.
    const orphan = { ...bundle([reference('auth', 'user')], other) };
    const { ownerReferences: _, ...withoutOwner } = orphan.metadata;
    const copies = [renamed, adopted, renamedOwner, moved, { ...orphan, metadata: withoutOwner }];
    await Promise.all(copies.map((copy) => scene.client.create(copy)));
    await Promise.all(copies.map((copy) => eventually(() => refused(copy))));
    await throughout(3000, () => Promise.all(copies.map(absent)));
    await resolved(made);
  });

  it('a rotated Secret costs one write: the status says nothing new', async () => {
    const made = bundle([reference('auth', 'user')]);
    const { metadata } = await scene.client.create(made);
    await eventually(() => resolved(made));
    await settled(scene, home);
    const mark = await scene.writes.mark();
    await scene.client.patch(secret('auth', {}), { stringData: { user: 'bob' } });
    await eventually(async () =>
      expect(await resolved(made)).toMatchObject({ [`Secret/${team}/auth/user`]: { value: 'bob' } }),
    );
    await settled(scene, home);
    expect(await scene.writes.changesSince(mark, { namespace: home })).toEqual([`patch secrets ${metadata.name}`]);
  });
});
