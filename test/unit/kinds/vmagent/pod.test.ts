import { describe, expect, it } from 'vitest';
import { childOf } from '../../../fixtures/builders.ts';
import { aConfigMap, agentRelated, aSecret, builtAgent } from '../../../fixtures/some-vmagent.ts';

/** The value at a path of keys and indices. */
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, key) => Reflect.get(Object(found), key), value);

type Given = Parameters<typeof builtAgent>[1];

const workload = (spec: object, kind = 'Deployment', name = 'vmagent-edge', given?: Given) =>
  childOf(builtAgent(spec, given), kind, name);
const pod = (spec: object, kind = 'Deployment', name = 'vmagent-edge', given?: Given) =>
  at(workload(spec, kind, name, given).spec, 'template', 'spec');

const push = aSecret('push', { user: 'u', pass: 'p', ca: 'CA' });
const tls = { url: 'https://s/w', tlsConfig: { ca: { secret: { name: 'push', key: 'ca' } } } };

describe('a StatefulSet', () => {
  const stateful = { statefulMode: true };
  const headless = { serviceSpec: { metadata: { name: 'peers' }, spec: { clusterIP: 'None' } } };

  it.each([
    { name: 'nothing', spec: {}, serviceName: '' },
    { name: 'the main Service, for shards', spec: { shardCount: 1 }, serviceName: 'vmagent-edge' },
    { name: 'a headless additional Service', spec: { shardCount: 1, ...headless }, serviceName: 'peers' },
    {
      name: 'nothing of an additional Service with an address',
      spec: { serviceSpec: { spec: { type: 'NodePort' } } },
      serviceName: '',
    },
  ])('is governed by $name', ({ spec, serviceName }) => {
    const name = 'shardCount' in spec ? 'vmagent-edge-0' : 'vmagent-edge';
    expect(workload({ ...stateful, ...spec }, 'StatefulSet', name).spec).toMatchObject({
      serviceName,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate' },
    });
    expect(at(childOf(builtAgent({ ...stateful, ...spec }), 'Service', 'vmagent-edge').spec, 'clusterIP')).toBe('None');
  });

  it('keeps the strategy that a user asks for', () => {
    const spec = { ...stateful, statefulRollingUpdateStrategy: 'OnDelete' };
    expect(workload(spec, 'StatefulSet').spec).toMatchObject({ updateStrategy: { type: 'OnDelete' } });
  });

  it.each([
    { name: 'a directory', storage: undefined, last: { name: 'persistent-queue-data', emptyDir: {} } },
    {
      name: 'a directory of a kind',
      storage: { emptyDir: { medium: 'Memory' } },
      last: { emptyDir: { medium: 'Memory' } },
    },
  ])('keeps its queue in $name behind all other volumes', ({ storage, last }) => {
    const spec = { ...stateful, ...(storage === undefined ? {} : { statefulStorage: storage }) };
    const volumes: unknown = at(pod(spec, 'StatefulSet'), 'volumes');
    expect(Array.isArray(volumes) ? volumes.at(-1) : volumes).toMatchObject(last);
  });

  it('keeps its queue in a claim that the storages share', () => {
    const spec = {
      ...stateful,
      statefulStorage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' } } } } },
      claimTemplates: [{ metadata: { name: 'more' }, spec: { resources: { requests: { storage: '1Gi' } } } }],
      remoteWrite: [{ url: 'http://a' }, { url: 'http://b' }],
    };
    expect(at(workload(spec, 'StatefulSet').spec, 'volumeClaimTemplates')).toMatchObject([
      { metadata: { name: 'persistent-queue-data' }, spec: { accessModes: ['ReadWriteOnce'] } },
      { metadata: { name: 'more' } },
    ]);
    expect(at(pod(spec, 'StatefulSet'), 'containers', '0', 'args')).toContain(
      '-remoteWrite.maxDiskUsagePerURL=536870912',
    );
  });
});

describe('pods', () => {
  it('of a DaemonSet know their node, and take no user for the whole pod', () => {
    const spec = { daemonSetMode: true, useStrictSecurity: true };
    expect(pod(spec, 'DaemonSet')).toMatchObject({
      securityContext: { fsGroup: 65534, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: {} },
      containers: [
        { env: [{ name: 'KUBE_NODE_NAME' }], securityContext: { runAsUser: 65534 } },
        { name: 'config-reloader' },
      ],
    });
    expect(at(pod(spec, 'DaemonSet'), 'securityContext')).not.toHaveProperty('runAsUser');
  });

  it('that only ingest find the certificates of their storages, unless the user mounts them', () => {
    const spec = { ingestOnlyMode: true, remoteWrite: [tls] };
    const given = { related: agentRelated(push) };
    const mount = { name: 'tls-assets', mountPath: '/etc/vmagent-tls/certs', readOnly: true };
    expect(at(pod(spec, 'Deployment', 'vmagent-edge', given), 'containers', '0', 'volumeMounts')).toContainEqual(mount);
    const own = {
      volumes: [{ name: 'own', emptyDir: {} }],
      volumeMounts: [{ name: 'own', mountPath: '/etc/vmagent-tls/certs' }],
    };
    expect(at(pod({ ...spec, ...own }, 'Deployment', 'vmagent-edge', given), 'volumes')).not.toContainEqual(
      expect.objectContaining({ name: 'tls-assets' }),
    );
  });

  it('mount the token by hand where it is not mounted of itself', () => {
    const token = expect.arrayContaining([expect.objectContaining({ name: 'kube-api-access' })]);
    const { containers, initContainers } = Object(pod({ disableAutomountServiceAccountToken: true }));
    for (const { volumeMounts } of [...containers, ...initContainers]) expect(volumeMounts).toEqual(token);
    const ingesting = pod({
      disableAutomountServiceAccountToken: true,
      ingestOnlyMode: true,
      inlineRelabelConfig: [{ targetLabel: 'a' }],
    });
    expect(at(ingesting, 'containers', '1', 'volumeMounts')).not.toEqual(token);
  });

  it('mount the key of the reload as the official operator does, without saying that they only read it', () => {
    const { containers } = Object(pod({ configReloadAuthKeySecret: { name: 'keys', key: 'k' } }));
    for (const { volumeMounts } of containers) {
      expect(volumeMounts).toContainEqual({
        name: 'vm-config-reload-auth-secret',
        mountPath: '/etc/vm/config-reload-auth',
      });
    }
  });

  it('say the steps of their roll-out, and none with Recreate', () => {
    expect(workload({ rollingUpdate: { maxSurge: 0 } }).spec).toMatchObject({
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } },
    });
    expect(at(workload({ updateStrategy: 'Recreate', rollingUpdate: { maxSurge: 0 } }).spec, 'strategy')).toEqual({
      type: 'Recreate',
    });
  });

  it('read a rule file per storage', () => {
    const spec = {
      ingestOnlyMode: true,
      remoteWrite: [
        { url: 'http://a' },
        {
          url: 'http://b',
          urlRelabelConfig: { name: 'rules', key: 'r' },
          inlineUrlRelabelConfig: [{ targetLabel: 'x' }],
        },
      ],
    };
    const related = agentRelated(aConfigMap('rules', { r: '- action: drop\n' }));
    const files = childOf(builtAgent(spec, { related }), 'ConfigMap');
    expect(Reflect.get(files, 'data')).toEqual({ 'url_relabeling-1.yaml': '- target_label: x\n- action: drop' });
  });
});

describe('the self-scrape of a DaemonSet', () => {
  const appLabel = { targetLabel: 'victoriametrics_app', replacement: 'true' };
  const endpoints = (spec: object) =>
    at(
      workload({ daemonSetMode: true, extraArgs: { tls: 'true', 'http.pathPrefix': '/p' }, ...spec }, 'VMPodScrape')
        .spec,
      'podMetricsEndpoints',
    );

  it('knows path and TLS of the program', () => {
    expect(at(endpoints({}), '0')).toMatchObject({ port: 'http', path: '/p/metrics', scheme: 'https' });
  });

  it('is what the user says last of its port, and nothing besides', () => {
    const said = [{ port: 'http', interval: '5s' }, { port: 'other' }, { port: 'http', interval: '7s' }];
    expect(endpoints({ serviceScrapeSpec: { endpoints: said } })).toMatchObject([
      { port: 'http', interval: '7s' },
      { port: 'other' },
      { portNumber: 8435 },
    ]);
    expect(at(endpoints({ serviceScrapeSpec: { endpoints: said } }), '0')).toEqual({
      attach_metadata: {},
      port: 'http',
      interval: '7s',
      relabelConfigs: [appLabel],
    });
  });
});
