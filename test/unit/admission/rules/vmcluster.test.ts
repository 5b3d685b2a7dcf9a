import { expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const license = { key: 'k' };
const discovery = { enabled: true };
const named = (name: string) => ({ serviceSpec: { metadata: { name }, spec: {} } });
const claim = (storage: string) => ({
  storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } },
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
])('denied: $issue', ({ spec, old, issue }) => {
  expect(judge('VMCluster', { spec, old }).issues.join('\n')).toContain(issue);
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
