import { describe, expect, it } from 'vitest';
import { judgeScrapeObject } from '../../../../hooks/config/scrape/judge.ts';
import type { ScrapeKind } from '../../../../hooks/config/scrape/scraper.ts';
import { scrapeObject } from './render-example.ts';

const places = {
  VMServiceScrape: { path: 'spec.endpoints[1]', wrap: (endpoint: object) => ({ endpoints: [{}, endpoint] }) },
  VMPodScrape: {
    path: 'spec.podMetricsEndpoints[0]',
    wrap: (endpoint: object) => ({ podMetricsEndpoints: [endpoint] }),
  },
  VMNodeScrape: { path: 'spec', wrap: (endpoint: object) => endpoint },
  VMStaticScrape: { path: 'spec.targetEndpoints[0]', wrap: (endpoint: object) => ({ targetEndpoints: [endpoint] }) },
  VMProbe: { path: 'spec', wrap: (endpoint: object) => ({ vmProberSpec: { url: 'p' }, ...endpoint }) },
  VMScrapeConfig: { path: 'spec', wrap: (endpoint: object) => endpoint },
} as const;
const kinds = Object.keys(places) as ScrapeKind[];

interface Rules {
  readonly scrapeClasses?: readonly { readonly name: string }[];
  readonly deny?: boolean;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The verdict as `reason path: message`, or null. */
function judge(kind: ScrapeKind, spec: object, { scrapeClasses, deny = false, annotations = {} }: Rules = {}) {
  const object = scrapeObject(kind, spec, annotations);
  const issue = judgeScrapeObject(kind, object, { scrapeClasses, denyFileAccess: deny });
  return issue === null ? null : `${issue.reason} ${issue.path}: ${issue.message}`;
}

const prohibited = 'contains prohibited properties for arbitrary filesystem access mode:';
const skipped = { annotations: { 'operator.victoriametrics.com/skip-validation': 'true' } };

describe('files of the container', () => {
  const reference = { secret: { name: 's', key: 'k' } };

  it.each(kinds)('%s', (kind) => {
    const { path, wrap } = places[kind];
    const spec = wrap({ bearerTokenFile: '/t', tlsConfig: { caFile: '/ca' } });
    expect(judge(kind, spec)).toBeNull();
    expect(judge(kind, spec, { deny: true, ...skipped })).toBe(
      `FileAccessDenied ${path}: endpoint auth ${prohibited} bearerTokenFile, tlsConfig.caFile are prohibited`,
    );
    expect(judge(kind, wrap({ bearerTokenSecret: { name: 's', key: 'k' } }), { deny: true })).toBeNull();
  });

  it.each([
    { endpoint: { basicAuth: { password_file: '/p' } }, names: 'basicAuth.password_file' },
    { endpoint: { oauth2: { client_secret_file: '/s' } }, names: 'oauth2.client_secret_file' },
    { endpoint: { authorization: { credentialsFile: '/c' } }, names: 'authorization.credentialsFile' },
    {
      endpoint: { tlsConfig: { certFile: '/c', keyFile: '/k' } },
      names: 'tlsConfig.certFile, tlsConfig.keyFile',
    },
  ])('$names', ({ endpoint, names }) => {
    expect(judge('VMNodeScrape', endpoint, { deny: true })).toBe(
      `FileAccessDenied spec: endpoint auth ${prohibited} ${names} are prohibited`,
    );
  });

  it.each([
    { proxy: { bearer_token_file: '/t' }, names: 'bearer_token_file' },
    { proxy: { basic_auth: { password_file: '/p' } }, names: 'basic_auth.password_file' },
    { proxy: { oauth2: { client_secret_file: '/p' } }, names: 'oauth2.client_secret_file' },
    { proxy: { authorization: { credentialsFile: '/p' } }, names: 'authorization.credentialsFile' },
    { proxy: { tls_config: { keyFile: '/p' } }, names: 'tls_config.keyFile' },
  ])('proxy: $names', ({ proxy, names }) => {
    expect(judge('VMNodeScrape', { vm_scrape_params: { proxy_client_config: proxy } }, { deny: true })).toBe(
      `FileAccessDenied spec.vm_scrape_params.proxy_client_config: endpoint proxy auth ${prohibited} ${names} are prohibited`,
    );
  });

  it('denies contradicting TLS settings as well', () => {
    const tls = { ca: { ...reference, configMap: { name: 'c', key: 'k' } } };
    const both = 'SecretOrConfigMap can not specify both Secret and ConfigMap';
    expect(judge('VMNodeScrape', { tlsConfig: tls })).toBeNull();
    expect(judge('VMNodeScrape', { tlsConfig: tls }, { deny: true })).toBe(
      `EndpointAuthInvalid spec.tlsConfig: ${both}`,
    );
    expect(
      judge('VMNodeScrape', { vm_scrape_params: { proxy_client_config: { tls_config: tls } } }, { deny: true }),
    ).toBe(`EndpointAuthInvalid spec.vm_scrape_params.proxy_client_config.tls_config: ${both}`);
  });

  it('leaves files of discovery to the user', () => {
    const spec = {
      fileSDConfigs: [{ files: ['/f'] }],
      httpSDConfigs: [{ url: 'http://x', tlsConfig: { caFile: '/c' } }],
    };
    expect(judge('VMScrapeConfig', spec, { deny: true })).toBeNull();
  });
});

describe('scrape classes', () => {
  it.each([
    { name: 'known', scrapeClass: 'a', verdict: null },
    {
      name: 'unknown',
      scrapeClass: 'b',
      verdict: 'ScrapeClassUnknown spec.scrapeClass: scrape class "b" not supported',
    },
    { name: 'empty', scrapeClass: '', verdict: 'ScrapeClassUnknown spec.scrapeClass: scrape class "" not supported' },
  ])('$name', ({ scrapeClass, verdict }) => {
    expect(judge('VMNodeScrape', { scrapeClass }, { scrapeClasses: [{ name: 'a' }], ...skipped })).toBe(verdict);
  });

  it('are unknown to a scraper without any', () => {
    expect(judge('VMNodeScrape', { scrapeClass: 'a' })).toContain('scrape class "a" not supported');
  });
});

describe('the object in itself', () => {
  const wrong = { matchExpressions: [{ key: 'k', operator: 'Near', values: ['x'] }] };
  const message = '"Near" is not a valid label selector operator';
  const targets = (content: object) => ({ vmProberSpec: { url: 'p' }, targets: content });
  const probed = { targets: ['x'] };

  it.each([
    { kind: 'VMServiceScrape', spec: { endpoints: [], selector: wrong }, verdict: `spec.selector: ${message}` },
    { kind: 'VMPodScrape', spec: { podMetricsEndpoints: [], selector: wrong }, verdict: `spec.selector: ${message}` },
    { kind: 'VMNodeScrape', spec: { selector: wrong }, verdict: `spec.selector: ${message}` },
    {
      kind: 'VMProbe',
      spec: targets({ kubernetes: [{ role: 'pod' }, {}] }),
      verdict: 'spec.targets.kubernetes[1].role: spec.targets.kubernetes[1].role is required',
    },
    {
      kind: 'VMProbe',
      spec: targets({ kubernetes: [{ role: 'pod', selector: wrong }] }),
      verdict: `spec.targets.kubernetes[0].selector: invalid spec.targets.kubernetes[0].selector: ${message}`,
    },
    {
      kind: 'VMProbe',
      spec: targets({ ingress: { selector: wrong } }),
      verdict: `spec.targets.ingress.selector: invalid spec.targets.ingress.selector: ${message}`,
    },
    {
      kind: 'VMProbe',
      spec: targets({ static: probed, staticConfig: probed }),
      verdict:
        'both spec.targets.staticConfig and spec.targets.static are set, which is not allowed. Use spec.targets.static',
    },
  ] as const)('$kind: $verdict', ({ kind, spec, verdict }) => {
    expect(judge(kind, spec)).toContain(verdict);
    expect(judge(kind, spec, skipped)).toBeNull();
  });
});

// Each was given to a real vmagent, which refused the whole configuration.
describe('what would stop the scraper', () => {
  it.each([
    { endpoint: { interval: 'soon' }, path: 'interval' },
    { endpoint: { scrape_interval: '5q' }, path: 'scrape_interval' },
    { endpoint: { scrapeTimeout: '1 s' }, path: 'scrapeTimeout' },
    { endpoint: { vm_scrape_params: { scrape_align_interval: 'x' } }, path: 'vm_scrape_params.scrape_align_interval' },
    { endpoint: { vm_scrape_params: { scrape_offset: 'x' } }, path: 'vm_scrape_params.scrape_offset' },
    { endpoint: { interval: '1e400' }, path: 'interval' },
    { endpoint: { scrapeTimeout: `${'9'.repeat(400)}s` }, path: 'scrapeTimeout' },
    { endpoint: { proxyURL: 'http://[::1' }, path: 'proxyURL' },
    { endpoint: { proxyURL: 'proxy' }, path: 'proxyURL' },
    { endpoint: { proxyURL: 'proxy:3128' }, path: 'proxyURL' },
    { endpoint: { proxyURL: '//proxy:3128' }, path: 'proxyURL' },
    { endpoint: { proxyURL: 'ftp://proxy' }, path: 'proxyURL' },
    { endpoint: { proxyURL: 'http://proxy:80:80' }, path: 'proxyURL' },
    { endpoint: { metricRelabelConfigs: [{}, { if: 'up{' }] }, path: 'metricRelabelConfigs[1].if' },
    { endpoint: { metricRelabelConfigs: [{ if: ['up', 'a=~"("'] }] }, path: 'metricRelabelConfigs[0].if' },
    { endpoint: { metricRelabelConfigs: [{ modulus: -1 }] }, path: 'metricRelabelConfigs[0].modulus' },
  ])('$path', ({ endpoint, path }) => {
    for (const kind of kinds) {
      const place = places[kind];
      expect(judge(kind, place.wrap(endpoint), skipped), kind).toContain(`${place.path}.${path}: `);
    }
  });

  it('is also found beside endpoints', () => {
    const relabelingConfigs = [{ if: '{' }];
    const targets = { kubernetes: [{ role: 'pod', relabelingConfigs }] };
    expect(judge('VMProbe', { vmProberSpec: { url: 'p' }, targets })).toContain(
      'spec.targets.kubernetes[0].relabelingConfigs[0].if: ',
    );
    const discovery = { consulSDConfigs: [{ server: 'c' }, { server: 'c', proxyURL: 'http://u:secret@[' }] };
    const verdict = judge('VMScrapeConfig', discovery);
    expect(verdict).toContain('InvalidUrl spec.consulSDConfigs[1].proxyURL: ');
    expect(verdict).not.toContain('secret');
  });

  it.each([
    { name: 'no interval', endpoint: { interval: '', proxyURL: '' } },
    { name: 'an interval that does not count', endpoint: { interval: 'soon', scrape_interval: '90' } },
    ...[
      'http://proxy:3128',
      'HTTP://u:p@proxy',
      'https://[::1]:80',
      'socks5://proxy:1',
      'tls+socks5://proxy',
      'http:',
    ].map((proxyURL) => ({ name: `the proxy ${proxyURL}`, endpoint: { proxyURL } })),
    { name: 'what is skipped with its job', endpoint: { relabelConfigs: [{ action: 'nope', regex: '(' }] } },
    {
      name: 'an empty condition',
      endpoint: { relabelConfigs: [{ if: '' }, { if: [''] }, { if: 'a{b=~"c|d" or e="f"}' }] },
    },
  ])('is not $name', ({ endpoint }) => {
    expect(judge('VMServiceScrape', { endpoints: [endpoint] })).toBeNull();
  });
});
