import { expect, it } from 'vitest';
import { judge } from '../../../fixtures/judge.ts';

const remoteWrite = [{ url: 'http://a/w' }];
const claim = (storage: string, storageClassName?: string) => ({
  remoteWrite,
  statefulMode: true,
  statefulStorage: {
    volumeClaimTemplate: {
      spec: { resources: { requests: { storage } }, ...(storageClassName === undefined ? {} : { storageClassName }) },
    },
  },
});
const vpa = { updatePolicy: { updateMode: 'Off' }, resourcePolicy: { containerPolicies: [{ mode: 'Auto' }] } };

it.each([
  { spec: { remoteWrite, daemonSetMode: true, statefulMode: true }, issue: 'spec.statefulMode: statefulMode cannot' },
  { spec: { remoteWrite, daemonSetMode: true, vpa }, issue: 'spec.vpa: vpa cannot be used with daemonSetMode' },
  {
    spec: { remoteWrite, daemonSetMode: true, podDisruptionBudget: {} },
    issue: 'spec.podDisruptionBudget: podDisruptionBudget cannot be used with daemonSetMode',
  },
  {
    spec: { remoteWrite, remoteWriteSettings: { maxDiskUsagePerURL: '1 GB' } },
    issue: 'spec.remoteWriteSettings.maxDiskUsagePerURL: bytes value="1 GB" must match',
  },
  { spec: { remoteWrite, inlineScrapeConfig: '- a\n' }, issue: 'spec.inlineScrapeConfig: bad cr.spec.inlineScrape' },
  { spec: { remoteWrite, inlineScrapeConfig: '5' }, issue: 'it is no list of scrape jobs' },
  {
    spec: { remoteWrite, scrapeClasses: [{ name: 'a' }, { name: 'a' }] },
    issue: 'spec.scrapeClasses[1]: duplicated scrapeClass="a"',
  },
  { spec: { remoteWrite, insertPorts: { influxPort: 'x' } }, issue: 'spec.insertPorts.influxPort: "x" is no port' },
  { spec: { remoteWrite, vpa: {} }, issue: 'VPA must have updatePolicy.updateMode' },
  { spec: { remoteWrite: [{ url: 5 }] }, issue: 'spec.remoteWrite[0].url: ' },
  { spec: {}, issue: 'spec.remoteWrite: ' },
  { spec: claim('1Gi'), old: claim('2Gi'), issue: 'storage cannot shrink from 2Gi to 1Gi' },
  { spec: claim('1Gi', 'b'), old: claim('1Gi', 'a'), issue: 'cannot change from "a" to "b"' },
])('denied: $issue', ({ spec, old, issue }) => {
  expect(judge('VMAgent', { spec, old }).issues.join('\n')).toContain(issue);
});

it.each([
  { inlineScrapeConfig: '# nothing\n' },
  { inlineScrapeConfig: '- job_name: a\n- job_name: b\n' },
  {
    remoteWrite: [
      { url: 'http://a/w', maxDiskUsage: 1024 },
      { url: 'http://%{HOST}/w', maxDiskUsage: '1GiB' },
    ],
  },
  { daemonSetMode: false, hpa: { maxReplicas: 2 } },
  { statefulRollingUpdateStrategyBehavior: { maxUnavailable: '5' } },
])('accepted without a warning: %j', (spec) => {
  expect(judge('VMAgent', { spec: { remoteWrite, ...spec } })).toEqual({ issues: [], warnings: [] });
});

it.each([
  { spec: { remoteWrite: [{ url: 'a b' }] }, warning: 'spec.remoteWrite[0].url: ' },
  { spec: { remoteWrite: [{ url: 'http://a', proxyURL: 'p' }] }, warning: 'spec.remoteWrite[0].proxyURL: ' },
  { spec: { remoteWrite: [{ url: 'http://a', headers: ['nocolon'] }] }, warning: 'spec.remoteWrite[0].headers[0]: ' },
  {
    spec: { remoteWrite: [{ url: 'http://a', inlineUrlRelabelConfig: [{ regex: '(' }] }] },
    warning: 'spec.remoteWrite[0].inlineUrlRelabelConfig[0].regex: ',
  },
  {
    spec: { remoteWrite: [{ url: 'http://a', streamAggrConfig: { rules: [{ interval: '1x', outputs: [] }] } }] },
    warning: 'spec.remoteWrite[0].streamAggrConfig.rules[0].interval: ',
  },
  {
    spec: {
      remoteWrite: [{ url: 'http://a', tlsConfig: { caFile: '/a', ca: { secret: { name: 's', key: 'k' } } } }],
    },
    warning: 'spec.remoteWrite[0].tlsConfig: tls config can not both specify CAFile and CA',
  },
  {
    spec: { remoteWrite, podScrapeSelector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } },
    warning: 'spec.podScrapeSelector: "Is" is not a valid label selector operator',
  },
  {
    spec: { remoteWrite, probeNamespaceSelector: { matchLabels: { 'a b': 'c' } } },
    warning: 'spec.probeNamespaceSelector: key: Invalid value',
  },
  {
    spec: { remoteWrite, inlineScrapeConfig: 'job_name: a' },
    warning: 'spec.inlineScrapeConfig must be a list of scrape jobs, not a mapping',
  },
  {
    spec: { remoteWrite, vmAgentExternalLabelName: 'p' },
    warning: 'spec.vmAgentExternalLabelName: vmAgentExternalLabelName is deprecated: use externalLabelName',
  },
  { spec: { remoteWrite, vpa }, warning: 'spec.vpa: spec.vpa is set but VM_VPA_API_ENABLED' },
  {
    spec: { remoteWrite, containers: [{ name: 'vmagent', env: [{ value: 'a' }] }] },
    warning: 'spec.containers',
  },
])('warned of: $warning', ({ spec, warning }) => {
  const { issues, warnings } = judge('VMAgent', { spec });
  expect(issues).toEqual([]);
  expect(warnings.join('\n')).toContain(warning);
});

it('shows nothing of an inline scrape configuration, which may hold secrets', () => {
  const { issues } = judge('VMAgent', { spec: { remoteWrite, inlineScrapeConfig: '- {password: hunter2' } });
  expect(issues).toHaveLength(1);
  expect(issues.join('')).not.toContain('hunter2');
});
