import { describe, expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const kinds = [
  { kind: 'VLCluster', prefix: 'vl', insert: 'vlinsert', select: 'vlselect', storage: 'vlstorage' },
  { kind: 'VTCluster', prefix: 'vt', insert: 'insert', select: 'select', storage: 'storage' },
] as const;
const claim = (storage: string) => ({
  storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } },
});
const service = (name: string) => ({ serviceSpec: { metadata: { name }, spec: {} } });
const nodes = (...addresses: readonly string[]) => ({ extraStorageNodes: addresses.map((addr) => ({ addr })) });

describe.each(kinds)('$kind', ({ kind, prefix, insert, select, storage }) => {
  it.each([
    {
      part: insert,
      spec: service(`${prefix}insert-c`),
      issue: `serviceSpec.Name cannot be equal to prefixed name="${prefix}insert-c"`,
    },
    { part: storage, spec: service(`${prefix}storage-c`), issue: `spec.${storage}.serviceSpec.Name cannot be equal` },
    {
      part: insert,
      spec: { hpa: { minReplicas: 3, maxReplicas: 2 } },
      issue: 'minReplicas cannot be greater then maxReplicas',
    },
    { part: select, spec: { hpa: { minReplicas: 1 } }, issue: `spec.${select}.hpa.minReplicas: minReplicas cannot be` },
    {
      part: storage,
      spec: { hpa: { maxReplicas: 2, behaviour: { scaleDown: {} } } },
      issue: `${prefix}storage scaledown HPA`,
    },
    { part: select, spec: { vpa: {} }, issue: `spec.${select}.vpa.updatePolicy.updateMode: VPA must have` },
    { part: storage, spec: { port: '0' }, issue: `spec.${storage}.port: "0" is no port` },
    {
      part: insert,
      spec: { preStopSleepSeconds: 5, terminationGracePeriodSeconds: 5 },
      issue: `spec.${insert}.preStopSleepSeconds: `,
    },
    {
      part: select,
      spec: nodes('a:1', 'b:1', 'a:1'),
      issue: `spec.${select}.extraStorageNodes[2].addr: encountered storageNode=a:1 `,
    },
    {
      part: storage,
      spec: { retentionMaxDiskSpaceUsageBytes: '1 TB' },
      issue: `spec.${storage}.retentionMaxDiskSpaceUsageBytes: bytes value="1 TB"`,
    },
    {
      part: storage,
      spec: { rollingUpdateStrategyBehavior: { maxUnavailable: '0%' } },
      issue: `${prefix}storage: maxUnavailable percentage must be`,
    },
  ])('denied: $part: $issue', ({ part, spec, issue }) => {
    expect(judge(kind, { spec: { [part]: spec } }).issues.join('\n')).toContain(issue);
  });

  it('denied: a claim of the storage nodes that shrinks', () => {
    const { issues } = judge(kind, { spec: { [storage]: claim('1Gi') }, old: { [storage]: claim('2Gi') } });
    expect(issues).toEqual([
      `spec.${storage}.storage.volumeClaimTemplate.spec.resources.requests.storage: storage cannot shrink from 2Gi to 1Gi: volumes only grow`,
    ]);
  });

  it('names parts the other way round with legacy naming', () => {
    const spec = { useLegacyNaming: true, [select]: service(`c-${prefix}select`) };
    expect(judge(kind, { spec }).issues.join('\n')).toContain(`prefixed name="c-${prefix}select"`);
  });

  it('looks at the load balancer only where it runs', () => {
    const balancer = (enabled: boolean) => ({
      requestsLoadBalancer: {
        enabled,
        spec: { ...service(`${prefix}clusterlb-c`), hpa: { minReplicas: 1 }, port: 'x' },
      },
    });
    expect(judge(kind, { spec: balancer(false) }).issues).toEqual([]);
    expect(judge(kind, { spec: balancer(true) }).issues.map((line) => line.split(': ')[0])).toEqual([
      'spec.requestsLoadBalancer.spec.serviceSpec.metadata.name',
      'spec.requestsLoadBalancer.spec.port',
      'spec.requestsLoadBalancer.spec.hpa.minReplicas',
    ]);
  });

  it('warns of containers that cannot be merged and of fixed ids on OpenShift', () => {
    const spec = {
      [insert]: { containers: [{ name: `${prefix}insert`, ports: [{ name: 'x' }] }] },
      [storage]: { securityContext: { fsGroup: 1 } },
    };
    const { issues, warnings } = judge(kind, { spec, settings: { openshift: true } });
    expect(issues).toEqual([]);
    expect(warnings.map((line) => line.split(': ')[0])).toEqual([
      `spec.${storage}.securityContext`,
      `spec.${insert}.containers[0]`,
    ]);
  });
});

it.each([
  { storage: {}, url: 'http://vtstorage-c.demo.svc:10491' },
  { storage: { port: '9' }, url: 'http://vtstorage-c.demo.svc:9' },
  { storage: { extraArgs: { tls: 'true' } }, url: 'https://vtstorage-c.demo.svc:10491' },
])('VTCluster: $url is its own storage', ({ storage, url }) => {
  expect(judge('VTCluster', { spec: { storage, select: nodes(url) } }).issues.length).toBe(1);
  expect(judge('VTCluster', { spec: { select: nodes(url) } }).issues).toEqual([]);
});
