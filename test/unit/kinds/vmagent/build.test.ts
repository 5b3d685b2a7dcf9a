import { describe, expect, it } from 'vitest';
import { relateVMAgent } from '../../../../hooks/kinds/vmagent/relate.ts';
import { vmagentStatusFields } from '../../../../hooks/kinds/vmagent/status.ts';
import { childOf } from '../../../fixtures/builders.ts';
import { agentChildren, agentRelated, aSecret, aVMAgent, builtAgent } from '../../../fixtures/some-vmagent.ts';
import { observe } from '../../../fixtures/workload-objects.ts';

/** The value at a path of keys and indices. */
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, key) => Reflect.get(Object(found), key), value);

type Given = Parameters<typeof builtAgent>[1];

const names = (spec: object, given?: Given) =>
  builtAgent(spec, given)
    .phases.flatMap(({ children }) => children)
    .filter(({ metadata }) => metadata.labels?.['vmop.victoriametrics.com/internal'] === undefined)
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const workload = (spec: object, kind = 'Deployment', name = 'vmagent-edge', given?: Given) =>
  childOf(builtAgent(spec, given), kind, name);
const pod = (spec: object, kind = 'Deployment', name = 'vmagent-edge', given?: Given) =>
  at(workload(spec, kind, name, given).spec, 'template', 'spec');

const access = [
  'ServiceAccount vmagent-edge',
  'Role monitoring:demo:vmagent-edge',
  'RoleBinding monitoring:demo:vmagent-edge',
];
const secrets = ['Secret vmagent-edge', 'Secret tls-assets-vmagent-edge'];
const push = aSecret('push', { user: 'u', pass: 'p', ca: 'CA' });
const tls = { url: 'https://s/w', tlsConfig: { ca: { secret: { name: 'push', key: 'ca' } } } };
const sc = { disableSelfServiceScrape: true };

describe('children of a VMAgent', () => {
  it.each([
    {
      name: 'by default',
      spec: {},
      wanted: [
        ...access,
        'Service vmagent-edge',
        'VMServiceScrape vmagent-edge',
        ...secrets,
        'Deployment vmagent-edge',
      ],
    },
    {
      name: 'with an account of the user',
      spec: { serviceAccountName: 'mine', ...sc },
      wanted: ['Service vmagent-edge', ...secrets, 'Deployment vmagent-edge'],
    },
    {
      name: 'that only ingests',
      spec: { ingestOnlyMode: true, ...sc },
      wanted: ['ServiceAccount vmagent-edge', 'Service vmagent-edge', 'Deployment vmagent-edge'],
    },
    {
      name: 'that only ingests, with credentials',
      spec: { ingestOnlyMode: true, ...sc, remoteWrite: [tls] },
      wanted: [...access, 'Service vmagent-edge', ...secrets, 'Deployment vmagent-edge'],
    },
    {
      name: 'per node: no budget, no autoscaler, pods scraped one by one',
      spec: {
        daemonSetMode: true,
        statefulMode: true,
        shardCount: 3,
        hpa: { maxReplicas: 2 },
        podDisruptionBudget: { minAvailable: 1 },
      },
      wanted: [...access, 'Service vmagent-edge', 'VMPodScrape vmagent-edge', ...secrets, 'DaemonSet vmagent-edge'],
    },
    {
      name: 'in shards, each with a budget; the autoscaler is called like the VMAgent',
      spec: {
        ...sc,
        statefulMode: true,
        shardCount: 2,
        hpa: { maxReplicas: 4 },
        podDisruptionBudget: { minAvailable: 1 },
      },
      wanted: [
        ...access,
        'Service vmagent-edge',
        'HorizontalPodAutoscaler edge',
        ...secrets,
        'PodDisruptionBudget vmagent-edge-0',
        'StatefulSet vmagent-edge-0',
        'PodDisruptionBudget vmagent-edge-1',
        'StatefulSet vmagent-edge-1',
      ],
    },
    {
      name: 'with rules',
      spec: {
        ...sc,
        ingestOnlyMode: true,
        inlineRelabelConfig: [{ targetLabel: 'a' }],
        streamAggrConfig: { rules: [{ interval: '1m', outputs: ['last'] }] },
        networkPolicy: {},
      },
      wanted: [
        'ServiceAccount vmagent-edge',
        'Service vmagent-edge',
        'NetworkPolicy vmagent-edge',
        'ConfigMap relabelings-assets-vmagent-edge',
        'ConfigMap stream-aggr-vmagent-edge',
        'Deployment vmagent-edge',
      ],
    },
  ])('$name', ({ spec, wanted }) => {
    expect(names(spec, { related: agentRelated(push) })).toEqual(wanted);
  });

  it('are called like the VMAgent alone with legacy naming', () => {
    expect(names({ useLegacyNaming: true, ingestOnlyMode: true, shardCount: 1 })).toEqual([
      'ServiceAccount edge',
      'Service edge',
      'VMServiceScrape edge',
      'Deployment edge-0',
    ]);
  });
});

describe('what cannot be built', () => {
  it.each([
    {
      name: 'a storage whose Secret is missing',
      spec: { remoteWrite: [{ url: 'http://s', bearerTokenSecret: { name: 'ghost', key: 'k' } }] },
      reason: 'ReferenceNotFound',
      missing: [...secrets, 'Deployment vmagent-edge'],
    },
    {
      name: 'rules whose ConfigMap is missing',
      spec: { relabelConfig: { name: 'ghost', key: 'k' } },
      reason: 'ConfigMapNotFound',
      missing: ['Deployment vmagent-edge', 'ConfigMap relabelings-assets-vmagent-edge'],
    },
    {
      name: 'further jobs whose Secret is missing',
      spec: { additionalScrapeConfigs: { name: 'ghost', key: 'k' } },
      reason: 'ReferenceNotFound',
      missing: [...secrets, 'Deployment vmagent-edge'],
    },
    {
      name: 'a volume of the name of the queue beside its claim',
      spec: {
        statefulMode: true,
        statefulStorage: { volumeClaimTemplate: {} },
        volumes: [{ name: 'persistent-queue-data', emptyDir: {} }],
      },
      reason: 'StorageVolumeConflict',
      missing: ['StatefulSet vmagent-edge'],
    },
  ])('leaves the workload out: $name', ({ spec, reason, missing }) => {
    const built = builtAgent(spec);
    expect(built.issues.map((issue) => issue.reason)).toEqual([reason]);
    const made = names(spec);
    for (const child of missing) expect(made).not.toContain(child);
    expect(made).toContain('Service vmagent-edge');
  });

  it('is everything where a port is none', () => {
    const built = builtAgent({ port: 'x' });
    expect([built.phases, built.issues.map(({ reason }) => reason)]).toEqual([[], ['InvalidPort']]);
  });
});

describe('shards', () => {
  const spec = {
    shardCount: 2,
    extraArgs: { 'promscrape.cluster.memberNum': '7', 'remoteWrite.label': 'shard=%SHARD_NUM%' },
    podMetadata: { labels: { '%SHARD_NUM%': 'x' } },
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
  };

  it('carry their number wherever it is asked for, and end with it', () => {
    const shard = workload(spec, 'Deployment', 'vmagent-edge-1');
    expect(shard.metadata.labels).not.toHaveProperty('shard-num');
    expect(shard.spec).toMatchObject({
      selector: { matchLabels: { 'shard-num': '1' } },
      template: { metadata: { labels: { 'shard-num': '1', '1': 'x' } } },
    });
    const args = at(pod(spec, 'Deployment', 'vmagent-edge-1'), 'containers', '0', 'args');
    expect(args).toEqual(expect.arrayContaining(['-remoteWrite.label=shard=1', '-promscrape.cluster.memberNum=1']));
    expect(args).not.toContain('-promscrape.cluster.memberNum=7');
    const constraint = at(pod(spec, 'Deployment', 'vmagent-edge-1'), 'topologySpreadConstraints', '0');
    expect(at(constraint, 'labelSelector', 'matchLabels')).not.toHaveProperty('shard-num');
  });

  it('that only ingest divide nothing', () => {
    const args = at(
      pod({ ...spec, extraArgs: {}, ingestOnlyMode: true }, 'Deployment', 'vmagent-edge-0'),
      'containers',
      '0',
      'args',
    );
    expect(String(args)).not.toContain('promscrape');
  });

  it('are none without a count: the placeholder stays', () => {
    const args = at(pod({ ...spec, shardCount: 0 }), 'containers', '0', 'args');
    expect(args).toContain('-remoteWrite.label=shard=%SHARD_NUM%');
  });
});

describe('other workloads of a VMAgent', () => {
  it('retire, with their budgets; those that are wanted are among them and stay', () => {
    const old = [
      { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'vmagent-edge-0', namespace: 'demo' }, spec: {} },
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'vmagent-edge-0', namespace: 'demo' },
        spec: {},
      },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'old', namespace: 'demo' }, spec: {} },
    ].map((object) => observe(object));
    const { retires = [] } = builtAgent({}, { children: agentChildren(...old) });
    expect(retires.map(({ kind }) => kind)).toEqual(['StatefulSet', 'PodDisruptionBudget']);
  });
});

describe('what a VMAgent depends on', () => {
  it('is named by its own spec where it only ingests', () => {
    const cr = aVMAgent({
      ingestOnlyMode: true,
      additionalScrapeConfigs: { name: 'unused', key: 'k' },
      relabelConfig: { name: 'rules', key: 'r' },
      remoteWrite: [tls, { url: 'http://b', urlRelabelConfig: { name: 'more', key: 'r' } }],
    });
    expect(relateVMAgent(cr)).toEqual([
      { apiVersion: 'v1', resource: 'configmaps', namespace: 'demo', names: ['more', 'rules'] },
      { apiVersion: 'v1', resource: 'secrets', namespace: 'demo', names: ['push'] },
    ]);
  });

  it('is what it selects besides, and the Secrets of its bundles', () => {
    const rules = relateVMAgent(
      aVMAgent({ additionalScrapeConfigs: { name: 'jobs', key: 'k' }, podScrapeSelector: {} }),
    );
    expect(rules).toEqual([
      { apiVersion: 'v1', resource: 'secrets', namespace: 'demo', names: ['jobs'] },
      expect.objectContaining({ resource: 'vmpodscrapes' }),
      expect.objectContaining({
        resource: 'secrets',
        labelSelector: { matchLabels: { 'vmop.victoriametrics.com/bundle-of': 'uid-1' } },
      }),
    ]);
  });
});

describe('status', () => {
  it.each([
    {
      name: 'shards and replicas of each',
      spec: { shardCount: 3, replicaCount: 2 },
      fields: { shards: 3, replicas: 2 },
    },
    { name: 'one shard where there are none', spec: { shardCount: 0, replicaCount: 0 }, fields: { shards: 1 } },
    { name: 'one shard per node', spec: { shardCount: 3, daemonSetMode: true }, fields: { shards: 1 } },
  ])('shows $name', ({ spec, fields }) => {
    const selector =
      'app.kubernetes.io/component=monitoring,app.kubernetes.io/instance=edge,app.kubernetes.io/name=vmagent,managed-by=vm-operator';
    expect(vmagentStatusFields({ parent: aVMAgent(spec) })).toEqual({ ...fields, selector });
  });
});
