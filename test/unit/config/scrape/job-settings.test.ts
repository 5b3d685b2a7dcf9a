import { describe, expect, it } from 'vitest';
import { clampInterval } from '../../../../hooks/config/scrape/interval.ts';
import type { ScraperSpec } from '../../../../hooks/config/scrape/scraper.ts';
import { selectorText } from '../../../../hooks/config/scrape/selector-rules.ts';
import { aScraper, jobsOf } from './render-example.ts';

describe('clampInterval', () => {
  it.each([
    { name: 'no interval', interval: undefined, clamped: undefined },
    { name: 'between', interval: '1m', clamped: '1m' },
    { name: 'below, in the words of the limit', interval: '19999ms', clamped: '0.5m' },
    { name: 'equal to the lower limit, written otherwise', interval: '30s', clamped: '0.5m' },
    { name: 'above', interval: '2d', clamped: '1H' },
    { name: 'equal to the upper limit, written otherwise', interval: '60m', clamped: '60m' },
    { name: 'plain seconds', interval: '10', clamped: '0.5m' },
    { name: 'negative', interval: '-5m', clamped: '0.5m' },
    { name: 'unreadable', interval: 'soon', clamped: 'soon' },
    { name: 'minutes in capitals, which are none', interval: '5M', clamped: '5M' },
    { name: 'unreadable lower limit', interval: '2d', min: 'x', clamped: '2d' },
    { name: 'unreadable upper limit', interval: '2d', max: 'x', clamped: '2d' },
    { name: 'lower limit above the upper one', interval: '5m', min: '2h', clamped: '2h' },
    { name: 'empty limits', interval: '1s', min: '', max: '', clamped: '1s' },
  ])('$name', ({ interval, min = '0.5m', max = '1H', clamped }) => {
    expect(clampInterval(interval, { minScrapeInterval: min, maxScrapeInterval: max })).toBe(clamped);
  });
});

describe('selectorText', () => {
  it.each([
    { name: 'none', selector: undefined, text: '' },
    { name: 'empty', selector: {}, text: '' },
    { name: 'labels by key', selector: { matchLabels: { b: '', 'a/x': '1' } }, text: 'a/x=1,b=' },
    {
      name: 'all operators, by key, values sorted',
      selector: {
        matchLabels: { m: 'n' },
        matchExpressions: [
          { key: 'z', operator: 'In', values: ['b', 'a'] },
          { key: 'c', operator: 'NotIn', values: ['only'] },
          { key: 'n', operator: 'Exists' },
          { key: 'a', operator: 'DoesNotExist' },
          { key: 'x', operator: 'Near', values: ['y'] },
        ],
      },
      text: '!a,c notin (only),m=n,n,z in (a,b)',
    },
  ])('$name', ({ selector, text }) => {
    expect(selectorText(selector)).toBe(text);
  });
});

describe('who filters by labels', () => {
  const selector = { matchLabels: { app: 'x' }, matchExpressions: [{ key: 'old', operator: 'DoesNotExist' }] };
  const text = 'app=x,!old';
  const byServer: ScraperSpec = { enableKubernetesAPISelectors: true };
  const service = (discoveryRole: string) => ({ discoveryRole, selector, endpoints: [{ port: 'p' }] });

  it.each([
    { kind: 'VMServiceScrape', spec: service('endpoints'), roles: ['endpoints', 'pod', 'service'] },
    { kind: 'VMServiceScrape', spec: service('endpointslices'), roles: ['endpointslices', 'pod', 'service'] },
    { kind: 'VMServiceScrape', spec: service('service'), roles: ['service'] },
    { kind: 'VMPodScrape', spec: { selector, podMetricsEndpoints: [{}] }, roles: ['pod'] },
    { kind: 'VMNodeScrape', spec: { selector }, roles: ['node'] },
    {
      kind: 'VMProbe',
      spec: { vmProberSpec: { url: 'p' }, targets: { kubernetes: [{ role: 'ingress', selector }] } },
      roles: ['ingress'],
    },
  ] as const)('$kind: the API server for $roles', ({ kind, spec, roles }) => {
    const [job] = jobsOf(kind, spec, aScraper(byServer));
    expect(job?.['kubernetes_sd_configs']).toMatchObject([{ selectors: roles.map((role) => ({ role, label: text })) }]);
    expect(JSON.stringify(job?.['relabel_configs'])).not.toMatch(/_label(present)?_/);
    const [plain] = jobsOf(kind, spec);
    expect(JSON.stringify(plain?.['kubernetes_sd_configs'])).not.toContain('selectors');
    expect(JSON.stringify(plain?.['relabel_configs'])).toMatch(/_label_app.*_labelpresent_old/);
  });

  it.each([{ enableKubernetesAPISelectors: false }, byServer])(
    'a DaemonSet selects by node, relabelling by labels: %o',
    (spec) => {
      const [job] = jobsOf(
        'VMPodScrape',
        { selector, podMetricsEndpoints: [{}] },
        aScraper({ ...spec, daemonSetMode: true }),
      );
      expect(job?.['kubernetes_sd_configs']).toMatchObject([
        { selectors: [{ role: 'pod', field: 'spec.nodeName=%{KUBE_NODE_NAME}' }] },
      ]);
      expect(JSON.stringify(job?.['relabel_configs'])).toMatch(/_label_app.*_labelpresent_old/);
    },
  );
});

describe('discovery role of a VMServiceScrape', () => {
  it.each([
    { discoveryRole: undefined, enforceEndpointslices: false, role: 'endpoints' },
    { discoveryRole: undefined, enforceEndpointslices: true, role: 'endpointslice' },
    { discoveryRole: 'endpoints', enforceEndpointslices: true, role: 'endpoints' },
  ])(
    '$discoveryRole, slices enforced $enforceEndpointslices: $role',
    ({ discoveryRole, enforceEndpointslices, role }) => {
      const spec = { endpoints: [{ port: 'p' }], ...(discoveryRole === undefined ? {} : { discoveryRole }) };
      const [job] = jobsOf('VMServiceScrape', spec, aScraper({}, { enforceEndpointslices }));
      expect(job?.['kubernetes_sd_configs']).toMatchObject([{ role }]);
      expect(JSON.stringify(job)).toContain(
        `"__meta_kubernetes_${role === 'endpoints' ? 'endpoint' : role}_port_name"`,
      );
    },
  );
});

describe('relabelling', () => {
  const set = (targetLabel: string) => ({ targetLabel, replacement: 'v' });

  it('ends with class, object, template and enforced label; empty rules are left out', () => {
    const scraper = aScraper({
      scrapeClasses: [{ name: 'c', default: true, relabelConfigs: [set('class'), {}] }],
      staticScrapeRelabelTemplate: [set('template')],
      enforcedNamespaceLabel: 'ns',
    });
    const spec = { targetEndpoints: [{ targets: [], relabelConfigs: [{}, set('own'), set('ns')] }] };
    const [job] = jobsOf('VMStaticScrape', spec, scraper);
    expect(job?.['relabel_configs']).toEqual([
      ...['class', 'own', 'ns', 'template'].map((label) => ({ target_label: label, replacement: 'v' })),
      { target_label: 'ns', replacement: 'shop' },
    ]);
  });

  it('of metrics never writes the enforced label, nor does that of a class', () => {
    const scrapeClasses = [{ name: 'c', metricRelabelConfigs: [set('ns')] }];
    const scraper = aScraper({ scrapeClasses, enforcedNamespaceLabel: 'ns' });
    const render = (metricRelabelConfigs: readonly object[]) =>
      jobsOf('VMNodeScrape', { scrapeClass: 'c', metricRelabelConfigs }, scraper)[0];
    expect(render([{ target_label: 'ns' }])).not.toHaveProperty('metric_relabel_configs');
    expect(render([{ targetLabel: 'a', target_label: 'ns' }])).toHaveProperty('metric_relabel_configs', [
      { target_label: 'a' },
    ]);
  });
});

describe('scrape classes', () => {
  it('throw where nobody checked that they exist', () => {
    expect(() => jobsOf('VMNodeScrape', { scrapeClass: 'gone' })).toThrow('scrape class "gone" was not checked');
  });

  it('leave the endpoint and the class as they are', () => {
    const scraper = aScraper({
      scrapeClasses: [{ name: 'c', default: true, tlsConfig: { serverName: 's' }, relabelConfigs: [set()] }],
    });
    const spec = { tlsConfig: { insecureSkipVerify: true }, relabelConfigs: [set()] };
    const before = JSON.stringify([scraper, spec]);
    const [job] = jobsOf('VMNodeScrape', spec, scraper);
    expect(job?.['tls_config']).toEqual({ insecure_skip_verify: true, server_name: 's' });
    expect(JSON.stringify([scraper, spec])).toBe(before);
  });

  function set() {
    return { targetLabel: 'a', replacement: 'b' };
  }
});
