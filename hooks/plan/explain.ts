import type { Issue } from '../api/issue.ts';
import type { Settings } from '../api/settings.ts';
import type { Resolve } from '../config/reference.ts';
import { splitJobs } from '../config/scrape/document.ts';
import { scraperIssues } from '../config/scrape/judge-scraper.ts';
import { type ScrapeKind, scrapeKinds } from '../config/scrape/scraper.ts';
import { asStored } from '../driver/as-stored.ts';
import { readExtraJobs } from '../kinds/scraping/extra-jobs.ts';
import { partBudget } from '../kinds/scraping/part-budget.ts';
import { type RenderedObject, renderObject } from '../kinds/scraping/render-object.ts';
import { scrapeApis } from '../kinds/scraping/scrape-apis.ts';
import { selectObjects } from '../kinds/scraping/select-objects.ts';
import { compareBytewise } from '../lib/bytewise.ts';
import { type KubeObject, objectKey, qualifiedName, type StringMap } from '../lib/kube-object.ts';
import { noMemo } from '../lib/memo.ts';
import { groupKey, type ObjectGroups } from '../metacontroller/contract.ts';
import { groupObjects } from '../metacontroller/group-objects.ts';
import { scrapeSelection } from '../select/scrape-selection.ts';
import { type Clause, reachOf } from '../select/selection.ts';
import { whyNotSelected } from '../select/why-not-selected.ts';
import { describingResolver } from './explain-references.ts';
import { isScraper, type ScraperView, viewScraper } from './explain-scraper.ts';

/** What one scraper makes of one scrape object. `broken`: selected, but of no use. */
export type Fate =
  | {
      readonly state: 'taken';
      readonly jobNames: readonly string[] /** YAML list of its jobs. */;
      readonly jobs: string;
    }
  | { readonly state: 'broken'; readonly issue: Issue }
  | { readonly state: 'left-out'; readonly clause: Clause };

/** What every scraper makes of one scrape object. */
export interface ObjectExplanation {
  /** `VMServiceScrape shop/cart` */
  readonly object: string;
  readonly scrapers: readonly {
    readonly scraper: ScraperView;
    readonly issues: readonly Issue[];
    readonly fate?: Fate;
  }[];
  /** Referenced objects that were not at hand and taken to be there, as `Secret shop/auth (token)`. */
  readonly assumed: readonly string[];
}

/** What one scraper makes of every scrape object. */
export interface ScraperExplanation {
  readonly scraper: ScraperView;
  /** What is wrong with the scraper's own selectors and jobs: while there is anything, its configuration does not change. */
  readonly issues: readonly Issue[];
  readonly objects: readonly { readonly object: string; readonly fate: Fate }[];
  /** Number of jobs of spec.inlineScrapeConfig and spec.additionalScrapeConfigs. */
  readonly extraJobs: number;
  readonly assumed: readonly string[];
}

/** True for an object of one of the six scrape kinds. */
export function isScrapeObject({ apiVersion, kind }: KubeObject): boolean {
  return scrapeTypes.some((type) => type.kind === kind && type.apiVersion === apiVersion);
}

const scrapeTypes = scrapeKinds.map((kind: ScrapeKind) => ({
  kind,
  apiVersion: `${scrapeApis[kind].group}/${scrapeApis[kind].version}`,
}));

/**
 * Says for each VMAgent and VMSingle among `objects` whether it takes a scrape object, with the jobs, or why not. Namespaces among the
 * objects give their labels. No value of a Secret is part of the answer.
 */
export function explainObject(
  object: KubeObject,
  objects: readonly KubeObject[],
  settings: Settings,
): ObjectExplanation {
  const world = worldOf([object], objects, settings);
  const scrapers = objects.filter(isScraper).toSorted(byKey);
  return {
    object: objectKey(object),
    scrapers: scrapers.map((each) => {
      const scraper = viewScraper(each, settings);
      const { issues, objects: fates } = judge(scraper, world);
      const [first] = fates;
      return { scraper, issues, ...(first === undefined ? {} : { fate: first.fate }) };
    }),
    assumed: [...world.assumed].sort(compareBytewise),
  };
}

/** Says for each scrape object among `objects` whether a VMAgent or VMSingle takes it, or why not, in the order of their jobs. As explainObject. */
export function explainScraper(
  scraper: KubeObject,
  objects: readonly KubeObject[],
  settings: Settings,
): ScraperExplanation {
  const world = worldOf(objects.filter(isScrapeObject), objects, settings);
  const view = viewScraper(scraper, settings);
  return { scraper: view, ...judge(view, world), assumed: [...world.assumed].sort(compareBytewise) };
}

/** What a judgement looks at. */
interface World {
  readonly candidates: readonly KubeObject[];
  readonly related: ObjectGroups;
  /** Labels of each namespace that matters; where the Namespace is not at hand, those that every Namespace has. */
  readonly namespaces: ReadonlyMap<string, { readonly labels: StringMap; readonly isKnown: boolean }>;
  readonly assumed: Set<string>;
  readonly resolve: Resolve;
  /** Largest part of a configuration, gzipped, in bytes. */
  readonly budget: number;
}

function worldOf(candidates: readonly KubeObject[], objects: readonly KubeObject[], settings: Settings): World {
  const others = objects.filter(({ apiVersion, kind }) => apiVersion === 'v1' && /^(Secret|ConfigMap)$/.test(kind));
  const namespaces = namespacesOf(candidates, objects);
  const spaces = [...namespaces].map(([name, { labels }]) => ({ ...namespaceType, metadata: { name, labels } }));
  const related = groupObjects(
    [...candidates, ...others.map(asStored), ...spaces],
    [...scrapeTypes, ...referenceTypes],
  );
  const assumed = new Set<string>();
  const resolve = describingResolver(related, assumed);
  return { candidates, related, namespaces, assumed, resolve, budget: partBudget(settings) };
}

const namespaceType = { apiVersion: 'v1', kind: 'Namespace' };
const referenceTypes = [namespaceType, { apiVersion: 'v1', kind: 'Secret' }, { apiVersion: 'v1', kind: 'ConfigMap' }];

function namespacesOf(candidates: readonly KubeObject[], objects: readonly KubeObject[]): World['namespaces'] {
  const given = objects.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace');
  const known = new Map(given.map(({ metadata }) => [metadata.name, metadata.labels ?? {}]));
  const names = new Set([...known.keys(), ...candidates.flatMap(({ metadata }) => metadata.namespace ?? [])]);
  return new Map(
    [...names].map((name) => {
      const labels = { ...known.get(name), 'kubernetes.io/metadata.name': name };
      return [name, { labels, isKnown: known.has(name) }];
    }),
  );
}

type Scraping = Extract<ScraperView, { readonly state: 'scraping' }>;

function judge(view: ScraperView, world: World): Pick<ScraperExplanation, 'issues' | 'objects' | 'extraJobs'> {
  if (view.state === 'unreadable') return { issues: view.issues, objects: [], extraJobs: 0 };
  if (view.state === 'idle') return { issues: [], objects: [], extraJobs: 0 };
  const { scraper, spec } = view;
  const selection = selectObjects(world.related, spec, scraper.namespace);
  const context = { scraper, fingerprint: '', budget: world.budget, resolve: world.resolve, memo: noMemo };
  const taken = selection.objects.map(({ kind, object }) => {
    const { namespace = '' } = object.metadata;
    if (isGuess(view, kind, namespace, world)) world.assumed.add(`Namespace ${namespace} (without labels)`);
    return { object: objectKey(object), fate: fateOf(renderObject(kind, object, context)) };
  });
  const extra = extraJobsOf(view, world);
  return {
    issues: [...scraperIssues(spec), ...selection.issues, ...extra.issues],
    objects: [...taken, ...leftOut(view, world)],
    extraJobs: extra.jobs.length,
  };
}

function fateOf(result: RenderedObject): Fate {
  switch (result.state) {
    case 'rendered':
      return { state: 'taken', jobNames: [...splitJobs(result.chunk).keys()], jobs: result.chunk };
    case 'broken':
      return { state: 'broken', issue: result.issue };
    case 'pending':
      throw new Error('a reference was left unresolved');
    default:
      return result satisfies never;
  }
}

/** True where a verdict depends on the labels of a Namespace that is not at hand. */
function isGuess({ scraper, spec }: Scraping, kind: ScrapeKind, namespace: string, { namespaces }: World): boolean {
  const isAboutLabels = reachOf(scrapeSelection(spec, kind, scraper.namespace)) === 'matching';
  return isAboutLabels && namespaces.get(namespace)?.isKnown !== true;
}

function leftOut(view: Scraping, world: World): ScraperExplanation['objects'] {
  return scrapeTypes.flatMap(({ kind }) => {
    const selection = scrapeSelection(view.spec, kind, view.scraper.namespace);
    const candidates = world.candidates.filter((object) => object.kind === kind).toSorted(byKey);
    return candidates.flatMap((object) => {
      const { namespace = '' } = object.metadata;
      const clause = whyNotSelected(selection, object, world.namespaces.get(namespace)?.labels);
      if (clause === null) return [];
      const isUnsure = clause.reason === 'NamespaceNotSelected' && isGuess(view, kind, namespace, world);
      const sentence = `${clause.sentence} (Namespace ${namespace} is not in the files: only its name is known)`;
      const shown = isUnsure ? { ...clause, sentence } : clause;
      return [{ object: objectKey(object), fate: { state: 'left-out' as const, clause: shown } }];
    });
  });
}

/** The jobs that a scraper brings itself. A Secret that is not at hand is taken to be there and in order. */
function extraJobsOf({ scraper }: Scraping, { related, assumed }: World) {
  const { namespace, spec } = scraper;
  const { additionalScrapeConfigs: reference, ...others } = spec;
  if (reference === undefined || related[groupKey('v1', 'Secret')]?.[`${namespace}/${reference.name}`] !== undefined)
    return readExtraJobs(related, { namespace, spec });
  assumed.add(`Secret ${namespace}/${reference.name} (${reference.key})`);
  return readExtraJobs(related, { namespace, spec: others });
}

function byKey(a: KubeObject, b: KubeObject): number {
  return compareBytewise(`${a.kind}/${qualifiedName(a.metadata)}`, `${b.kind}/${qualifiedName(b.metadata)}`);
}
