import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { explainObject, explainScraper } from '../../../hooks/plan/explain.ts';
import { someSettings } from '../../fixtures/builders.ts';

const group = 'operator.victoriametrics.com/v1beta1';

function aScraper(spec: object = {}, kind = 'VMAgent', name = 'main'): KubeObject {
  const own = kind === 'VMAgent' ? { remoteWrite: [{ url: 'http://storage/api/v1/write' }] } : {};
  return { apiVersion: group, kind, metadata: { name, namespace: 'monitoring' }, spec: { ...own, ...spec } };
}

function aScrape(endpoint: object = {}, metadata: Partial<KubeObject['metadata']> = {}): KubeObject {
  return {
    apiVersion: group,
    kind: 'VMServiceScrape',
    metadata: { name: 'cart', namespace: 'shop', labels: { team: 'Infra' }, ...metadata },
    spec: { selector: {}, endpoints: [{ port: 'http', ...endpoint }] },
  };
}

function aSecret(name: string, content: object, namespace = 'shop'): KubeObject {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, ...content };
  return secret;
}

const aNamespace = (name: string, labels: Record<string, string> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

const all = { selectAllByDefault: true };
const explained = (scrape: KubeObject, ...others: readonly KubeObject[]) =>
  explainObject(scrape, [scrape, ...others], someSettings());
const fates = (scrape: KubeObject, ...others: readonly KubeObject[]) =>
  explained(scrape, ...others).scrapers.map(({ fate }) => fate);

describe('explainObject', () => {
  it.each([
    {
      name: 'nothing set',
      spec: {},
      reason: 'SelectorsNotSet',
      says: /serviceScrapeSelector and serviceScrapeNamespaceS/,
    },
    {
      name: 'a label',
      spec: { serviceScrapeSelector: { matchLabels: { team: 'infra' } }, serviceScrapeNamespaceSelector: {} },
      reason: 'LabelsNotSelected',
      says: /^label team is Infra, serviceScrapeSelector wants infra$/,
    },
    {
      name: 'a label of a Namespace in the files',
      spec: { serviceScrapeNamespaceSelector: { matchLabels: { env: 'prod' } } },
      reason: 'NamespaceNotSelected',
      says: /^label env of namespace shop is test, serviceScrapeNamespaceSelector wants prod$/,
      others: [aNamespace('shop', { env: 'test' })],
    },
    {
      name: 'a label of a Namespace that is not in the files',
      spec: { serviceScrapeNamespaceSelector: { matchLabels: { env: 'prod' } } },
      reason: 'NamespaceNotSelected',
      says: /wants prod \(Namespace shop is not in the files: only its name is known\)$/,
    },
    { name: 'a DaemonSet', spec: { ...all, daemonSetMode: true }, reason: 'DaemonSetTakesPods', says: /VMPodScrape/ },
  ])('left out by $name', ({ spec, reason, says, others = [] }) => {
    expect(fates(aScrape(), aScraper(spec), ...others)).toEqual([
      { state: 'left-out', clause: { reason, sentence: expect.stringMatching(says) } },
    ]);
  });

  it.each([
    { name: 'by the name that every Namespace has as label', match: { 'kubernetes.io/metadata.name': 'shop' } },
    { name: 'by a label of a Namespace in the files', match: { env: 'prod' } },
  ])('taken $name', ({ match }) => {
    const spec = { serviceScrapeNamespaceSelector: { matchLabels: match } };
    const explanation = explained(aScrape(), aScraper(spec), aNamespace('shop', { env: 'prod' }));
    expect(explanation.scrapers[0]?.fate).toMatchObject({ state: 'taken', jobNames: ['serviceScrape/shop/cart/0'] });
    expect(explanation.assumed).toEqual([]);
  });

  it('says when it took an object by labels which it could not see', () => {
    const selector = { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['prod'] }] };
    const explanation = explained(aScrape(), aScraper({ serviceScrapeNamespaceSelector: selector }));
    expect(explanation.scrapers[0]?.fate?.state).toBe('taken');
    expect(explanation.assumed).toEqual(['Namespace shop (without labels)']);
  });

  it.each([
    { name: 'a VMAgent that only ingests', scraper: aScraper({ ...all, ingestOnlyMode: true }), says: /is true/ },
    { name: 'a VMSingle that was not told to', scraper: aScraper(all, 'VMSingle'), says: /is not false/ },
  ])('$name does not scrape', ({ scraper, says }) => {
    const [entry] = explained(aScrape(), scraper).scrapers;
    expect(entry).toMatchObject({ scraper: { state: 'idle', sentence: expect.stringMatching(says) } });
    expect(entry).not.toHaveProperty('fate');
  });

  it('a VMSingle that scrapes has its own directory for TLS assets', () => {
    const scrape = aScrape({ scheme: 'https', tlsConfig: { ca: { secret: { name: 'tls', key: 'ca' } } } });
    const jobs = fates(scrape, aScraper(all), aScraper({ ...all, ingestOnlyMode: false }, 'VMSingle')).map((fate) =>
      fate?.state === 'taken' ? fate.jobs : '',
    );
    expect(jobs[0]).toContain('ca_file: /etc/vmagent-tls/certs/shop_tls_ca');
    expect(jobs[1]).toContain('ca_file: /etc/vm-tls/certs/shop_tls_ca');
  });

  it.each([
    {
      name: 'a missing key of a Secret in the files',
      endpoint: { bearerTokenSecret: { name: 'auth', key: 'nokey' } },
      issue: { reason: 'ReferenceNotFound', path: expect.stringContaining('spec.endpoints[0]') },
    },
    {
      name: 'a file where that is denied',
      endpoint: { bearerTokenFile: '/etc/passwd' },
      spec: { arbitraryFSAccessThroughSMs: { deny: true } },
      issue: { path: expect.stringContaining('spec.endpoints[0]') },
    },
    { name: 'a field of the wrong type', endpoint: { path: 5 }, issue: { reason: 'InvalidField' } },
  ])('broken by $name', ({ endpoint, issue, spec = {} }) => {
    const secret = aSecret('auth', { stringData: { token: 'a' } });
    expect(fates(aScrape(endpoint), aScraper({ ...all, ...spec }), secret)).toEqual([
      { state: 'broken', issue: expect.objectContaining(issue) },
    ]);
  });

  it('shows no value of a Secret, given in data or stringData or not at all', () => {
    const basicAuth = { username: { name: 'auth', key: 'user' }, password: { name: 'auth', key: 'password' } };
    const data = { user: Buffer.from('the-user').toString('base64') };
    const secret = aSecret('auth', { data, stringData: { password: 'the-password' } });
    const scrape = aScrape({ basicAuth, oauth2: undefined, bearerTokenSecret: { name: 'other', key: 'token' } });
    const explanation = explained(JSON.parse(JSON.stringify(scrape)), aScraper(all), secret);
    const text = JSON.stringify(explanation);
    expect(text).toContain('<value of Secret shop/auth key user>');
    expect(text).toContain('<value of Secret shop/auth key password>');
    for (const value of ['the-user', 'the-password']) {
      expect(text).not.toContain(value);
      expect(text).not.toContain(Buffer.from(value).toString('base64').slice(0, 8));
    }
    expect(explanation.assumed).toEqual(['Secret shop/other (token)']);
  });

  it('an empty value reads as empty, as it does in a cluster', () => {
    const basicAuth = { username: { name: 'auth', key: 'user' }, password: { name: 'auth', key: 'password' } };
    const [fate] = fates(
      aScrape({ basicAuth }),
      aScraper(all),
      aSecret('auth', { stringData: { user: 'u', password: '\n' } }),
    );
    expect(fate?.state === 'taken' && fate.jobs).toContain('key user>');
    expect(fate?.state === 'taken' && fate.jobs).not.toContain('key password>');
  });
});

describe('explainScraper', () => {
  it('lists what is taken in the order of the jobs, what is broken, and what is left out', () => {
    const spec = { serviceScrapeSelector: { matchLabels: { team: 'infra' } }, serviceScrapeNamespaceSelector: {} };
    const labels = { team: 'infra' };
    const objects = [
      aScrape({}, { name: 'other' }),
      aScrape({}, { labels }),
      aScrape({}, { labels, namespace: 'shop-b' }),
      aScrape({ path: 5 }, { labels, name: 'bad' }),
    ];
    const { objects: rows, issues } = explainScraper(aScraper(spec), objects, someSettings());
    expect(issues).toEqual([]);
    expect(rows.map(({ object, fate }) => `${fate.state} ${object}`)).toEqual([
      'taken VMServiceScrape shop-b/cart',
      'broken VMServiceScrape shop/bad',
      'taken VMServiceScrape shop/cart',
      'left-out VMServiceScrape shop/other',
    ]);
  });

  it.each([
    { name: 'inline jobs', spec: { inlineScrapeConfig: '- job_name: a\n- job_name: b\n' }, extraJobs: 2 },
    { name: 'bad inline jobs', spec: { inlineScrapeConfig: 'job_name: a' }, issues: ['ScrapeJobsInvalid'] },
    { name: 'jobs of a Secret', spec: { additionalScrapeConfigs: { name: 'jobs', key: 'good' } }, extraJobs: 1 },
    {
      name: 'bad jobs of a Secret',
      spec: { additionalScrapeConfigs: { name: 'jobs', key: 'bad' } },
      issues: ['ScrapeJobsInvalid'],
    },
    {
      name: 'jobs of a Secret that is not in the files',
      spec: { additionalScrapeConfigs: { name: 'elsewhere', key: 'jobs' } },
      assumed: ['Secret monitoring/elsewhere (jobs)'],
    },
    {
      name: 'a selector that nobody can read',
      spec: { probeSelector: { matchLabels: { 'a b': 'c' } } },
      issues: ['InvalidLabelSelector'],
    },
    { name: 'a field of the wrong type', spec: { replicaCount: 'two' }, issues: ['InvalidField'] },
  ])('$name', ({ spec, extraJobs = 0, issues = [], assumed = [] }) => {
    const jobs = { good: '- job_name: kept-secret\n', bad: 'kept-secret' };
    const objects = [aSecret('jobs', { stringData: jobs }, 'monitoring')];
    const explanation = explainScraper(aScraper(spec), objects, someSettings());
    expect(explanation).toMatchObject({ extraJobs, assumed });
    expect(explanation.issues.map(({ reason }) => reason)).toEqual(issues);
    expect(JSON.stringify(explanation)).not.toContain('kept-secret');
  });

  it('gives the same answer for any order of the files', () => {
    const objects = [aScrape({}, { name: 'a' }), aScrape({}, { name: 'b' }), aNamespace('shop'), aSecret('auth', {})];
    const explain = (list: readonly KubeObject[]) => explainScraper(aScraper(all), list, someSettings());
    expect(explain(objects.toReversed())).toEqual(explain(objects));
  });
});
