import { expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const targetRefs = [{ static: { url: 'http://a:1' } }];
const crd = { kind: 'VMAgent', name: 'a', namespace: 'd' };
const to = (ref: object) => ({ targetRefs: [ref] });

it.each([
  {
    spec: { targetRefs, password: 'p', passwordRef: { name: 's', key: 'k' } },
    issue: 'must be used for user, got both',
  },
  { spec: { targetRefs, username: 'u', jwt: { skipVerify: true } }, issue: 'got: [username,jwt]' },
  { spec: { targetRefs, jwt: { oidc: { issuer: '' } } }, issue: 'jwt.oidc.issuer is required if OIDC is set' },
  { spec: to({ name: 'd', crd, static: { url: 'http://a' } }), issue: 'at most one of `crd` or `static`' },
  { spec: to({ static: { urls: ['http://a', 'b'] } }), issue: 'incorrect static.urls: unsupported scheme' },
  { spec: to({ static: { url: 'http://' } }), issue: 'missing hostname in' },
  { spec: to({ crd: { ...crd, name: '' } }), issue: 'spec.targetRefs[0]: crd.name and crd.namespace, or crd.objects' },
  { spec: to({ crd: { ...crd, objects: [{ name: 'a', namespace: '' }] } }), issue: 'each of crd.objects needs name' },
  { spec: to({ crd: { ...crd, kind: 'VMagent' } }), issue: 'spec.targetRefs[0].crd.kind: ' },
  { spec: to({ ...targetRefs[0], headers: ['x'] }), issue: 'spec.targetRefs[0].headers[0]: failed to parse targetRef' },
  {
    spec: { retry_status_codes: [500], targetRefs: [{ ...targetRefs[0], retry_status_codes: [502] }] },
    issue: 'spec.targetRefs[0]: retry_status_codes already set at global spec level',
  },
  { spec: {}, issue: 'spec.targetRefs: ' },
])('denied: $issue', ({ spec, issue }) => {
  expect(judge('VMUser', { spec }).issues.join('\n')).toContain(issue);
});

it.each([
  { targetRefs },
  to({ name: 'd', crd }),
  { targetRefs, tokenRef: { name: 's', key: 'k' } },
  { targetRefs: [{ ...targetRefs[0], retry_status_codes: [502] }] },
])('accepted without a warning: %j', (spec) => {
  expect(judge('VMUser', { spec })).toEqual({ issues: [], warnings: [] });
});

it.each([
  { spec: { targetRefs, username: 'u', tokenRef: { name: 's', key: 'k' } }, warning: 'spec.tokenRef: tokenRef stands' },
  { spec: { targetRefs, default_url: ['a'] }, warning: 'spec.default_url[0]: unsupported scheme' },
  { spec: to({ crd: { ...crd, kind: 'VMAlertManager' } }), warning: 'is now spelt VMAlertmanager' },
  { spec: to({ ...targetRefs[0], hosts: ['*.a'] }), warning: 'spec.targetRefs[0].hosts[0]: "*.a" is no regular' },
])('warned of: $warning', ({ spec, warning }) => {
  const { issues, warnings } = judge('VMUser', { spec });
  expect(issues).toEqual([]);
  expect(warnings.join('\n')).toContain(warning);
});

it('shows no secret: neither a header nor a password in an address', () => {
  const { issues } = judge('VMUser', {
    spec: { headers: ['Authorization hunter2'], targetRefs: [{ static: { url: 'ftp://u:hunter2@a' } }] },
  });
  expect(issues).toHaveLength(2);
  expect(issues.join('')).not.toContain('hunter2');
});
