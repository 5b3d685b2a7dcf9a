import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallHook } from '../../hooks/driver/drive.ts';
import { isJsonObject, type JsonObject } from '../../hooks/lib/json.ts';
import { type KubeObject, objectKey, qualifiedName } from '../../hooks/lib/kube-object.ts';
import { renderCase } from '../conformance/render-case.ts';
import { configNamed } from '../fixtures/scrape-config.ts';
import { aScrape, aVMAgent, recordedScrapes } from '../fixtures/scrape-objects.ts';

const runs = { numRuns: process.env['VMOP_LONG'] === undefined ? 8 : 400 };
const { scrapes, values } = recordedScrapes();
const selection = fc.subarray([...scrapes], { minLength: 1, maxLength: 12 });

/** Some of what an agent can do to its jobs. */
const agentSpec = fc.constantFrom<JsonObject>(
  { selectAllByDefault: true },
  { selectAllByDefault: true, enableKubernetesAPISelectors: true, enforcedNamespaceLabel: 'ns' },
  {
    selectAllByDefault: true,
    minScrapeInterval: '20s',
    maxScrapeInterval: '1m',
    overrideHonorLabels: true,
    scrapeClasses: [{ name: 'std', default: true, relabelConfigs: [{ action: 'labeldrop', regex: 'tmp_.*' }] }],
    inlineScrapeConfig: '- job_name: inline\n  static_configs:\n  - targets: ["a:1"]\n',
  },
);

/** All that our hooks make of an agent and objects. */
function render(spec: JsonObject, objects: readonly KubeObject[], around?: (callHook: CallHook) => CallHook) {
  return renderCase([aVMAgent(spec), ...objects], {}, around);
}

/** The Secrets of the agent, byte for byte. */
function secretBytes(children: readonly KubeObject[]): Readonly<Record<string, string>> {
  const own = children.filter(
    ({ kind, metadata }) => kind === 'Secret' && /^(?:tls-assets-)?vmagent-edge/.test(metadata.name),
  );
  return Object.fromEntries(own.map((secret) => [objectKey(secret), essence(secret)]));
}

/** An object as text, without its version: the store numbers all writes of a run through. */
function essence({ metadata: { resourceVersion: _, ...metadata }, ...rest }: KubeObject): string {
  return JSON.stringify({ ...rest, metadata });
}

function configText(children: readonly KubeObject[]): string {
  return configNamed(children, 'demo/vmagent-edge').text;
}

/** Lists everything that a hook is sent in another order: groups, and objects within a group. */
function shuffling(seed: number): (callHook: CallHook) => CallHook {
  const rank = (key: string) =>
    [...`${key}`].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, seed | 1);
  const shuffled = (map: JsonObject, change: (value: unknown) => unknown) =>
    Object.fromEntries(
      Object.entries(map)
        .sort(([a], [b]) => rank(a) - rank(b))
        .map(([key, value]) => [key, change(value)]),
    );
  const group = (value: unknown) => (isJsonObject(value) ? shuffled(value, (object) => object) : value);
  const groups = (value: unknown) => (isJsonObject(value) ? shuffled(value, group) : value);
  return (callHook) => (call) => {
    const body: JsonObject = { ...call.body };
    const { children, related } = body;
    return callHook({ ...call, body: { ...body, children: groups(children), related: groups(related) } });
  };
}

/** Jobs of one object, by the names that they have. */
function isJobOf({ kind, metadata }: KubeObject, jobName: string): boolean {
  const prefix = kind === 'VMProbe' ? 'probe' : kind.charAt(2).toLowerCase() + kind.slice(3);
  const name = `${prefix}/${qualifiedName(metadata)}`;
  return jobName === name || jobName.startsWith(`${name}/`);
}

/** The text before the jobs, then one piece a job. */
function pieces(text: string): readonly string[] {
  return text.split(/^(?=- job_name: )/m);
}

function jobNameOf(piece: string): string | undefined {
  return /^- job_name: (.*)$/m.exec(piece)?.[1];
}

describe('the scrape configuration', () => {
  it('has the same bytes, and so has every other child and status, for any order of related objects and children', () => {
    fc.assert(
      fc.property(agentSpec, selection, fc.integer(), (spec, objects, seed) => {
        const straight = render(spec, [...objects, ...values]);
        const shuffled = render(spec, [...objects, ...values], shuffling(seed));
        expect(secretBytes(shuffled.children)).toEqual(secretBytes(straight.children));
        expect(JSON.stringify(shuffled)).toBe(JSON.stringify(straight));
      }),
      runs,
    );
  });

  it('has the same bytes with an object more that is not selected, and so has everything else that the agent has', () => {
    const team = (name: string, objects: readonly KubeObject[]) =>
      objects.map((object) => ({ ...object, metadata: { ...object.metadata, labels: { team: name } } }));
    const selectors = ['serviceScrape', 'podScrape', 'probe', 'nodeScrape', 'staticScrape', 'scrapeConfig'];
    const spec = Object.fromEntries(
      selectors.flatMap((name) => [
        [`${name}Selector`, { matchLabels: { team: 'infra' } }],
        [`${name}NamespaceSelector`, {}],
      ]),
    );
    fc.assert(
      fc.property(selection, fc.constantFrom(...scrapes), (objects, other) => {
        const mine = team(
          'infra',
          objects.filter((object) => objectKey(object) !== objectKey(other)),
        );
        const before = render(spec, [...mine, ...values]);
        const after = render(spec, [...mine, ...team('shop', [other]), ...values]);
        expect(secretBytes(after.children)).toEqual(secretBytes(before.children));
        expect(after.children.map(essence)).toEqual(before.children.map(essence));
      }),
      runs,
    );
  });

  it('loses the jobs of an object that is removed, and no other byte', () => {
    const anchor = aScrape('VMStaticScrape', 'zz-anchor', { targetEndpoints: [{ targets: ['a:1'] }] });
    fc.assert(
      fc.property(agentSpec, selection, fc.nat(), (spec, objects, at) => {
        const gone = objects[at % objects.length] ?? anchor;
        const rest = objects.filter((object) => object !== gone);
        const before = configText(render(spec, [anchor, ...objects, ...values]).children);
        const after = configText(render(spec, [anchor, ...rest, ...values]).children);
        const kept = pieces(before).filter((piece) => !isJobOf(gone, jobNameOf(piece) ?? ''));
        expect(after).toBe(kept.join(''));
      }),
      runs,
    );
  });

  it('is the same after a broken neighbour came, whatever is broken about it', () => {
    const broken = [
      aScrape('VMServiceScrape', 'broken', { endpoints: [{ basicAuth: { username: { name: 'nope', key: 'k' } } }] }),
      aScrape('VMServiceScrape', 'broken', { scrapeClass: 'nope', endpoints: [{ port: 'p' }] }),
      aScrape('VMServiceScrape', 'broken', { endpoints: 'none' }),
      aScrape('VMServiceScrape', 'broken', {
        endpoints: [{ port: 'p', relabelConfigs: [{ regex: '(', targetLabel: 'a' }] }],
      }),
      aScrape('VMServiceScrape', 'broken', { endpoints: [{ port: 'p', interval: 'soon' }] }),
      aScrape('VMServiceScrape', 'broken', {
        selector: { matchExpressions: [{ key: 'a', operator: 'Near' }] },
        endpoints: [],
      }),
      aScrape('VMPodScrape', 'broken', {
        podMetricsEndpoints: [{ port: 'p', tlsConfig: { ca: { secret: { name: 'nope', key: 'ca' } } } }],
      }),
      aScrape('VMProbe', 'broken', { vmProberSpec: {}, targets: 7 }),
      aScrape('VMStaticScrape', 'broken', { targetEndpoints: [{ targets: [], oauth2: { client_id: {} } }] }),
      aScrape('VMScrapeConfig', 'broken', { consulSDConfigs: [{ server: 'a', tokenRef: { name: 'nope', key: 'k' } }] }),
    ];
    fc.assert(
      fc.property(agentSpec, selection, fc.constantFrom(...broken), (spec, objects, bad) => {
        const before = configText(render(spec, [...objects, ...values]).children);
        const after = render(spec, [...objects, bad, ...values]);
        const kept = pieces(configText(after.children)).filter((piece) => !isJobOf(bad, jobNameOf(piece) ?? ''));
        expect(kept.join('')).toBe(before);
        expect(after.parents.find(({ kind }) => kind === 'VMAgent')?.status).toMatchObject({
          updateStatus: 'operational',
        });
      }),
      runs,
    );
  });
});
