import { expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const target = { static: { url: 'http://a:1' } };
const open = (rest: object) => ({ unauthorizedUserAccessSpec: { targetRefs: [target], ...rest } });
const earlier = (rest: object) => ({
  unauthorizedAccessConfig: [{ src_paths: ['/a'], url_prefix: 'http://a', ...rest }],
});

it.each([
  {
    spec: { unauthorizedUserAccessSpec: { targetRefs: [target], url_prefix: 'http://b' } },
    issue: 'syntax: `targetRefs` cannot be used together with `url_prefix` or `url_map`',
  },
  { spec: open({ headers: [':x'] }), issue: 'spec.unauthorizedUserAccessSpec.headers[0]: ' },
  { spec: open({ response_headers: ['x'] }), issue: 'spec.unauthorizedUserAccessSpec.response_headers[0]: ' },
  { spec: open({ default_url: ['x:1'] }), issue: 'spec.unauthorizedUserAccessSpec.default_url[0]: ' },
  {
    spec: {
      unauthorizedUserAccessSpec: { targetRefs: [{ ...target, retry_status_codes: [500] }], retry_status_codes: [502] },
    },
    issue: 'retry_status_codes already set at global spec level',
  },
  {
    spec: { unauthorizedUserAccessSpec: { url_map: [{ url_prefix: 'http://a' }] } },
    issue:
      'spec.unauthorizedUserAccessSpec.url_map[0]: incorrect cr.spec.UnauthorizedUserAccess syntax: incorrect url_map',
  },
  { spec: earlier({ url_prefix: [] }), issue: 'spec.unauthorizedAccessConfig[0]: ' },
  { spec: earlier({ url_prefix: ['http://a', 'http:///p'] }), issue: 'missing hostname in `url_prefix: "http:///p"`' },
  { spec: earlier({ headers: ['x'] }), issue: 'spec.unauthorizedAccessConfig[0].headers[0]: ' },
  { spec: { ...earlier({}), default_url: ['b'] }, issue: 'spec.default_url[0]: ' },
  {
    spec: { defaultTargetRefs: [{ name: 'a' }], externalConfig: { secretRef: { key: 'k' } } },
    issue: 'secretRef.name must not be empty',
  },
  { spec: { externalConfig: { secretRef: { name: 's', key: '' } } }, issue: 'secretRef.key must not be empty' },
  {
    spec: { externalConfig: { secretRef: { name: 'vmauth-c', key: 'k' } } },
    issue: "must not be that of the object's",
  },
  { spec: { serviceSpec: { metadata: { name: 'vmauth-c' }, spec: {} } }, issue: 'prefixed name="vmauth-c"' },
  { spec: { internalListenPort: 'x' }, issue: 'spec.internalListenPort: "x" is no port' },
  { spec: { vpa: {} }, issue: 'VPA must have updatePolicy.updateMode' },
  { spec: { preStopSleepSeconds: 5, terminationGracePeriodSeconds: 4 }, issue: 'preStopSleepSeconds (5) must be less' },
  { spec: { httpRoute: { hostnames: ['A'] } }, issue: 'spec.httpRoute.hostnames[0]: ' },
  { spec: { headers: 'x' }, issue: 'spec.headers: ' },
])('denied: $issue', ({ spec, issue }) => {
  expect(judge('VMAuth', { spec }).issues.join('\n')).toContain(issue);
});

it.each([
  {},
  { defaultTargetRefs: [{ name: 'a', ...target, retry_status_codes: [500] }] },
  { externalConfig: { localPath: '/etc/auth.yaml' } },
  { ingress: {} },
  open({ headers: ['X-Gone:'], metric_labels: { 'a:b': 'c' } }),
])('accepted without a warning: %j', (spec) => {
  expect(judge('VMAuth', { spec })).toEqual({ issues: [], warnings: [] });
});

it.each([
  { spec: { configSecret: 's' }, warning: 'configSecret is deprecated: use externalConfig.secretRef' },
  { spec: earlier({}), warning: 'unauthorizedAccessConfig is deprecated: use unauthorizedUserAccessSpec' },
  { spec: { unauthorizedUserAccessSpec: { url_prefix: 'http://a' } }, warning: 'url_prefix is deprecated' },
  {
    spec: { unauthorizedUserAccessSpec: { url_map: [{ src_hosts: ['('], url_prefix: 'http://a' }] } },
    warning: 'spec.unauthorizedUserAccessSpec.url_map[0].src_hosts[0]: "(" is no regular expression',
  },
  { spec: open({ targetRefs: [{ ...target, paths: ['['] }] }), warning: 'targetRefs[0].paths[0]: "[" is no regular' },
  { spec: { userSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }, warning: 'spec.userSelector: ' },
])('warned of: $warning', ({ spec, warning }) => {
  const { issues, warnings } = judge('VMAuth', { spec });
  expect(issues).toEqual([]);
  expect(warnings.join('\n')).toContain(warning);
});
