import { describe, expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const stores = ['VLSingle', 'VTSingle'] as const;
const claim = (storage: string, storageClassName?: string) => ({
  storage: { resources: { requests: { storage } }, ...(storageClassName === undefined ? {} : { storageClassName }) },
});

describe.each(stores)('%s', (kind) => {
  const main = `${kind.toLowerCase()}-c`;

  it.each([
    { spec: { serviceSpec: { metadata: { name: main }, spec: {} } }, issue: `prefixed name="${main}"` },
    { spec: { retentionMaxDiskSpaceUsageBytes: '5gib' }, issue: 'bytes value="5gib" must match pattern=' },
    { spec: { retentionPeriod: '5m' }, issue: 'spec.retentionPeriod must match the pattern' },
    { spec: { futureRetention: '1w' }, issue: 'spec.futureRetention must match the pattern ^[0-9]+(h|d|y)?$' },
    { spec: { port: 'http' }, issue: 'spec.port: "http" is no port' },
    { spec: { vpa: {} }, issue: 'VPA must have updatePolicy.updateMode' },
    { spec: { preStopSleepSeconds: 30, terminationGracePeriodSeconds: 10 }, issue: 'preStopSleepSeconds (30) must be' },
    { spec: claim('1Gi'), old: claim('2Gi'), issue: 'storage cannot shrink from 2Gi to 1Gi' },
    { spec: claim('1Gi', 'b'), old: claim('1Gi', 'a'), issue: 'cannot change from "a" to "b"' },
  ])('denied: $issue', ({ spec, old, issue }) => {
    expect(judge(kind, { spec, old }).issues.join('\n')).toContain(issue);
  });

  it.each([
    { spec: { storage: {} }, warning: 'spec.storage has no size' },
    { spec: { ...claim('1Gi'), volumes: [{ name: 'data' }] }, warning: 'storage and "data" volume are not allowed' },
    {
      spec: {
        volumeMounts: [{ name: 'x', mountPath: kind === 'VLSingle' ? '/victoria-logs-data' : '/victoria-traces-data' }],
      },
      warning: 'which is reserved for volume=data',
    },
    { spec: { containers: [{ name: kind.toLowerCase(), env: [{ value: 'x' }] }] }, warning: 'spec.containers[0]: ' },
    { spec: { securityContext: { runAsUser: 1 } }, settings: { openshift: true }, warning: 'left to OpenShift' },
  ])('warned: $warning', ({ spec, settings = {}, warning }) => {
    const { issues, warnings } = judge(kind, { spec, settings });
    expect(issues).toEqual([]);
    expect(warnings.join('\n')).toContain(warning);
  });

  it('accepted: every size that the programs read, another Service, a larger claim', () => {
    for (const size of ['1', '5kb', '5GB', '5TiB'])
      expect(judge(kind, { spec: { retentionMaxDiskSpaceUsageBytes: size } }).issues).toEqual([]);
    expect(judge(kind, { spec: { serviceSpec: { metadata: { name: 'c' }, spec: {} } } }).issues).toEqual([]);
    expect(judge(kind, { spec: claim('3Gi'), old: claim('2Gi') })).toEqual({ issues: [], warnings: [] });
  });

  it('skips all rules on demand', () => {
    const metadata = { annotations: { 'operator.victoriametrics.com/skip-validation': 'true' } };
    expect(judge(kind, { spec: { vpa: {}, storage: {} }, metadata })).toEqual({ issues: [], warnings: [] });
  });
});

it.each([
  { streamFields: '["host"]', warnings: 0 },
  { streamFields: '', warnings: 0 },
  { streamFields: 'host,app', warnings: 1 },
  { streamFields: '["host", 5]', warnings: 1 },
  { streamFields: '{"a":"b"}', warnings: 1 },
])('syslog stream fields $streamFields: $warnings warnings', ({ streamFields, warnings }) => {
  const listener = { listenPort: 514, streamFields };
  const found = judge('VLSingle', {
    spec: { syslogSpec: { tcpListeners: [{ listenPort: 1 }, listener], udpListeners: [listener] } },
  });
  expect(found.issues).toEqual([]);
  expect(found.warnings.length).toBe(warnings * 2);
  if (warnings > 0) expect(found.warnings[0]).toMatch(/^spec\.syslogSpec\.tcpListeners\[1\]\.streamFields: /);
});

it('VLogs: deprecated, and little else', () => {
  const { issues, warnings } = judge('VLogs', { spec: { vpa: {}, storage: {} } });
  expect(issues).toEqual([]);
  expect(warnings).toEqual([': VLogs resource is deprecated, please migrate to the VLSingle instead']);
  const taken = { serviceSpec: { metadata: { name: 'vlogs-c' }, spec: {} } };
  expect(judge('VLogs', { spec: taken }).issues.join('\n')).toContain('prefixed name="vlogs-c"');
});
