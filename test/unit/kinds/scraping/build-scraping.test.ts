import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../../hooks/api/settings.ts';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { encodePayload } from '../../../../hooks/kinds/reference-bundle/payload.ts';
import { buildScraping } from '../../../../hooks/kinds/scraping/build-scraping.ts';
import type { Scraping, ScrapingWorkload } from '../../../../hooks/kinds/scraping/scraping.ts';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { createMemo } from '../../../../hooks/lib/memo.ts';
import type { ObjectGroups } from '../../../../hooks/metacontroller/contract.ts';
import { configNamed, jobNamesOf } from '../../../fixtures/scrape-config.ts';

const ownApi = 'operator.victoriametrics.com/v1beta1';
const identity = { app: 'vmagent', instance: 'main', name: 'vmagent-main', namespace: 'demo' };
const parent = {
  apiVersion: ownApi,
  kind: 'VMAgent',
  metadata: { name: 'main', namespace: 'demo', uid: 'agent-uid' },
  spec: {},
};

interface Situation {
  readonly spec?: object;
  readonly scrapes?: readonly KubeObject[];
  readonly secrets?: readonly KubeObject[];
  readonly children?: readonly KubeObject[];
  readonly settings?: Partial<Settings>;
}

const memo = createMemo(100);

function build({
  spec = { selectAllByDefault: true },
  scrapes = [],
  secrets = [],
  children = [],
  settings = {},
}: Situation): Scraping {
  const related = groupsOf(
    [...scrapes, ...secrets],
    ['VMServiceScrape', 'VMPodScrape', 'VMProbe', 'VMNodeScrape', 'VMStaticScrape', 'VMScrapeConfig'].map(
      (kind) => `${kind}.${ownApi}`,
    ),
  );
  const workload: ScrapingWorkload = {
    kind: 'VMAgent',
    identity,
    spec,
    tlsDirectory: '/etc/vmagent-tls/certs',
    configKey: 'vmagent.yaml.gz',
    credentials: new Map(),
    assets: new Map(),
  };
  const observed = groupsOf(children, ['ReferenceBundle.vmop.victoriametrics.com/v1']);
  return buildScraping(
    { parent, children: observed, related, settings: { ...defaultSettings, ...settings }, memo },
    workload,
  );
}

function groupsOf(objects: readonly KubeObject[], keys: readonly string[]): ObjectGroups {
  const groups: Record<string, Record<string, KubeObject>> = Object.fromEntries(
    [...keys, 'Secret.v1', 'Namespace.v1'].map((key) => [key, {}]),
  );
  for (const object of objects) {
    const key = `${object.kind}.${object.apiVersion}`;
    groups[key] = { ...groups[key], [`${object.metadata.namespace}/${object.metadata.name}`]: object };
  }
  return groups;
}

function aStaticScrape(name: string, patch: object = {}, generation = 1): KubeObject {
  const endpoint = { targets: [`${name}:80`], ...patch };
  return {
    apiVersion: ownApi,
    kind: 'VMStaticScrape',
    metadata: { name, namespace: 'demo', uid: `uid-${name}`, generation },
    spec: { jobName: name, targetEndpoints: [endpoint] },
  };
}

const withPassword = { basicAuth: { username: { name: 'auth', key: 'user' } } };

const jobs = ({ children }: Scraping) => jobNamesOf(configNamed(children, 'demo/vmagent-main'));
const job = (name: string) => `staticScrape/demo/${name}/0`;

/** The children as the API server stores them, bundles with a uid. */
const stored = ({ children }: Scraping) =>
  children.map((child) => ({ ...child, metadata: { ...child.metadata, uid: `uid-${child.metadata.name}` } }));

describe('scrape configuration of a workload', () => {
  it('has the jobs of what is selected, in order, whatever the order of the request', () => {
    const scrapes = ['b', 'a', 'c'].map((name) => aStaticScrape(name));
    const built = build({ scrapes });
    expect(jobs(built)).toEqual(['a', 'b', 'c'].map(job));
    expect(build({ scrapes: scrapes.toReversed() })).toEqual(built);
    expect(built.children.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Secret vmagent-main',
      'Secret tls-assets-vmagent-main',
      expect.stringMatching(/^SelectionCard /),
    ]);
  });

  it('leaves a broken object out and names it', () => {
    const bad = aStaticScrape('bad');
    const unclassed = { ...bad, spec: { ...Object(bad.spec), scrapeClass: 'none' } };
    const built = build({ scrapes: [aStaticScrape('a'), unclassed] });
    expect(jobs(built)).toEqual([job('a')]);
    expect(built.issues).toEqual([]);
    expect(built.findings).toEqual([
      { path: '', reason: 'ScrapeObjectsLeftOut', message: expect.stringContaining('VMStaticScrape demo/bad: ') },
    ]);
  });

  it('keeps the jobs of an object as they are while its references are looked up', () => {
    const before = build({ scrapes: [aStaticScrape('a'), aStaticScrape('b')] });
    const edited = [aStaticScrape('a'), aStaticScrape('b', withPassword, 2), aStaticScrape('new', withPassword)];
    const waiting = build({ scrapes: edited, children: stored(before) });
    expect(jobs(waiting)).toEqual([job('a'), job('b')]);
    const text = configNamed(waiting.children, 'demo/vmagent-main').text;
    expect(text).toBe(configNamed(before.children, 'demo/vmagent-main').text);
    expect(waiting.findings).toEqual([
      {
        path: '',
        reason: 'ReferencesPending',
        message: 'waiting for referenced values: VMStaticScrape demo/b; VMStaticScrape demo/new',
      },
    ]);
    expect(waiting.children.filter(({ kind }) => kind === 'ReferenceBundle')).toHaveLength(1);
  });

  it('is not written while a selector cannot be read', () => {
    const spec = { staticScrapeSelector: { matchLabels: { 'not a key!': 'x' } } };
    const built = build({ spec, scrapes: [aStaticScrape('a')] });
    expect(built.issues).toMatchObject([{ reason: 'InvalidLabelSelector' }]);
    expect(built.children.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  it.each([
    { podScrapeRelabelTemplate: [{ action: 'keep', if: '{' }] },
    { globalScrapeRelabelConfigs: [{ action: 'keep', if: '{' }] },
    { scrapeClasses: [{ name: 'c', metricRelabelConfigs: [{ action: 'keep', if: '{' }] }] },
  ])('is not written with a rule of the workload itself that vmagent cannot read: %j', (patch) => {
    const built = build({ spec: { selectAllByDefault: true, ...patch }, scrapes: [aStaticScrape('a')] });
    expect(built.issues).toMatchObject([{ reason: 'RelabelRuleInvalid', path: expect.stringMatching(/\[0\]\.if$/) }]);
    expect(built.children.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  it.each([
    { name: 'text that is no list', spec: { inlineScrapeConfig: 'a: b' }, reason: 'ScrapeJobsInvalid' },
    {
      name: 'a missing Secret',
      spec: { additionalScrapeConfigs: { name: 'more', key: 'jobs' } },
      reason: 'ReferenceNotFound',
    },
  ])('is not written with $name for further jobs', ({ spec, reason }) => {
    const built = build({ spec, scrapes: [] });
    expect(built.issues).toMatchObject([{ reason }]);
    expect(built.children.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  it('spreads over further Secrets above the budget, and one edit touches one of them', () => {
    // Random-looking paths, so that compression does not hide them.
    const path = (index: number) => `/${Buffer.from(String(Math.sin(index))).toString('base64')}`;
    const scrapes = Array.from({ length: 200 }, (_, index) => aStaticScrape(`s${index}`, { path: path(index) }));
    const settings = { configDataBudgetBytes: 3000 };
    const first = build({ scrapes, settings });
    expect(first.overflow).toBeGreaterThan(1);
    expect(jobs(first)).toHaveLength(200);
    const edited = scrapes.with(7, aStaticScrape('s7', { path: '/edited' }, 2));
    const second = build({ scrapes: edited, settings, children: stored(first) });
    const changed = second.children.filter(
      (child, index) => JSON.stringify(child) !== JSON.stringify(first.children[index]),
    );
    expect(changed).toHaveLength(1);
  });

  it('leaves out one object above half of the budget, says so on the card, and takes all others', () => {
    const targets = Array.from({ length: 2000 }, (_, index) => `${Math.sin(index)}:80`);
    const scrapes = [aStaticScrape('huge', { targets }), aStaticScrape('a')];
    const built = build({ scrapes, settings: { configDataBudgetBytes: 3000 } });
    expect(built.issues).toEqual([]);
    expect(jobs(built)).toEqual([job('a')]);
    expect(built.findings).toMatchObject([
      { reason: 'ScrapeObjectsLeftOut', message: expect.stringContaining('VMStaticScrape demo/huge') },
    ]);
    expect(missingOnCard(built)).toMatchObject([{ kind: 'VMStaticScrape', namespace: 'demo', name: 'huge' }]);
  });

  it('leaves out an object whose jobs would be many times as long as itself, without rendering it', () => {
    const labels = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`label-${index}`, 'x']));
    const bomb = {
      apiVersion: ownApi,
      kind: 'VMServiceScrape',
      metadata: { name: 'bomb', namespace: 'demo', uid: 'uid-bomb', generation: 1 },
      spec: { selector: { matchLabels: labels }, endpoints: Array.from({ length: 1000 }, () => ({})) },
    };
    const started = performance.now();
    const built = build({ scrapes: [bomb, aStaticScrape('a')] });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(jobs(built)).toEqual([job('a')]);
    expect(built.findings).toMatchObject([{ message: expect.stringContaining('VMServiceScrape demo/bomb') }]);
  });

  it('leaves out an object with thousands of references, without looking them up', () => {
    const endpoints = Array.from({ length: 3000 }, (_, index) => ({
      targets: ['a:1'],
      bearerTokenSecret: { name: 'tokens', key: `token-${index}` },
    }));
    const greedy = { ...aStaticScrape('greedy'), spec: { targetEndpoints: endpoints } };
    const built = build({ scrapes: [greedy, aStaticScrape('a')] });
    expect(jobs(built)).toEqual([job('a')]);
    expect(built.children.filter(({ kind }) => kind === 'ReferenceBundle')).toEqual([]);
    expect(missingOnCard(built)).toMatchObject([{ name: 'greedy', message: expect.stringContaining('3000 values') }]);
  });

  it('refuses further jobs of its own above the budget', () => {
    const inlineScrapeConfig = Array.from({ length: 2000 }, (_, index) => `- job_name: '${Math.sin(index)}'`).join(
      '\n',
    );
    const built = build({ spec: { inlineScrapeConfig }, settings: { configDataBudgetBytes: 3000 } });
    expect(built.issues).toMatchObject([
      { reason: 'ScrapeConfigTooLarge', message: expect.stringContaining('additional and inline scrape jobs') },
    ]);
  });

  it('takes as much as a Secret holds where the budget is 0', () => {
    const built = build({ scrapes: [aStaticScrape('a')], settings: { configDataBudgetBytes: 0 } });
    expect(built.issues).toEqual([]);
    expect(built.overflow).toBe(0);
  });

  it('looks again at an object whose annotation turns validation off, which leaves the generation as it is', () => {
    const wrong: KubeObject = {
      apiVersion: ownApi,
      kind: 'VMServiceScrape',
      metadata: { name: 'odd', namespace: 'demo', uid: 'uid-odd', generation: 1 },
      ...{ spec: { selector: { matchExpressions: [{ key: 'a', operator: 'Odd' }] }, endpoints: [{ port: 'web' }] } },
    };
    const annotations = { 'operator.victoriametrics.com/skip-validation': 'true' };
    const skipping = { ...wrong, metadata: { ...wrong.metadata, annotations } };
    expect(jobs(build({ scrapes: [wrong] }))).toEqual([]);
    expect(jobs(build({ scrapes: [skipping] }))).toEqual(['serviceScrape/demo/odd/0']);
    expect(jobs(build({ scrapes: [wrong] }))).toEqual([]);
  });

  describe('with certificates', () => {
    /** What an agent makes of static scrapes, each with a certificate authority of its own in a ConfigMap, once all are resolved. */
    const withAuthorities = (sizes: Readonly<Record<string, number>>, key = 'ca.crt') => {
      const scrapes = Object.keys(sizes).map((name) =>
        aStaticScrape(name, { tlsConfig: { ca: { configMap: { name, key } } } }),
      );
      const waiting = build({ scrapes });
      const children = stored(waiting);
      const bundles = children.filter(({ kind }) => kind === 'ReferenceBundle');
      const answers = Object.entries(sizes).map(([name, size]) => ({
        reference: { kind: 'ConfigMap' as const, namespace: 'demo', name, key },
        resolution: { state: 'found' as const, value: name.repeat(size / name.length) },
      }));
      const secrets = bundles.map(({ metadata }) => ({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name: metadata.name,
          namespace: 'demo',
          labels: { 'vmop.victoriametrics.com/bundle-of': 'agent-uid' },
          ownerReferences: [{ apiVersion: 'v1', kind: 'x', name: 'x', controller: true, uid: metadata.uid }],
        },
        data: { 'resolved.json': Buffer.from(encodePayload(answers)).toString('base64') },
      }));
      return build({ scrapes, children, secrets });
    };

    it('that do not fit beside each other leaves out the objects with the largest, not everybody', () => {
      const built = withAuthorities({ small: 1000, large: 700_000, middle: 400_000 });
      expect(built.issues).toEqual([]);
      expect(jobs(built)).toEqual([job('middle'), job('small')]);
      expect(built.findings).toMatchObject([{ message: expect.stringContaining('VMStaticScrape demo/large') }]);
      expect(missingOnCard(built)).toMatchObject([{ name: 'large' }]);
    });

    it('whose name makes no key of a Secret is left out, since the API server would refuse the files of all', () => {
      const key = 'k'.repeat(253);
      const built = withAuthorities({ one: 30 }, key);
      expect(jobs(built)).toEqual([]);
      expect(built.findings).toMatchObject([{ message: expect.stringContaining('VMStaticScrape demo/one') }]);
      const assets = built.children.find(({ metadata }) => metadata.name.startsWith('tls-assets'));
      expect(assets).not.toHaveProperty('data');
    });
  });
});

/** Objects that the card of a scraper speaks of. */
function missingOnCard({ children }: Scraping): unknown {
  const card = children.find(({ kind }) => kind === 'SelectionCard');
  return card === undefined ? undefined : fieldAt(card, ['spec', 'missing']);
}
