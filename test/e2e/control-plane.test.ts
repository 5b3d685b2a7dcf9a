import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { storageClasses } from '../harness/claim-simulator.ts';
import { eventually } from '../harness/eventually.ts';
import { field } from '../harness/fields.ts';
import { users } from '../harness/identities.ts';
import { isControlPlaneMissing, joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';

let cluster: SharedCluster;

function aWorkload(
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet',
  namespace: string,
  podSpec: object = {},
): KubeObject {
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }], ...podSpec } };
  const scale = kind === 'DaemonSet' ? {} : { replicas: 2 };
  const service = kind === 'StatefulSet' ? { serviceName: 'web' } : {};
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'web', namespace },
    spec: { ...scale, ...service, selector: { matchLabels: labels }, template },
  };
}

function aClaim(namespace: string, spec: object = {}): KubeObject {
  const resources = { requests: { storage: '1Gi' } };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace },
    spec: { accessModes: ['ReadWriteOnce'], resources, ...spec },
  };
}

describe.skipIf(isControlPlaneMissing()).concurrent('control plane of the tests', () => {
  beforeAll(async () => {
    cluster = await joinSharedCluster();
  });
  afterAll(() => cluster.leave());

  it.each(['Deployment', 'StatefulSet', 'DaemonSet'] as const)(
    '%s becomes ready on simulated nodes and goes with its pods',
    async (kind) => {
      const { client } = cluster;
      const namespace = await cluster.namespace('smoke');
      const workload = await client.create(aWorkload(kind, namespace));
      const readyField = kind === 'DaemonSet' ? 'numberReady' : 'readyReplicas';
      await eventually(async () => expect(field((await client.get(workload)).status, readyField)).toBe(2));
      await client.delete(workload, { propagationPolicy: 'Foreground' });
      await eventually(async () => expect(await client.list({ apiVersion: 'v1', kind: 'Pod', namespace })).toEqual([]));
      await eventually(async () => expect(await client.find(workload)).toBeUndefined());
    },
  );

  it('a held pod is unready until released, a crashing one shows it', async () => {
    const { client, nodes } = cluster;
    const namespace = await cluster.namespace('hold');
    const isMine = (pod: KubeObject) => pod.metadata.namespace === namespace;
    const release = nodes.hold(isMine);
    const workload = await client.create(aWorkload('StatefulSet', namespace));
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web-0', namespace } };
    await eventually(async () =>
      expect((await client.get(pod)).status).toMatchObject({ phase: 'Running', containerStatuses: [{ ready: false }] }),
    );
    // OrderedReady: the second pod waits for the first.
    expect(await client.list({ apiVersion: 'v1', kind: 'Pod', namespace })).toHaveLength(1);
    release();
    await eventually(async () => expect((await client.get(workload)).status).toMatchObject({ readyReplicas: 2 }));
    const heal = nodes.crash((candidate) => isMine(candidate) && candidate.metadata.name === 'web-1');
    await eventually(async () => expect((await client.get(workload)).status).toMatchObject({ readyReplicas: 1 }));
    heal();
    await eventually(async () => expect((await client.get(workload)).status).toMatchObject({ readyReplicas: 2 }));
  });

  it('a pod waits for the Secret that it mounts', async () => {
    const { client } = cluster;
    const namespace = await cluster.namespace('needs');
    const volumes = [{ name: 'config', secret: { secretName: 'late' } }];
    const workload = await client.create(aWorkload('Deployment', namespace, { volumes }));
    await eventually(async () => {
      const [pod] = await client.list({ apiVersion: 'v1', kind: 'Pod', namespace });
      expect(pod?.status).toMatchObject({
        phase: 'Pending',
        containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating' } } }],
      });
    });
    await client.create({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'late', namespace } });
    await eventually(async () => expect((await client.get(workload)).status).toMatchObject({ readyReplicas: 2 }));
  });

  it('claims are bound, grow where their class allows it, and go', async () => {
    const { client } = cluster;
    const namespace = await cluster.namespace('claims');
    const claim = await client.create(aClaim(namespace, { storageClassName: storageClasses.expandable }));
    const bound = (size: string) =>
      eventually(async () =>
        expect((await client.get(claim)).status).toMatchObject({ phase: 'Bound', capacity: { storage: size } }),
      );
    await bound('1Gi');
    await client.patch(claim, { spec: { resources: { requests: { storage: '3Gi' } } } });
    await bound('3Gi');
    await client.delete(claim);
    await eventually(async () => expect(await client.find(claim)).toBeUndefined());
    const classless = await client.create(aClaim(namespace));
    await bound('1Gi');
    await expect(
      client.patch(classless, { spec: { resources: { requests: { storage: '3Gi' } } } }),
    ).rejects.toMatchObject({ code: 403 });
  });

  it('counts writes by user and object, and knows those that changed nothing', async () => {
    const { client, writes, access } = cluster;
    const namespace = await cluster.namespace('writes');
    const mark = await writes.mark();
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace }, data: { a: '1' } };
    await client.apply(config);
    await client.apply(config);
    const edited = { ...config, data: { a: '2' } };
    await client.apply(edited, { dryRun: true });
    await client.as(access.nodesToken).patch(config, { data: { b: 'ü' } });
    const mine = await writes.since(mark, { namespace, user: users.admin });
    expect(mine.map(({ verb, code, changed }) => [verb, code, changed])).toEqual([
      ['patch', 201, true],
      ['patch', 200, false],
    ]);
    expect(await writes.changesSince(mark, { namespace, resource: 'configmaps', name: 'config' })).toEqual([
      'patch configmaps config ×2',
    ]);
    const idle = await writes.mark();
    expect(await writes.since(idle, { namespace })).toEqual([]);
  });

  it('serves the CRDs of optional APIs', async () => {
    const namespace = await cluster.namespace('optional');
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const autoscaler = {
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      metadata: { name: 'web', namespace },
      spec: { targetRef: target },
    };
    await cluster.client.create(autoscaler);
    await cluster.client.create({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web', namespace },
      spec: { hostnames: ['web.test'] },
    });
  });
});
