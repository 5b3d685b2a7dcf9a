import type { CustomResource } from '../../api/api-kind.ts';
import type { Issue } from '../../api/issue.ts';
import { type Reference, referenceId } from '../../config/reference.ts';
import { renderChunk } from '../../config/scrape/document.ts';
import { renderGlobal } from '../../config/scrape/global.ts';
import type { Chunk } from '../../config/scrape/parts.ts';
import type { Scraper } from '../../config/scrape/scraper.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import { sha256Hex } from '../../lib/hash.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { noMemo } from '../../lib/memo.ts';
import type { SyncInput } from '../../metacontroller/contract.ts';
import { buildBundles } from '../reference-bundle/build-bundles.ts';
import { bundleResolver } from '../reference-bundle/resolver.ts';
import { buildCard } from '../selection-card/build-card.ts';
import { buildSecrets } from './build-secrets.ts';
import { composeConfig } from './compose-config.ts';
import { readExtraJobs } from './extra-jobs.ts';
import { observedJobs, observedOverflow } from './observed-config.ts';
import { type RenderedObject, renderObject } from './render-object.ts';
import type { Scraping, ScrapingWorkload } from './scraping.ts';
import { type SelectedObject, selectObjects } from './select-objects.ts';

/** A selected object with what became of it. */
export interface Rendered extends SelectedObject {
  readonly result: RenderedObject;
}

/**
 * The scrape configuration of a VMAgent or VMSingle from everything that it selects, as children: configuration Secret, overflow Secrets,
 * TLS assets, reference bundles, selection card. A broken object is left out and named; one whose references are not resolved yet keeps
 * the jobs that are observed. With issues there is no new configuration. Throws when the request lacks a related group.
 */
export function buildScraping(
  input: Pick<SyncInput<CustomResource>, 'parent' | 'children' | 'related' | 'settings' | 'memo'>,
  workload: ScrapingWorkload,
): Scraping {
  const { parent, children, settings, memo = noMemo } = input;
  const { identity, spec } = workload;
  const { uid } = parent.metadata;
  if (uid === undefined) throw new Error(`${objectKey(parent)} has no uid`);
  const scraper: Scraper = {
    namespace: identity.namespace,
    name: identity.instance,
    spec,
    tlsDirectory: workload.tlsDirectory,
    enforceEndpointslices: settings.enforceEndpointslices,
  };
  const selection = selectObjects(input.related, spec, identity.namespace);
  const context = {
    scraper,
    fingerprint: sha256Hex(canonicalJson([spec, scraper.enforceEndpointslices])),
    resolve: bundleResolver({ children, related: input.related, ownerUid: uid }),
    memo,
  };
  const rendered = selection.objects.map((selected) => ({
    ...selected,
    result: renderObject(selected.kind, selected.object, context),
  }));
  const owner = {
    apiVersion: parent.apiVersion,
    kind: workload.kind,
    name: identity.instance,
    namespace: identity.namespace,
    uid,
  };
  const bundles = buildBundles(owner, identity.name, referencesOf(rendered), settings);
  const card = buildCard({ owner, spec, namespaces: selection.namespaces, missing: missingOf(rendered) }, settings);
  const extra = readExtraJobs(input.related, scraper);
  const config = composeConfig({
    global: renderGlobal(scraper),
    chunks: [...chunksOf(rendered, input, workload), hashed(undefined, renderChunk(extra.jobs))].filter(isFilled),
    budget: settings.configDataBudgetBytes,
    present: observedOverflow(children, identity) + 1,
    memoKey: uid,
    memo,
  });
  const secrets = buildSecrets(config.parts, rendered, workload, children, settings);
  const issues = [...selection.issues, ...extra.issues, ...config.issues, ...secrets.issues];
  return {
    children: [...(issues.length === 0 ? secrets.children : []), ...bundles, card],
    overflow: config.parts.length - 1,
    issues,
    findings: [...findLeftOut(rendered), ...config.findings, ...secrets.findings],
  };
}

function hashed(key: Chunk['key'], text: string): Chunk {
  return { key, text, digest: sha256Hex(text) };
}

function isFilled({ text }: Chunk): boolean {
  return text !== '';
}

/** While references are pending, the jobs that are there already stay as they are. */
function chunksOf(
  rendered: readonly Rendered[],
  { children }: Pick<SyncInput<KubeObject>, 'children'>,
  { identity, configKey }: ScrapingWorkload,
): readonly Chunk[] {
  const isWaiting = rendered.some(({ result }) => result.state === 'pending');
  const observed = isWaiting ? observedJobs(children, identity, configKey) : new Map<string, string>();
  return rendered.map(({ object, result }) => {
    const key = objectKey(object);
    switch (result.state) {
      case 'rendered':
        return { key, text: result.chunk, digest: result.digest };
      case 'pending':
        return hashed(key, result.jobNames.map((name) => observed.get(name) ?? '').join(''));
      case 'broken':
        return { key, text: '', digest: '' };
      default:
        return result satisfies never;
    }
  });
}

function referencesOf(rendered: readonly Rendered[]): readonly Reference[] {
  const all = rendered.flatMap(({ result }) => result.reads.map(({ reference }) => reference));
  const byId = new Map(all.map((reference) => [referenceId(reference), reference]));
  return [...byId].sort(([a], [b]) => compareBytewise(a, b)).map(([, reference]) => reference);
}

/** Objects whose references are missing; all else that is wrong with an object its own sync sees itself. */
function missingOf(rendered: readonly Rendered[]) {
  return rendered.flatMap(({ kind, object, result }) => {
    if (result.state !== 'broken' || result.reads.length === 0) return [];
    const { name, namespace = '' } = object.metadata;
    const { path, message } = result.issue;
    return [{ kind, namespace, name, message: `${path}: ${message}` }];
  });
}

/** More than these are counted, not named. */
const namedObjects = 10;

function findLeftOut(rendered: readonly Rendered[]): readonly Issue[] {
  const sentences = { broken: [] as string[], pending: [] as string[] };
  for (const { object, result } of rendered) {
    if (result.state === 'broken') sentences.broken.push(`${objectKey(object)}: ${result.issue.message}`);
    if (result.state === 'pending') sentences.pending.push(objectKey(object));
  }
  const { broken, pending } = sentences;
  return [
    ...(broken.length === 0
      ? []
      : [{ path: '', reason: 'ScrapeObjectsLeftOut' as const, message: `left out: ${shorten(broken)}` }]),
    ...(pending.length === 0
      ? []
      : [
          {
            path: '',
            reason: 'ReferencesPending' as const,
            message: `waiting for referenced values: ${shorten(pending)}`,
          },
        ]),
  ];
}

function shorten(sentences: readonly string[]): string {
  const more = sentences.length - namedObjects;
  return `${sentences.slice(0, namedObjects).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
