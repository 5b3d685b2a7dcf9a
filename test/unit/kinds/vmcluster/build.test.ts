import { describe, expect, it } from 'vitest';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { childOf } from '../../../fixtures/builders.ts';
import { builtCluster, namesOf } from '../../../fixtures/some-vmcluster.ts';
import { observe } from '../../../fixtures/workload-objects.ts';

const three = { vmstorage: { replicaCount: 3 }, vmselect: { replicaCount: 2 }, vminsert: { replicaCount: 2 } };
const license = { key: 'k' };
const balanced = { requestsLoadBalancer: { enabled: true } };

const at = (object: KubeObject, ...path: string[]) => fieldAt(object, path);
const firstContainer = (object: KubeObject) =>
  (at(object, 'spec', 'template', 'spec', 'containers') as readonly Record<string, unknown>[])[0] ?? {};
const argsOf = (object: KubeObject) => (firstContainer(object)['args'] ?? []) as readonly string[];
const flagOf = (object: KubeObject, name: string) =>
  argsOf(object)
    .find((arg) => arg.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const select = (spec: object, given: Parameters<typeof builtCluster>[1] = {}) =>
  childOf(builtCluster(spec, given), 'StatefulSet', 'vmselect-main');
const insert = (spec: object, given: Parameters<typeof builtCluster>[1] = {}) =>
  childOf(builtCluster(spec, given), 'Deployment', 'vminsert-main');
const storage = (spec: object, given: Parameters<typeof builtCluster>[1] = {}) =>
  childOf(builtCluster({ vmstorage: spec }, given), 'StatefulSet', 'vmstorage-main');

describe('phases', () => {
  it.each([
    { name: 'an empty cluster has an account', spec: {}, phases: ['configuration'] },
    {
      name: 'an account of the user and nothing else: nothing at all',
      spec: { serviceAccountName: 'robot' },
      phases: [],
    },
    { name: 'storage alone', spec: { vmstorage: {} }, phases: ['configuration', 'vmstorage'] },
    {
      name: 'without a vmstorage',
      spec: { vmselect: {}, vminsert: {} },
      phases: ['configuration', 'vmselect', 'vminsert'],
    },
    {
      name: 'everything, in roll-out order',
      spec: { ...three, ...balanced },
      phases: ['configuration', 'load balancer', 'vmstorage', 'vmselect', 'vminsert'],
    },
    {
      name: 'a load balancer that is configured but not enabled',
      spec: { requestsLoadBalancer: { spec: { replicaCount: 2 } } },
      phases: ['configuration'],
    },
  ])('$name', ({ spec, phases }) => {
    const built = builtCluster(spec);
    expect(built.issues).toEqual([]);
    expect(built.phases.map(({ name }) => name)).toEqual(phases);
  });

  it('a balanced part has a Service of its own beside that of the load balancer', () => {
    expect(namesOf(builtCluster({ ...balanced, vminsert: {} }))).toEqual([
      'ServiceAccount vmcluster-main',
      'Secret vmclusterlb-main',
      'Service vmclusterlb-main',
      'VMServiceScrape vmclusterlb-main',
      'Deployment vmclusterlb-main',
      'Service vminsertinternal-main',
      'VMServiceScrape vminsertinternal-main',
      'Service vminsert-main',
      'Deployment vminsert-main',
    ]);
  });

  it('what comes behind a part whose pods cannot be built has to wait', () => {
    const containers = [{ name: 'vmselect', ports: [{ $patch: 'nonsense' }] }];
    const { phases, issues } = builtCluster({ ...three, vmselect: { containers } });
    expect(issues).toMatchObject([{ path: 'spec.vmselect.containers[0]', reason: 'ContainerPatchInvalid' }]);
    expect(phases.flatMap(({ name, isBroken }) => (isBroken === true ? [name] : []))).toEqual(['vmselect']);
  });
});

describe('what makes a whole cluster unbuildable', () => {
  const twice = {
    vmstorage: { replicaCount: 1 },
    vmselect: { extraStorageNodes: [{ addr: 'far:1' }, { addr: 'far:1' }] },
  };
  const skip = { annotations: { 'operator.victoriametrics.com/skip-validation': 'true' } };
  it.each([
    { name: 'a port that is none', spec: { vmstorage: { vmInsertPort: 'x' } }, path: 'spec.vmstorage.vmInsertPort' },
    {
      name: 'one of the load balancer',
      spec: { requestsLoadBalancer: { enabled: true, spec: { port: '0' } } },
      path: 'spec.requestsLoadBalancer.spec.port',
    },
    {
      name: 'a backup port',
      spec: { license, vmstorage: { vmBackup: { port: 'p' } } },
      path: 'spec.vmstorage.vmBackup.port',
    },
    { name: 'a node that is asked twice', spec: twice, path: 'spec.vmselect.extraStorageNodes[1].addr' },
    {
      name: 'scaling in of storage nodes',
      spec: { vmstorage: { hpa: { maxReplicas: 3, behaviour: { scaleDown: {} } } } },
      path: 'spec.vmstorage.hpa.behaviour.scaleDown',
    },
    {
      name: 'a Service of storage nodes with an address: pods would lose their names',
      spec: { vmstorage: { serviceSpec: { useAsDefault: true, spec: { type: 'LoadBalancer' } } } },
      path: 'spec.vmstorage.serviceSpec.spec.type',
    },
    {
      name: 'downsampling without a license: storage nodes would not start',
      spec: { vmstorage: {}, downsampling: { dedupInterval: '1m' } },
      path: 'spec.downsampling',
    },
    {
      name: 'discovery without a license',
      spec: { vmstorage: {}, vminsert: { discovery: { enabled: true } } },
      path: 'spec.vminsert.discovery',
    },
    {
      name: 'a retention filter without a license',
      spec: { vmstorage: { retentionFilters: [{ filter: '{a="b"}', retention: '1d' }] } },
      path: 'spec.vmstorage.retentionFilters',
    },
    { name: 'backups without a license', spec: { vmstorage: { vmBackup: {} } }, path: 'spec.vmstorage.vmBackup' },
  ])('$name', ({ spec, path }) => {
    expect(builtCluster(spec)).toMatchObject({ phases: [], issues: [{ path }] });
  });

  it('a user who skips validation gets what he writes', () => {
    expect(builtCluster(twice, { metadata: skip }).issues).toEqual([]);
  });

  it('autoscaling without its API is reported where it is written, and harms nothing else', () => {
    const { phases, issues } = builtCluster({ vmselect: { vpa: {} }, vminsert: {} });
    expect(issues).toMatchObject(
      [{ path: 'spec.vmselect.vpa', reason: 'VpaApiDisabled', message: /^spec.vmselect.vpa is set/ }].map((issue) => ({
        ...issue,
        message: expect.stringMatching(issue.message),
      })),
    );
    expect(phases.map(({ name }) => name)).toEqual(['configuration', 'vmselect', 'vminsert']);
  });
});

describe('StatefulSets', () => {
  it.each([
    { name: 'by default', spec: {}, strategy: { type: 'RollingUpdate' }, policy: 'Parallel' },
    {
      name: 'OnDelete of the user',
      spec: { rollingUpdateStrategy: 'OnDelete', rollingUpdateStrategyBehavior: { maxUnavailable: 2 } },
      strategy: { type: 'OnDelete' },
      policy: 'Parallel',
    },
    {
      name: 'RollingUpdate of the user',
      spec: { rollingUpdateStrategy: 'RollingUpdate' },
      strategy: { type: 'RollingUpdate' },
      policy: 'OrderedReady',
    },
    {
      name: 'minReadySeconds',
      spec: { minReadySeconds: 1 },
      strategy: { type: 'RollingUpdate' },
      policy: 'OrderedReady',
    },
    {
      name: 'several at a time',
      spec: { rollingUpdateStrategyBehavior: { maxUnavailable: '100%' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
      policy: 'Parallel',
    },
  ])('roll-out: $name', ({ spec, strategy, policy }) => {
    const { updateStrategy, podManagementPolicy } = storage(spec).spec as Record<string, unknown>;
    expect({ updateStrategy, podManagementPolicy }).toEqual({ updateStrategy: strategy, podManagementPolicy: policy });
  });

  it.each([
    {
      name: 'none: a directory that goes with the pod',
      spec: {},
      volumes: [{ name: 'vmstorage-db', emptyDir: {} }],
      claims: [],
    },
    {
      name: 'a volume of the user under that name',
      spec: { volumes: [{ name: 'vmstorage-db', hostPath: { path: '/d' } }] },
      volumes: [{ name: 'vmstorage-db', hostPath: { path: '/d' } }],
      claims: [],
    },
    { name: 'a claim', spec: { storage: { volumeClaimTemplate: {} } }, volumes: undefined, claims: ['vmstorage-db'] },
    {
      name: 'a claim with a name, and a further one',
      spec: {
        storage: { volumeClaimTemplate: { metadata: { name: 'own' } } },
        claimTemplates: [{ metadata: { name: 'more' } }],
      },
      volumes: undefined,
      claims: ['own', 'more'],
    },
  ])('storage: $name', ({ spec, volumes, claims }) => {
    const set = storage(spec);
    expect(at(set, 'spec', 'template', 'spec', 'volumes')).toEqual(volumes);
    const templates = (at(set, 'spec', 'volumeClaimTemplates') ?? []) as readonly KubeObject[];
    expect(templates.map(({ metadata }) => metadata.name)).toEqual(claims);
  });

  it.each([
    { name: 'one directory for each node', vmBackup: { destination: 's3://b/' }, dst: 's3://b/$(POD_NAME)/' },
    {
      name: 'the same one, if asked for',
      vmBackup: { destination: 's3://b/', destinationDisableSuffixAdd: true },
      dst: 's3://b/',
    },
  ])('backups: $name', ({ vmBackup, dst }) => {
    const set = storage({ vmBackup: { acceptEULA: true, ...vmBackup } });
    const containers = at(set, 'spec', 'template', 'spec', 'containers') as readonly { readonly args?: string[] }[];
    expect(containers[1]?.args).toContain(`-dst=${dst}`);
  });
});

describe('storage nodes', () => {
  const node = (index: number, port: number) => `vmstorage-main-${index}.vmstorage-main.demo:${port}`;
  it.each([
    { name: 'all of them', spec: three, nodes: [node(0, 8401), node(1, 8401), node(2, 8401)].join(',') },
    {
      name: 'without those in maintenance',
      spec: {
        ...three,
        vmstorage: { replicaCount: 3, maintenanceSelectNodeIDs: [0, 2], maintenanceInsertNodeIDs: [1] },
      },
      nodes: node(1, 8401),
    },
    { name: 'none where nobody says how many', spec: { ...three, vmstorage: {} }, nodes: undefined },
    {
      name: 'the fewest that autoscaling leaves',
      spec: { ...three, vmstorage: { hpa: { minReplicas: 2 } } },
      nodes: `${node(0, 8401)},${node(1, 8401)}`,
    },
    {
      name: 'by discovery',
      spec: { ...three, discovery: { enabled: true }, license },
      nodes: 'srv+vmstorage-main.demo:8401',
    },
    {
      name: 'by discovery in a domain, with one elsewhere',
      spec: {
        ...three,
        license,
        clusterDomainName: 'c.local',
        vmselect: { discovery: { enabled: true }, extraStorageNodes: [{ addr: 'far:1' }] },
      },
      nodes: 'srv+vmstorage-main.demo.svc.c.local:8401,far:1',
    },
    {
      name: "without the cluster's discovery, which the part switches off",
      spec: {
        vmstorage: { replicaCount: 1 },
        vmselect: { discovery: { enabled: false } },
        discovery: { enabled: true },
      },
      nodes: node(0, 8401),
    },
    {
      name: 'by discovery without nodes of its own',
      spec: { license, discovery: { enabled: true }, vmselect: { extraStorageNodes: [{ addr: 'far:1' }] } },
      nodes: 'far:1',
    },
  ])('$name', ({ spec, nodes }) => {
    expect(flagOf(select(spec), '-storageNode')).toBe(nodes);
  });

  it('autoscaled ones as many as there are, for both that call them', () => {
    const spec = { ...three, vmstorage: { replicaCount: 1, hpa: { maxReplicas: 5 } } };
    const built = childOf(builtCluster(spec), 'StatefulSet', 'vmstorage-main');
    const live = observe({ ...built, spec: { ...(built.spec as object), replicas: 2 } });
    expect(flagOf(select(spec, { children: [live] }), '-storageNode')).toBe(`${node(0, 8401)},${node(1, 8401)}`);
    expect(flagOf(insert(spec, { children: [live] }), '-storageNode')).toBe(`${node(0, 8400)},${node(1, 8400)}`);
  });

  it.each([
    {
      name: 'as many as the spec says',
      vmselect: { replicaCount: 1 },
      nodes: 'vmselect-main-0.vmselect-main.demo:8481',
    },
    { name: 'unknown to each other when autoscaled', vmselect: { replicaCount: 1, hpa: {} }, nodes: undefined },
    { name: 'unknown to each other without a number', vmselect: {}, nodes: undefined },
  ])('vmselects: $name', ({ vmselect, nodes }) => {
    expect(flagOf(select({ vmselect }), '-selectNode')).toBe(nodes);
  });
});

describe('replicas under an autoscaler', () => {
  const spec = { vmselect: { replicaCount: 2, hpa: { maxReplicas: 9 } } };
  const live = (replicas: number) => {
    const built = select(spec);
    return observe({ ...built, spec: { ...(built.spec as object), replicas } });
  };
  const scaled = (subresource: string) => {
    const object = live(7);
    const entry = {
      manager: 'kube-controller-manager',
      operation: 'Update',
      subresource,
      fieldsV1: { 'f:spec': { 'f:replicas': {} } },
    };
    return {
      ...object,
      metadata: { ...object.metadata, managedFields: [...(object.metadata.managedFields ?? []), entry] },
    };
  };
  it.each([
    { name: 'first creation: as the spec says', wish: spec, children: [], replicas: 2 },
    { name: 'nobody has scaled yet: as observed', wish: spec, children: [live(4)], replicas: 4 },
    { name: 'scaled: left out', wish: spec, children: [scaled('scale')], replicas: undefined },
    { name: 'something else was written: as observed', wish: spec, children: [scaled('status')], replicas: 7 },
    {
      name: 'without autoscaler: as the spec says, whoever scaled',
      wish: { vmselect: { replicaCount: 2 } },
      children: [scaled('scale')],
      replicas: 2,
    },
  ])('$name', ({ wish, children, replicas }) => {
    expect(at(select(wish, { children }), 'spec', 'replicas')).toBe(replicas);
  });
});
