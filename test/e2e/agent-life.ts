import { expect } from 'vitest';
import { type KubeObject, objectKey } from '../../hooks/lib/kube-object.ts';
import { allKinds } from '../../hooks/registry.ts';
import { eventually } from '../harness/eventually.ts';
import { textAt } from '../harness/fields.ts';
import type { SharedCluster } from '../harness/shared-cluster.ts';
import { someTemplate } from './action-scene.ts';
import { reaches, type Scene } from './scene.ts';

/** The living children of a CR, of all kinds which its controller declares. */
export async function childrenOf(
  { client }: SharedCluster,
  { apiVersion, kind, metadata: { uid, namespace = '' } }: KubeObject,
): Promise<readonly KubeObject[]> {
  const registered = allKinds.find(({ api }) => api.kind === kind && apiVersion === `${api.group}/${api.version}`);
  const lists = await Promise.all(
    (registered?.controller?.childKinds ?? []).map((child) =>
      client.list({ apiVersion: child.apiVersion, kind: child.kind, namespace }),
    ),
  );
  return lists
    .flat()
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .filter(({ metadata }) => metadata.ownerReferences?.some((owner) => owner.uid === uid));
}

/** Takes the selector's label off a child: it is released, and adopted again by the next apply. */
export async function release({ client }: SharedCluster, object: KubeObject, uid: string | undefined): Promise<void> {
  await client.patch(object, { metadata: { labels: { 'controller-uid': null } } });
  await eventually(async () => {
    const live = await client.get(object);
    expect(live.metadata.labels, objectKey(object)).toMatchObject({ 'controller-uid': uid });
    expect(live.metadata.ownerReferences).toMatchObject([{ uid, controller: true }]);
  });
}

const verticalOff = {
  updatePolicy: { updateMode: 'Off' },
  resourcePolicy: { containerPolicies: [{ containerName: '*', mode: 'Off' }] },
};

const metrics = { port: 'http', basicAuth: { username: { name: 'login', key: 'user' } } };
/** One object of each scrape kind; one of them refers to a Secret. */
const scrapes: Readonly<Record<string, object>> = {
  VMServiceScrape: { selector: {}, endpoints: [metrics] },
  VMPodScrape: { selector: {}, podMetricsEndpoints: [{ port: 'http' }] },
  VMNodeScrape: {},
  VMStaticScrape: { targetEndpoints: [{ targets: ['127.0.0.1:80'] }] },
  VMProbe: { vmProberSpec: { url: '127.0.0.1:80' }, targets: { staticConfig: { targets: ['127.0.0.1'] } } },
  VMScrapeConfig: { staticConfigs: [{ targets: ['127.0.0.1:80'] }] },
};

/** Makes a VMAgent a StatefulSet with claims. */
const statefulSpec = { statefulMode: true, statefulStorage: someTemplate('1Gi') };

/** What a VMAgent is made to be, one after the other; each is a patch of the one before. */
const agentSpecs: readonly object[] = [
  {
    selectAllByDefault: true,
    remoteWrite: [{ url: 'http://127.0.0.1/w', inlineUrlRelabelConfig: [{ action: 'labeldrop', regex: 'x' }] }],
    inlineRelabelConfig: [{ action: 'labeldrop', regex: 'x' }],
    streamAggrConfig: { rules: [{ interval: '1m', outputs: ['total'] }] },
    podDisruptionBudget: { maxUnavailable: 1 },
    networkPolicy: { ingress: [{}] },
    hpa: { maxReplicas: 2, metrics: [] },
    vpa: verticalOff,
  },
  statefulSpec,
  { statefulMode: null, daemonSetMode: true, podDisruptionBudget: null, hpa: null, vpa: null },
  {
    daemonSetMode: null,
    networkPolicy: null,
    inlineRelabelConfig: null,
    streamAggrConfig: null,
    remoteWrite: [{ url: 'http://127.0.0.1/w' }],
    ingestOnlyMode: true,
    disableSelfServiceScrape: true,
    serviceAccountName: 'default',
    useLegacyNaming: true,
  },
];

/** Lets the claims of an agent grow, by a Job that is released and adopted like every child before it does its work. */
async function growClaims(scene: Scene, agent: KubeObject): Promise<void> {
  const { client, nodes } = scene;
  const { uid, namespace } = agent.metadata;
  const connect = nodes.jobs.cutOff((pod) => pod.metadata.namespace === namespace);
  await client.patch(agent, { spec: { statefulStorage: someTemplate('2Gi') } });
  const job = await eventually(async () => {
    const [found] = await client.list({ apiVersion: 'batch/v1', kind: 'Job', namespace });
    if (found === undefined) throw new Error('no Job yet');
    return found;
  });
  await release(scene, job, uid);
  connect();
  // Its pod tries on for two minutes; another Job begins at once.
  await client.delete(job, { propagationPolicy: 'Background' });
  await eventually(async () => {
    const claims = await client.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace });
    expect(claims.map(({ spec }) => textAt(spec, 'resources', 'requests', 'storage'))).toEqual(['2Gi']);
  });
  await reaches(scene, agent, 'operational');
}

/** A VMAgent in every mode with all that it selects, from its creation to its end. */
export async function lifeOfAgent(scene: Scene): Promise<void> {
  const { client } = scene;
  const namespace = await scene.namespace('rbac-agent');
  const apiVersion = 'operator.victoriametrics.com/v1beta1';
  const metadata = { name: 'shop', namespace };
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'login', namespace },
    stringData: { user: 'u' },
  };
  await client.create(secret);
  const objects = Object.entries(scrapes).map(([kind, spec]) => ({ apiVersion, kind, metadata, spec }));
  for (const object of objects) await client.create(object);
  const agent = await client.create({ apiVersion, kind: 'VMAgent', metadata, spec: agentSpecs[0] });
  const role = `monitoring:${namespace}:vmagent-shop`;
  const clusterRole = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: role } };
  await eventually(() => client.get(clusterRole));
  const released = new Set<string>();
  for (const [stage, spec] of agentSpecs.entries()) {
    if (stage > 0) await client.patch(agent, { spec });
    await reaches(scene, agent, 'operational');
    // Once for each kind: a Service of an earlier mode keeps what cannot be changed, which nobody sees once it is released.
    for (const object of (await childrenOf(scene, agent)).filter(({ kind }) => !released.has(kind))) {
      await release(scene, object, agent.metadata.uid);
      released.add(object.kind);
    }
    await reaches(scene, agent, 'operational');
    if (spec === statefulSpec) await growClaims(scene, agent);
  }
  await eventually(async () => expect(await client.find(clusterRole)).toBeUndefined());
  for (const object of [...objects, agent]) await client.delete(object);
}
