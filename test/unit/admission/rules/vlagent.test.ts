import { expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const url = 'http://a:9428/insert/native';
const secret = { name: 's', key: 'k' };
const withTarget = (target: object) => ({ remoteWrite: [{ url }, { url, ...target }] });
const oauth2 = { clientIDFile: '/id', clientSecretFile: '/secret', tokenURL: 'http://idp/token' };
const vpa = { updatePolicy: { updateMode: 'Off' }, resourcePolicy: { containerPolicies: [{ mode: 'Auto' }] } };
const claim = (storage: string) => ({
  remoteWrite: [{ url }],
  storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } },
});

it.each([
  { spec: { remoteWrite: [] }, issue: 'spec.remoteWrite: spec.remoteWrite cannot be empty array' },
  { spec: withTarget({ url: '' }), issue: 'spec.remoteWrite[1].url: remoteWrite.url cannot be empty at idx: 1' },
  {
    spec: withTarget({ oauth2: { tokenURL: 'u' } }),
    issue: 'at idx: 1: expect one of clientIDFile or clientIDSecret, got none',
  },
  {
    spec: withTarget({ oauth2: { ...oauth2, clientIDSecret: secret } }),
    issue: 'expect one of clientIDFile or clientIDSecret, got both',
  },
  {
    spec: withTarget({ oauth2: { clientIDFile: '/id', tokenURL: 'u' } }),
    issue: 'expect one of clientSecretFile or clientSecret, got none',
  },
  {
    spec: withTarget({ oauth2: { ...oauth2, tokenURL: 'http://[' } }),
    issue: 'remoteWrite.oauth2 has incorrect syntax at idx: 1: ',
  },
  {
    spec: withTarget({ tlsConfig: { certFile: '/c', certSecretKeyRef: secret } }),
    issue: 'expect one of certFile or certSecret, got both',
  },
  {
    spec: withTarget({ tlsConfig: { keyFile: '/c', keySecretKeyRef: secret } }),
    issue: 'expect one of keyFile or keySecret, got both',
  },
  {
    spec: withTarget({ maxDiskUsage: '5 GB' }),
    issue: 'spec.remoteWrite[1].maxDiskUsage: bytes value="5 GB" must match',
  },
  { spec: withTarget({ maxDiskUsage: true }), issue: 'must be a number of bytes' },
  {
    spec: { remoteWrite: [{ url }], remoteWriteSettings: { maxBlockSize: '1m' } },
    issue: 'spec.remoteWriteSettings.maxBlockSize: bytes value="1m"',
  },
  {
    spec: { remoteWrite: [{ url }], k8sCollector: { extraFields: '{a: 1}' } },
    issue: 'spec.k8sCollector.extraFields is not a valid JSON',
  },
  { spec: { remoteWrite: [{ url }], k8sCollector: { extraFields: '[]' } }, issue: 'is not a valid JSON' },
  {
    spec: { remoteWrite: [{ url }], k8sCollector: { enabled: true }, vpa },
    issue: 'vpa cannot be used with k8sCollector mode',
  },
  {
    spec: { remoteWrite: [{ url }], serviceSpec: { metadata: { name: 'vlagent-c' }, spec: {} } },
    issue: 'prefixed name="vlagent-c"',
  },
  { spec: claim('1Gi'), old: claim('2Gi'), issue: 'storage cannot shrink from 2Gi to 1Gi' },
])('denied: $issue', ({ spec, old, issue }) => {
  expect(judge('VLAgent', { spec, old }).issues.join('\n')).toContain(issue);
});

it.each([
  { name: 'secrets and files', spec: withTarget({ oauth2, tlsConfig: { caFile: '/ca', keySecretKeyRef: secret } }) },
  { name: 'sizes as numbers and texts', spec: withTarget({ maxDiskUsage: 1500 }) },
  {
    name: 'an autoscaler beside a collector that is off',
    spec: { remoteWrite: [{ url }], k8sCollector: { enabled: false }, vpa },
  },
  { name: 'fields as JSON', spec: { remoteWrite: [{ url }], k8sCollector: { extraFields: '{"a":"b"}' } } },
])('accepted: $name', ({ spec }) => {
  expect(judge('VLAgent', { spec, settings: { vpaApi: true } })).toEqual({ issues: [], warnings: [] });
});
