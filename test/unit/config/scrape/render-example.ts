import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Reference, type Resolution, referenceId } from '../../../../hooks/config/reference.ts';
import { referenceReader } from '../../../../hooks/config/scrape/reader.ts';
import { renderJobs } from '../../../../hooks/config/scrape/render-jobs.ts';
import type { Job, JobContext, ScrapeKind, ScrapeObjects, Scraper } from '../../../../hooks/config/scrape/scraper.ts';

/** A scraper as VMAgent `main` in namespace `monitoring`, with further settings. */
export function aScraper(spec: Scraper['spec'] = {}, rest: Partial<Scraper> = {}): Scraper {
  return {
    namespace: 'monitoring',
    name: 'main',
    tlsDirectory: '/etc/vmagent-tls/certs',
    enforceEndpointslices: false,
    spec,
    ...rest,
  };
}

/** Context for an object of a namespace; `values` by `Secret/namespace/name/key`. What is not among them is missing. */
export function aContext(
  scraper: Scraper = aScraper(),
  namespace = 'shop',
  values: Readonly<Record<string, string>> = {},
): JobContext {
  const resolve = (reference: Reference): Resolution => {
    const value = values[referenceId(reference)];
    return value === undefined
      ? { state: 'missing', message: `${referenceId(reference)} not found` }
      : { state: 'found', value };
  };
  return { scraper, namespace, reader: referenceReader(resolve) };
}

/** An object `shop/api` of a kind; its spec is trusted to be one of the kind. */
export function scrapeObject<Kind extends ScrapeKind>(
  kind: Kind,
  spec: object,
  annotations: Readonly<Record<string, string>> = {},
): ScrapeObjects[Kind] {
  return { kind, metadata: { name: 'api', namespace: 'shop', annotations }, spec } as unknown as ScrapeObjects[Kind];
}

/** Jobs of an object `shop/api` of a kind. */
export function jobsOf(kind: ScrapeKind, spec: object, scraper?: Scraper): readonly Job[] {
  return renderJobs(kind, scrapeObject(kind, spec), aContext(scraper));
}

/** An object as it is written in a file; its spec is trusted to be one of its kind. */
export interface WrittenObject {
  readonly kind: ScrapeKind;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: unknown;
}

/** Jobs of an object from a file. */
export function renderObject(object: WrittenObject, context: JobContext): readonly Job[] {
  const { kind } = object;
  const jobs = renderJobs(kind, object as unknown as ScrapeObjects[typeof kind], context);
  return jobs;
}

/** A worked example: an object, the scraper's settings, referenced values, and the jobs as text. */
export interface Example {
  readonly scraper: Scraper['spec'];
  readonly values?: Readonly<Record<string, string>>;
  readonly object: WrittenObject;
}

/** Reads examples/NAME.yaml. */
export function readExample(name: string): { readonly input: Example; readonly output: string } {
  const text = readFileSync(new URL(`examples/${name}.yaml`, import.meta.url), 'utf8');
  const [input = '', output = ''] = text.split('\n---\n');
  return { input: parse(input) as Example, output };
}
