import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { actionGrants } from '../../hooks/kinds/actions/action-access.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { type RbacRule, scraperGrants } from '../../hooks/objects/scraper-rbac.ts';
import { readManifests, repository } from '../harness/crds.ts';
import { eventually } from '../harness/eventually.ts';
import { field, objectsAt, textAt } from '../harness/fields.ts';
import { users } from '../harness/identities.ts';
import { type Installation, startInstallation } from '../harness/installation.ts';
import { isMetacontrollerMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';
import { lifeOfAgent, release } from './agent-life.ts';
import { lifeOfCluster } from './cluster-life.ts';
import { aVMSingle, reaches } from './scene.ts';

let cluster: SharedCluster;
let vmop: Installation;

/** Permissions as `verb group/resource`, the core group being empty. */
type Permission = string;

/** All that the manifests grant to Metacontroller. */
async function grantedPermissions(): Promise<readonly Permission[]> {
  const folders = [join('manifests', 'rbac'), join('manifests', 'rbac', 'components', 'vpa')];
  const roles = (await Promise.all(folders.map((folder) => readManifests(join(repository, folder))))).flat();
  const rules = roles.flatMap((role) => objectsAt(role, 'rules'));
  return rules.flatMap((rule) =>
    texts(rule['apiGroups']).flatMap((group) =>
      texts(rule['resources']).flatMap((resource) =>
        texts(rule['verbs']).map((verb) => `${verb} ${group}/${resource}`),
      ),
    ),
  );
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** One request of Metacontroller on a resource. */
interface Use {
  readonly permission: Permission;
  readonly code: number;
  readonly uri: string;
}

/** The requests of Metacontroller that were logged behind an offset; discovery, which every user may do, left out. */
async function usesSince(offset: number): Promise<readonly Use[]> {
  const text = (await readFile(cluster.access.auditLog)).subarray(offset).toString('utf8');
  return text.split('\n').flatMap((line): readonly Use[] => {
    if (!line.includes(users.metacontroller)) return [];
    const event: unknown = JSON.parse(line);
    const resource = textAt(event, 'objectRef', 'resource');
    if (textAt(event, 'user', 'username') !== users.metacontroller || resource === undefined) return [];
    const subresource = textAt(event, 'objectRef', 'subresource');
    const path = subresource === undefined ? resource : `${resource}/${subresource}`;
    return [
      {
        permission: `${textAt(event, 'verb')} ${textAt(event, 'objectRef', 'apiGroup') ?? ''}/${path}`,
        code: Number(field(event, 'responseStatus', 'code')),
        uri: textAt(event, 'requestURI') ?? '',
      },
    ];
  });
}

const childKinds = [
  ['apps/v1', 'Deployment'],
  ['v1', 'Service'],
  ['v1', 'ServiceAccount'],
  ['v1', 'ConfigMap'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['autoscaling.k8s.io/v1', 'VerticalPodAutoscaler'],
  ['operator.victoriametrics.com/v1beta1', 'VMServiceScrape'],
] as const;

const fullSpec = {
  storage: { resources: { requests: { storage: '1Gi' } } },
  removePvcAfterDelete: true,
  vpa: {
    updatePolicy: { updateMode: 'Off' },
    resourcePolicy: { containerPolicies: [{ containerName: '*', mode: 'Off' }] },
  },
  networkPolicy: { ingress: [{}] },
  serviceSpec: { spec: { type: 'ClusterIP', ports: [{ name: 'http', port: 8429 }] } },
  inlineRelabelConfig: [{ action: 'labeldrop', regex: 'x' }],
  streamAggrConfig: { rules: [{ interval: '1m', outputs: ['total'] }] },
};

/** The children of the VMSingle in a namespace. */
async function childrenIn(namespace: string, uid: string | undefined): Promise<readonly KubeObject[]> {
  const lists = await Promise.all(
    childKinds.map(([apiVersion, kind]) => cluster.client.list({ apiVersion, kind, namespace })),
  );
  return lists.flat().filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.uid === uid));
}

/** A VMSingle with everything, from its creation to the end of its claim. */
async function wholeLife(): Promise<void> {
  const { client } = cluster;
  const scene = { ...cluster, vmop };
  const namespace = await cluster.namespace('rbac');
  const cr = await client.create(aVMSingle(namespace, fullSpec));
  const { uid } = (await reaches(scene, cr, 'operational')).metadata;
  await eventually(async () => {
    const found = await childrenIn(namespace, uid);
    expect([...new Set(found.map(({ kind }) => kind))].toSorted()).toEqual(
      childKinds.map(([, kind]) => kind).toSorted(),
    );
  });
  for (const object of await childrenIn(namespace, uid)) await release(cluster, object, uid);
  await client.patch(cr, { spec: { retentionPeriod: '3', storage: { resources: { requests: { storage: '1Gi' } } } } });
  await reaches(scene, cr, 'operational');
  const less = {
    vpa: null,
    networkPolicy: null,
    serviceSpec: null,
    inlineRelabelConfig: null,
    streamAggrConfig: null,
    disableSelfServiceScrape: true,
    serviceAccountName: 'default',
    useLegacyNaming: true,
  };
  await client.patch(cr, { spec: less });
  await eventually(async () => {
    const names = (await childrenIn(namespace, uid)).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names.toSorted()).toEqual(['Deployment shop', 'Service shop']);
  });
  await reaches(scene, cr, 'operational');
  await client.delete(cr);
  // Deleted, though it stays until the garbage collector has taken the pod that mounts it.
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'shop', namespace } };
  await eventually(async () => {
    const live = await client.find(claim);
    if (live !== undefined) expect(live.metadata.deletionTimestamp).toBeDefined();
  });
}

/** Grants that the audit log cannot show to be used, each with the reason why it has to be there. */
const unseen: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /^create (?!\/events|coordination)/, why: 'an apply that creates is logged as patch; see the last test' },
  { pattern: /^update .*\/finalizers$/, why: 'asked for by an admission plugin, not by a request; see the last test' },
  { pattern: /^list /, why: 'this API server streams lists as watches; older ones do not' },
  { pattern: /^patch \/events$/, why: 'only an event that repeats within minutes is patched' },
  ...permissionsOf(scraperGrants).map((permission) => ({
    pattern: new RegExp(`^${permission}$`),
    why: 'held because roles of scrapers grant it; cluster-roles.test.ts shows that they can be made',
  })),
  ...permissionsOf(actionGrants).map((permission) => ({
    pattern: new RegExp(`^${permission}$`),
    why: 'held because roles of actions grant it; actions.test.ts and rolls.test.ts show that these can be made',
  })),
];

function permissionsOf(grants: readonly RbacRule[]): readonly Permission[] {
  return grants.flatMap(({ apiGroups = [], resources = [], verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`))),
  );
}

/** A new ServiceAccount with permissions in one namespace, which may be exchanged. */
async function aUserWith(namespace: string, rules: readonly object[]) {
  const { client } = cluster;
  const metadata = { name: 'applier', namespace };
  await client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  const allow = async (allowed: readonly object[]) => {
    const role: KubeObject & { readonly rules: readonly object[] } = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: allowed,
    };
    await client.apply(role);
  };
  await allow(rules);
  const binding: KubeObject & { readonly roleRef: object; readonly subjects: readonly object[] } = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
    subjects: [{ kind: 'ServiceAccount', ...metadata }],
  };
  await client.create(binding);
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${metadata.name}/token`;
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const token = textAt((await client.send('POST', path, request)).body, 'status', 'token') ?? '';
  const self = client.as(token);
  return { allow, apply: (object: KubeObject) => self.apply(object) };
}

describe.skipIf(isMetacontrollerMissing())('permissions of Metacontroller', () => {
  let uses: readonly Use[] = [];
  let granted: readonly Permission[] = [];

  beforeAll(async () => {
    const metacontroller = inject('metacontroller');
    if (metacontroller === null) throw new Error('no metacontroller');
    cluster = await joinSharedCluster();
    const { size } = await stat(cluster.access.auditLog);
    const env = { VM_VPA_API_ENABLED: 'true' };
    vmop = await startInstallation(cluster.access, cluster.client, { metacontroller, env });
    await wholeLife();
    await lifeOfAgent({ ...cluster, vmop });
    await lifeOfCluster({ ...cluster, vmop });
    // A watch is logged when it ends.
    await vmop.stop();
    granted = await grantedPermissions();
    uses = await usesSince(size);
  });
  afterAll(async () => {
    await vmop?.stop();
    await cluster?.leave();
  });

  it('are enough: nothing was refused, and nothing done without a grant of ours', () => {
    expect(uses.filter(({ code }) => code === 403)).toEqual([]);
    const known = new Set(granted);
    expect([...new Set(uses.map(({ permission }) => permission))].filter((used) => !known.has(used))).toEqual([]);
  });

  it('are no more than it takes: each one was used, or is known to be needed', () => {
    const used = new Set(uses.map(({ permission }) => permission));
    const unused = granted.filter((permission) => !used.has(permission));
    expect(unused.filter((permission) => !unseen.some(({ pattern }) => pattern.test(permission)))).toEqual([]);
  });

  it('are all needed for a child: apply is not enough without create, an owner that blocks not without its finalizers', async () => {
    const { client } = cluster;
    const namespace = await cluster.namespace('rbac-needs');
    const { name, uid = '' } = (await client.create(aVMSingle(namespace, { paused: true }))).metadata;
    const owner = { apiVersion: 'operator.victoriametrics.com/v1beta1', kind: 'VMSingle', name, uid };
    const child: KubeObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'child',
        namespace,
        ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
      },
    };
    const configMaps = (verb: string) => ({ apiGroups: [''], resources: ['configmaps'], verbs: [verb] });
    const user = await aUserWith(namespace, [configMaps('patch')]);
    // The API server learns of a changed Role a moment later.
    const refusal = (detail: string) =>
      eventually(() =>
        expect(user.apply(child)).rejects.toMatchObject({ code: 403, detail: expect.stringContaining(detail) }),
      );
    await refusal('cannot create');
    await user.allow([configMaps('patch'), configMaps('create')]);
    await refusal('blockOwnerDeletion');
    const finalizers = {
      apiGroups: ['operator.victoriametrics.com'],
      resources: ['vmsingles/finalizers'],
      verbs: ['update'],
    };
    await user.allow([configMaps('patch'), configMaps('create'), finalizers]);
    await eventually(() => user.apply(child));
  });
});
