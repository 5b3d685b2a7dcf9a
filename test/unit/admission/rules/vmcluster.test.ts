import { expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const license = { key: 'k' };
const discovery = { enabled: true };
const named = (name: string) => ({ serviceSpec: { metadata: { name }, spec: {} } });
const claim = (storage: string) => ({
  storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } },
});

const further = (name: string, storage: string, storageClassName = 'fast') => ({
  metadata: { name },
  spec: { storageClassName, resources: { requests: { storage } } },
});

it.each([
  { spec: { vmselect: named('vmselect-c') }, issue: 'spec.vmselect.serviceSpec.metadata.name: spec.vmselect.service' },
  { spec: { vmstorage: named('vmselect-c') }, issue: 'spec.vmstorage.serviceSpec.Name cannot be equal' },
  { spec: { useLegacyNaming: true, vmselect: named('c-vmselect') }, issue: 'prefixed name="c-vmselect"' },
  {
    spec: { requestsLoadBalancer: { enabled: true, spec: named('vmclusterlb-c') } },
    issue: 'spec.requestsLoadBalancer.spec.serviceSpec.metadata.name: ',
  },
  {
    spec: { requestsLoadBalancer: { enabled: true, spec: { hpa: { minReplicas: 3, maxReplicas: 2 } } } },
    issue: 'spec.requestsLoadBalancer.spec.hpa.minReplicas: minReplicas cannot be greater then maxReplicas',
  },
  {
    spec: { vmstorage: { serviceSpec: { useAsDefault: true, spec: { type: 'LoadBalancer' } } } },
    issue: 'spec.vmstorage.serviceSpec.spec.type: serviceSpec.useAsDefault cannot be combined',
  },
  { spec: { vmselect: { vpa: {} } }, issue: 'spec.vmselect.vpa.updatePolicy.updateMode: VPA must have' },
  {
    spec: { vminsert: { preStopSleepSeconds: 9, terminationGracePeriodSeconds: 9 } },
    issue: 'spec.vminsert.preStopSleepSeconds: preStopSleepSeconds (9) must be less than',
  },
  {
    spec: { vmselect: { rollingUpdateStrategyBehavior: { maxUnavailable: 0 } } },
    issue:
      'spec.vmselect.rollingUpdateStrategyBehavior.maxUnavailable: vmselect: maxUnavailable must be greater than 0',
  },
  { spec: { vmstorage: { vmBackup: {} } }, issue: 'spec.vmstorage.vmBackup: it is required to provide license key' },
  { spec: { downsampling: {} }, issue: 'spec.downsampling: license key is required for downsampling' },
  {
    spec: { license, retentionPeriod: '1d', vmstorage: { retentionFilters: [{ filter: '{a="b"}', retention: '2d' }] } },
    issue:
      'spec.vmstorage.retentionFilters[0]: retentionFilters[0]: retention "2d" must not exceed retentionPeriod "1d"',
  },
  {
    spec: { license, vmselect: { discovery }, vmstorage: { maintenanceSelectNodeIDs: [0] } },
    issue: 'maintenanceSelectNodeIDs cannot be used when vmselect discovery is enabled',
  },
  {
    spec: { vmselect: { discovery: { enabled: true, filter: 'x' } } },
    issue: 'spec.vmselect.discovery: discovery requires a valid license key',
  },
  {
    spec: {
      vmstorage: { replicaCount: 1 },
      vmselect: { extraStorageNodes: [{ addr: 'vmstorage-c-0.vmstorage-c.demo:8401' }] },
    },
    issue:
      'spec.vmselect.extraStorageNodes[0].addr: encountered storageNode=vmstorage-c-0.vmstorage-c.demo:8401 multiple',
  },
  {
    spec: {
      clusterDomainName: 'cluster.local',
      vmstorage: { hpa: { minReplicas: 2, maxReplicas: 3 }, vmInsertPort: '9400' },
      vminsert: { extraArgs: { storageNode: 'vmstorage-c-1.vmstorage-c.demo.svc.cluster.local:9400' } },
    },
    issue: 'spec.vminsert.extraArgs.storageNode: encountered storageNode=vmstorage-c-1',
  },
  { spec: { vmselect: { extraStorageNodes: [{ addr: '' }] } }, issue: 'spec.vmselect.extraStorageNodes[0].addr: ' },
  { spec: { vmstorage: { vmSelectPort: '0' } }, issue: 'spec.vmstorage.vmSelectPort: "0" is no port' },
  { spec: { vminsert: { insertPorts: { graphitePort: 'g' } } }, issue: 'spec.vminsert.insertPorts.graphitePort: ' },
  { spec: { vmstorage: claim('1Gi') }, old: { vmstorage: claim('2Gi') }, issue: 'spec.vmstorage.storage.volumeClaim' },
  { spec: { vmselect: claim('1Gi') }, old: { vmselect: claim('2Gi') }, issue: 'spec.vmselect.storage.volumeClaim' },
  {
    spec: { vmstorage: { claimTemplates: [further('b', '9Gi'), further('a', '1Gi')] } },
    old: { vmstorage: { claimTemplates: [further('a', '2Gi')] } },
    issue: 'spec.vmstorage.claimTemplates[1].spec.resources.requests.storage: storage cannot shrink from 2Gi to 1Gi',
  },
  {
    spec: { vmselect: { claimTemplates: [further('a', '1Gi', 'fast')] } },
    old: { vmselect: { claimTemplates: [further('a', '1Gi', 'slow')] } },
    issue: 'spec.vmselect.claimTemplates[0].spec.storageClassName: the StorageClass of an existing claim cannot change',
  },
])('denied: $issue', ({ spec, old, issue }) => {
  expect(judge('VMCluster', { spec, old }).issues.join('\n')).toContain(issue);
});

it('knows the addresses of its own nodes by the settings too, as the hooks do', () => {
  const storageNode = 'vmstorage-c-0.vmstorage-c.demo.svc.cluster.local:9401';
  const spec = { vmstorage: { replicaCount: 1 }, vmselect: { extraArgs: { storageNode } } };
  const settings = { clusterDomainName: 'cluster.local', vmstoragePorts: { vminsert: '9400', vmselect: '9401' } };
  expect(judge('VMCluster', { spec, settings }).issues.join()).toContain('encountered storageNode=vmstorage-c-0');
  expect(judge('VMCluster', { spec })).toEqual({ issues: [], warnings: [] });
});

it.each([
  { vmselect: { discovery: { enabled: false } }, discovery, vmstorage: {} },
  {
    vmstorage: { replicaCount: 2, maintenanceSelectNodeIDs: [0] },
    vmselect: { extraStorageNodes: [{ addr: 'vmstorage-c-0.vmstorage-c.demo:8401' }] },
  },
  { vmstorage: { vmBackup: {} }, license },
  { requestsLoadBalancer: { enabled: true }, vmselect: { replicaCount: 2 } },
  { license, discovery: { enabled: true, filter: '^a', interval: '5s' }, vmselect: {}, vminsert: {}, vmstorage: {} },
])('accepted without a warning: %j', (spec) => {
  expect(judge('VMCluster', { spec })).toEqual({ issues: [], warnings: [] });
});

it.each([
  { spec: { vminsert: named('vminsert-c') }, warning: 'the additional Service would be the main one of vminsert' },
  { spec: { vmstorage: { vmBackup: { acceptEULA: true } } }, warning: 'acceptEULA is deprecated: use spec.license' },
  {
    spec: { vmselect: { containers: [{ name: 'vmselect', ports: [{ name: 'a' }] }] } },
    warning: 'spec.vmselect.containers',
  },
])('warned of: $warning', ({ spec, warning }) => {
  const { issues, warnings } = judge('VMCluster', { spec });
  expect(issues).toEqual([]);
  expect(warnings.join('\n')).toContain(warning);
});

it.each([
  {
    name: 'one node less',
    old: { vmstorage: { replicaCount: 3 } },
    spec: { vmstorage: { replicaCount: 2 } },
    warning: 'spec.vmstorage.replicaCount: storage node vmstorage-c-2 is removed: what no other node holds',
  },
  {
    name: 'several, by their former names',
    old: { vmstorage: { replicaCount: 5 }, useLegacyNaming: true },
    spec: { vmstorage: {}, useLegacyNaming: true },
    warning: 'storage nodes c-vmstorage-1 to c-vmstorage-4 are removed',
  },
  { name: 'all', old: { vmstorage: {} }, spec: {}, warning: 'spec.vmstorage: storage node vmstorage-c-0 is removed' },
  {
    name: 'claims that go as well',
    old: { vmstorage: { replicaCount: 2 } },
    spec: { vmstorage: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } },
    warning: 'is not found any more; their claims are deleted with their data',
  },
  {
    name: 'other names',
    old: { vmstorage: claim('1Gi'), vmselect: claim('1Gi'), vminsert: {} },
    spec: { vmstorage: claim('1Gi'), vmselect: claim('1Gi'), vminsert: {}, useLegacyNaming: true },
    warning:
      'spec.useLegacyNaming: vmstorage-c becomes c-vmstorage, vmselect-c becomes c-vmselect: new pods begin with new, empty claims',
  },
  {
    name: 'no claims any more',
    old: { vmstorage: claim('1Gi') },
    spec: { vmstorage: { storage: { emptyDir: {} } } },
    warning: 'spec.vmstorage.storage: the pods restart: they begin with empty directories',
  },
])('warned of where data is left behind: $name', ({ old, spec, warning }) => {
  const { issues, warnings } = judge('VMCluster', { spec, old });
  expect(issues).toEqual([]);
  expect(warnings.join('\n')).toContain(warning);
});

it.each([
  { name: 'more nodes', old: { vmstorage: { replicaCount: 2 } }, spec: { vmstorage: { replicaCount: 3 } } },
  {
    name: 'a number that autoscaling sets',
    old: { vmstorage: { replicaCount: 3, hpa: { maxReplicas: 5 } } },
    spec: { vmstorage: { replicaCount: 2, hpa: { maxReplicas: 5 } } },
  },
  { name: 'fewer vmselects', old: { vmselect: { replicaCount: 3 } }, spec: { vmselect: {} } },
  { name: 'other names without claims', old: { vmselect: {} }, spec: { vmselect: {}, useLegacyNaming: true } },
])('no data is left behind by $name', ({ old, spec }) => {
  expect(judge('VMCluster', { spec, old })).toEqual({ issues: [], warnings: [] });
});

it('warns of fixed ids of every part on OpenShift', () => {
  const ids = { securityContext: { runAsUser: 1 } };
  const spec = { vmselect: ids, vminsert: ids, vmstorage: ids, requestsLoadBalancer: { enabled: true, spec: ids } };
  const { warnings } = judge('VMCluster', { spec, settings: { openshift: true } });
  expect(warnings.map((line) => line.split(':')[0])).toEqual([
    'spec.vmselect.securityContext',
    'spec.vminsert.securityContext',
    'spec.vmstorage.securityContext',
    'spec.requestsLoadBalancer.spec.securityContext',
  ]);
});
