import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Job, ScrapeKind, Scraper } from '../../../../hooks/config/scrape/scraper.ts';
import { type CaseObject, type RecordedCase, recordedCase } from '../recorded-case.ts';
import { aContext, renderObject, type WrittenObject } from './render-example.ts';

const kinds: Readonly<Record<string, ScrapeKind>> = {
  serviceScrape: 'VMServiceScrape',
  podScrape: 'VMPodScrape',
  probe: 'VMProbe',
  nodeScrape: 'VMNodeScrape',
  staticScrape: 'VMStaticScrape',
};

/** Not comparable: the spec does not parse, and the official operator renders the half that did. */
const unparsable = new Set(['serviceScrape/demo/d-number-regex/0']);

interface RecordedJob {
  readonly scraper: Scraper;
  readonly job: Job;
}

const cases = readdirSync(new URL('../../../conformance/cases', import.meta.url))
  .flatMap(
    (file) =>
      /^(vm(?:servicescrape|podscrape|nodescrape|probe|agent|single)-.*)\.recorded\.yaml$/.exec(file)?.[1] ?? [],
  )
  .map(readCase)
  .filter(({ jobs }) => jobs.length > 0);

describe('jobs that the official operator made', () => {
  it.each(cases)('$name', ({ jobs, objects, values }) => {
    for (const { job, scraper } of jobs) {
      const [prefix = '', namespace = '', objectName = ''] = job.job_name.split('/');
      const object = objects.get(`${kinds[prefix]}/${namespace}/${objectName}`);
      if (object === undefined) throw new Error(`${job.job_name} has no object`);
      const context = aContext(scraper, namespace, values);
      const rendered = renderObject(object, context).find(({ job_name }) => job_name === job.job_name);
      expect(inOrder(rendered), job.job_name).toEqual(inOrder(withoutEmptyRules(job)));
      expect(context.reader.reads.filter(({ resolution }) => resolution.state !== 'found')).toEqual([]);
    }
  });

  it('are many', () => {
    expect(cases.flatMap(({ jobs }) => jobs).length).toBeGreaterThan(90);
  });
});

function readCase(name: string) {
  const recorded = recordedCase(name);
  return { name, jobs: jobsIn(recorded), objects: scrapeObjects(recorded), values: valuesOf(recorded) };
}

/** Jobs of our kinds in all configurations of a case, with what the VMAgent or VMSingle says. */
function jobsIn({ input, children }: RecordedCase): readonly RecordedJob[] {
  return children.flatMap((child) => {
    const text = configOf(child);
    const scraper = input.map(scraperOf).find((each) => each?.secret === child.metadata.name)?.scraper;
    if (text === undefined || scraper === undefined) return [];
    const parsed = parse(text, { version: '1.1' }) as { readonly scrape_configs: readonly Job[] } | null;
    return (parsed?.scrape_configs ?? [])
      .filter(({ job_name: job }) => kinds[job.split('/')[0] ?? ''] !== undefined && !unparsable.has(job))
      .map((job) => ({ scraper, job }));
  });
}

function configOf({ kind, ...secret }: CaseObject): string | undefined {
  if (kind !== 'Secret') return undefined;
  const files = secret['decodedData'] as Readonly<Record<string, string>> | undefined;
  return files?.['vmagent.yaml.gz'] ?? files?.['scrape.yaml.gz'];
}

function scraperOf({ kind, metadata, spec }: CaseObject): { secret: string; scraper: Scraper } | undefined {
  if (kind !== 'VMAgent' && kind !== 'VMSingle') return undefined;
  const prefix = kind.toLowerCase();
  const scraper: Scraper = {
    namespace: namespaceOf(metadata),
    name: metadata.name,
    tlsDirectory: kind === 'VMAgent' ? '/etc/vmagent-tls/certs' : '/etc/vm-tls/certs',
    enforceEndpointslices: false,
    spec: spec as Scraper['spec'],
  };
  return { secret: `${prefix}-${metadata.name}`, scraper };
}

/** Scrape objects of a case by kind, namespace and name: what users wrote and what the workloads have for themselves. */
function scrapeObjects({ input, children }: RecordedCase): ReadonlyMap<string, WrittenObject> {
  const objects = [...input, ...children] as readonly unknown[] as readonly WrittenObject[];
  return new Map(
    objects.map((object) => [`${object.kind}/${namespaceOf(object.metadata)}/${object.metadata.name}`, object]),
  );
}

/** Values of all Secrets and ConfigMaps of a case. */
function valuesOf({ input }: RecordedCase): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { kind, metadata, ...object } of input) {
    if (kind !== 'Secret' && kind !== 'ConfigMap') continue;
    const fields = { ...stringsIn(object['stringData']), ...(kind === 'ConfigMap' ? stringsIn(object['data']) : {}) };
    for (const [key, value] of Object.entries(fields)) {
      values[`${kind}/${namespaceOf(metadata)}/${metadata.name}/${key}`] = value;
    }
  }
  return values;
}

function stringsIn(value: unknown): Readonly<Record<string, string>> {
  return (value ?? {}) as Readonly<Record<string, string>>;
}

function namespaceOf(metadata: { readonly name: string; readonly namespace?: string }): string {
  return metadata.namespace ?? 'demo';
}

/** vmagent refuses empty rules, so we leave them out; the official operator writes them. */
function withoutEmptyRules(job: Job): Job {
  const isFilled = (rule: object) => Object.keys(rule).length > 0;
  const lists = ['relabel_configs', 'metric_relabel_configs'].map((key) => [key, job[key]] as const);
  return Object.assign(
    { ...job },
    ...lists.flatMap(([key, rules]) => (Array.isArray(rules) ? [{ [key]: rules.filter(isFilled) }] : [])),
  ) as Job;
}

/** Mappings as lists of pairs, so that the order of keys counts. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, field]) => [key, inOrder(field)]);
}
