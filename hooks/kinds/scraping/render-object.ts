import type { Issue } from '../../api/issue.ts';
import { parseObject } from '../../api/parse.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import { type Resolution, type Resolve, referenceId } from '../../config/reference.ts';
import { renderChunk } from '../../config/scrape/document.ts';
import { judgeScrapeObject } from '../../config/scrape/judge.ts';
import { type ReadReference, referenceReader } from '../../config/scrape/reader.ts';
import { renderJobs } from '../../config/scrape/render-jobs.ts';
import type { ScrapeKind, Scraper } from '../../config/scrape/scraper.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { Memo } from '../../lib/memo.ts';
import { whyAssetUnnameable, whyChunkTooLarge, whyTooManyReferences } from './object-limits.ts';
import { scrapeApis } from './scrape-apis.ts';
import type { SelectedObject } from './select-objects.ts';

/** What became of one selected object. */
export type RenderedObject = {
  /** Every reference that was met. */
  readonly reads: readonly ReadReference[];
} & (
  | {
      readonly state: 'rendered';
      readonly chunk: string;
      readonly digest: string;
      readonly assets: ReadonlyMap<string, string>;
    }
  /** A reference is not resolved yet: the jobs wait. */
  | { readonly state: 'pending'; readonly jobNames: readonly string[] }
  /** Left out, with the reason. `isSeenHereOnly`: the object's own sync, which knows neither values nor sizes, cannot see it. */
  | { readonly state: 'broken'; readonly issue: Issue; readonly isSeenHereOnly: boolean }
);

/** A selected object with what became of it. */
export interface Rendered extends SelectedObject {
  readonly result: RenderedObject;
}

/** What objects are rendered with. */
export interface RenderContext {
  readonly scraper: Scraper;
  /** Changes when anything of the scraper that jobs depend on does. */
  readonly fingerprint: string;
  /** Largest part of the configuration, gzipped, in bytes. */
  readonly budget: number;
  readonly resolve: Resolve;
  readonly memo: Memo;
}

/**
 * Jobs of one selected object as YAML, or why there are none. A broken object harms no other. The same object (uid, generation, and
 * whether it skips validation, which an annotation says) of the same scraper with the same values is not rendered again.
 */
export function renderObject<Kind extends ScrapeKind>(
  kind: Kind,
  object: KubeObject,
  context: RenderContext,
): RenderedObject {
  const { uid, generation } = object.metadata;
  const render = () => renderAnew(kind, object, context);
  if (uid === undefined || generation === undefined) return render();
  const { scraper, fingerprint, budget, memo, resolve } = context;
  const key = `jobs/${scraper.tlsDirectory}/${scraper.namespace}/${scraper.name}/${uid}`;
  const version = `${generation}/${skipsValidation(object)}/${budget}/${fingerprint}`;
  return memo.recall(key, version, render, ({ reads }) =>
    reads.every(({ reference, resolution }) => isSame(resolve(reference), resolution)),
  );
}

function renderAnew<Kind extends ScrapeKind>(
  kind: Kind,
  object: KubeObject,
  { scraper, resolve, budget }: RenderContext,
): RenderedObject {
  // The status is written by others and must never make a spec invalid.
  const { status: _, ...spec } = object;
  const parsed = parseObject(scrapeApis[kind], spec);
  if (!parsed.ok) return { state: 'broken', reads: [], issue: firstOf(parsed.error), isSeenHereOnly: false };
  const { scrapeClasses, arbitraryFSAccessThroughSMs } = scraper.spec;
  const rules = { scrapeClasses, denyFileAccess: arbitraryFSAccessThroughSMs?.deny === true };
  const judgement = judgeScrapeObject(kind, parsed.value, rules);
  if (judgement !== null) return { state: 'broken', reads: [], issue: judgement, isSeenHereOnly: false };
  const reader = referenceReader(resolve);
  const jobs = renderJobs(kind, parsed.value, { scraper, namespace: object.metadata.namespace ?? '', reader });
  const { reads, assets } = reader;
  const tooMany = whyTooManyReferences(reads);
  if (tooMany !== null) return { state: 'broken', reads: [], issue: tooMany, isSeenHereOnly: true };
  const missing = reads.find(({ resolution }) => resolution.state === 'missing');
  const broken = (issue: Issue): RenderedObject => ({ state: 'broken', reads, issue, isSeenHereOnly: true });
  if (missing !== undefined) return broken(missingIssue(missing));
  if (reads.some(({ resolution }) => resolution.state === 'pending')) {
    return { state: 'pending', reads, jobNames: jobs.map(({ job_name }) => job_name) };
  }
  const chunk = renderChunk(jobs);
  const limit = whyAssetUnnameable(assets) ?? whyChunkTooLarge(chunk, budget);
  if (limit !== null) return broken(limit);
  return { state: 'rendered', reads, assets, chunk, digest: sha256Hex(chunk) };
}

function missingIssue({ reference, path, resolution }: ReadReference): Issue {
  const message = resolution.state === 'missing' ? resolution.message : `${referenceId(reference)} is not there`;
  return { path, reason: 'ReferenceNotFound', message };
}

function firstOf(issues: readonly Issue[]): Issue {
  const [first] = issues;
  if (first === undefined) throw new Error('a failed parse has no issue');
  return first;
}

function isSame(a: Resolution, b: Resolution): boolean {
  if (a.state === 'found') return b.state === 'found' && a.value === b.value;
  if (a.state === 'missing') return b.state === 'missing' && a.message === b.message;
  return b.state === 'pending';
}
