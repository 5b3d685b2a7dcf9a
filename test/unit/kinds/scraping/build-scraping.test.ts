import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../../hooks/api/settings.ts';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { buildScraping } from '../../../../hooks/kinds/scraping/build-scraping.ts';
import type { Scraping, ScrapingWorkload } from '../../../../hooks/kinds/scraping/scraping.ts';
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

  it('refuses one object above the budget and names it', () => {
    const targets = Array.from({ length: 2000 }, (_, index) => `${Math.sin(index)}:80`);
    const built = build({ scrapes: [aStaticScrape('huge', { targets })], settings: { configDataBudgetBytes: 3000 } });
    expect(built.issues).toMatchObject([
      { reason: 'ScrapeConfigTooLarge', message: expect.stringContaining('VMStaticScrape demo/huge') },
    ]);
  });
});
