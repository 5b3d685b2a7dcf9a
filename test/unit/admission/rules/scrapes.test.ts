import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { findKind } from '../../../../hooks/registry.ts';

const required: Readonly<Record<string, object>> = {
  VMServiceScrape: { endpoints: [] },
  VMPodScrape: { podMetricsEndpoints: [] },
  VMStaticScrape: { targetEndpoints: [] },
  VMProbe: { vmProberSpec: { url: 'prober:9115' } },
};

function judge(kindName: string, spec: object, annotations: Record<string, string> = {}) {
  const kind = findKind(kindName);
  const parsed = kind?.parse({
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: kindName,
    metadata: { name: 's', namespace: 'demo', annotations },
    spec: { ...required[kindName], ...spec },
  });
  if (kind === undefined || parsed?.ok !== true) throw new Error(JSON.stringify(parsed));
  return kind.validate(parsed.value, defaultSettings);
}

const wrongSelector = { matchLabels: { app: 'not valid!' } };
const reference = { secret: { name: 's', key: 'k' } };

/** Each with one mistake that the official operator lets pass. */
const mistakes = [
  { endpoint: { interval: 'soon' }, path: 'interval', reason: 'InvalidDuration' },
  { endpoint: { scrape_interval: 'soon' }, path: 'scrape_interval', reason: 'InvalidDuration' },
  { endpoint: { scrapeTimeout: '5q' }, path: 'scrapeTimeout', reason: 'InvalidDuration' },
  { endpoint: { max_scrape_size: '16 MiB' }, path: 'max_scrape_size', reason: 'InvalidSize' },
  { endpoint: { proxyURL: 'proxy' }, path: 'proxyURL', reason: 'InvalidUrl' },
  {
    endpoint: { vm_scrape_params: { scrape_offset: 'x' } },
    path: 'vm_scrape_params.scrape_offset',
    reason: 'InvalidDuration',
  },
  {
    endpoint: { vm_scrape_params: { headers: ['a: b', 'secret'] } },
    path: 'vm_scrape_params.headers[1]',
    reason: 'InvalidHeader',
  },
  {
    endpoint: { tlsConfig: { ca: reference, caFile: '/x' } },
    path: 'tlsConfig',
    reason: 'EndpointAuthInvalid',
  },
  {
    endpoint: { oauth2: { client_id: {}, token_url: 'http://t' } },
    path: 'oauth2',
    reason: 'EndpointAuthInvalid',
  },
  { endpoint: { authorization: {} }, path: 'authorization', reason: 'EndpointAuthInvalid' },
  {
    endpoint: { metricRelabelConfigs: [{ regex: 'a' }, { regex: ['b', '('] }] },
    path: 'metricRelabelConfigs[1].regex',
    reason: 'InvalidRegex',
  },
] as const;

const places = [
  { kind: 'VMServiceScrape', path: 'spec.endpoints[0]', wrap: (endpoint: object) => ({ endpoints: [endpoint] }) },
  {
    kind: 'VMPodScrape',
    path: 'spec.podMetricsEndpoints[0]',
    wrap: (endpoint: object) => ({ podMetricsEndpoints: [endpoint] }),
  },
  {
    kind: 'VMStaticScrape',
    path: 'spec.targetEndpoints[0]',
    wrap: (endpoint: object) => ({ targetEndpoints: [{ targets: ['a:1'], ...endpoint }] }),
  },
  { kind: 'VMNodeScrape', path: 'spec', wrap: (endpoint: object) => endpoint },
  { kind: 'VMScrapeConfig', path: 'spec', wrap: (endpoint: object) => endpoint },
  { kind: 'VMProbe', path: 'spec', wrap: (endpoint: object) => endpoint },
];

describe.each(places)('$kind', ({ kind, path, wrap }) => {
  it.each(mistakes)('warns of $path', ({ endpoint, path: field, reason }) => {
    const { issues, warnings } = judge(kind, wrap(endpoint));
    expect(issues).toEqual([]);
    expect(warnings.map((warning) => [warning.path, warning.reason])).toEqual([[`${path}.${field}`, reason]]);
    expect(JSON.stringify(warnings)).not.toContain('secret');
  });

  it('says nothing of what is right', () => {
    const endpoint = {
      interval: '1m30s',
      scrapeTimeout: '10',
      max_scrape_size: '16MiB',
      proxyURL: 'http://user:pass@proxy:3128',
      vm_scrape_params: { headers: ['a: b'], scrape_align_interval: '1m' },
      relabelConfigs: [{ action: 'labelMap', regex: 'a(.+)', if: ['{a="b"}', 'up'] }, { targetLabel: 'x' }],
      oauth2: { client_id: reference, token_url: 'http://t' },
      authorization: { credentialsFile: '/token' },
    };
    expect(judge(kind, wrap(endpoint))).toEqual({ issues: [], warnings: [] });
    expect(judge(kind, wrap({ interval: 'x' }), { 'operator.victoriametrics.com/skip-validation': 'true' })).toEqual({
      issues: [],
      warnings: [],
    });
  });
});

describe('relabelling', () => {
  it.each([
    { rule: { action: 'kep' }, message: '"kep" is no relabelling action; did you mean keep?' },
    { rule: { if: '{a=' }, message: '"{a=" is no series selector: found the end where a string is expected' },
  ])('$message', ({ rule, message }) => {
    expect(judge('VMNodeScrape', { relabelConfigs: [rule] }).warnings).toEqual([
      expect.objectContaining({ reason: 'RelabelRuleInvalid', message }),
    ]);
  });
});

describe('selectors', () => {
  it.each(['VMServiceScrape', 'VMPodScrape'])('of %s are refused when they are none', (kind) => {
    const { issues } = judge(kind, { selector: wrongSelector });
    expect(issues.map(({ path, reason }) => [path, reason])).toEqual([['spec.selector', 'InvalidLabelSelector']]);
  });

  it('of VMNodeScrape are only warned of', () => {
    const { issues, warnings } = judge('VMNodeScrape', { selector: wrongSelector });
    expect([issues, warnings.map(({ path }) => path)]).toEqual([[], ['spec.selector']]);
  });

  it.each([
    {
      targets: { kubernetes: [{ role: 'pod', selector: wrongSelector }] },
      path: 'spec.targets.kubernetes[0].selector',
    },
    { targets: { ingress: { selector: wrongSelector } }, path: 'spec.targets.ingress.selector' },
  ])('of VMProbe: $path', ({ targets, path }) => {
    const { issues } = judge('VMProbe', { targets });
    expect(issues).toEqual([
      expect.objectContaining({ path, message: expect.stringContaining(`invalid ${path}: values`) }),
    ]);
  });
});

describe('earlier names', () => {
  it.each([
    { kind: 'VMServiceScrape', spec: { discoveryRole: 'endpointslices' }, successor: 'endpointslice' },
    { kind: 'VMPodScrape', spec: { podMetricsEndpoints: [{ targetPort: 80 }] }, successor: 'portNumber' },
    { kind: 'VMProbe', spec: { targets: { staticConfig: { targets: [] } } }, successor: 'spec.targets.static' },
    { kind: 'VMProbe', spec: { targets: { ingress: {} } }, successor: 'spec.targets.kubernetes' },
  ])('$kind names $successor', ({ kind, spec, successor }) => {
    expect(judge(kind, spec)).toEqual({
      issues: [],
      warnings: [expect.objectContaining({ reason: 'DeprecatedField', message: expect.stringContaining(successor) })],
    });
  });
});

describe('discovery of VMScrapeConfig', () => {
  it('is looked through in every section', () => {
    const { issues, warnings } = judge('VMScrapeConfig', {
      httpSDConfigs: [{ url: 'http://a/b' }, { url: 'http://a/b', proxyURL: 'proxy' }],
      consulSDConfigs: [{ server: 'c', tlsConfig: { keyFile: '/k', keySecret: { name: 's', key: 'k' } } }],
    });
    expect(issues).toEqual([]);
    expect(warnings.map(({ path }) => path)).toEqual([
      'spec.httpSDConfigs[1].proxyURL',
      'spec.consulSDConfigs[0].tlsConfig',
    ]);
  });
});
