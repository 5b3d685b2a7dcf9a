import type { CustomResource } from '../../api/api-kind.ts';
import { type Reference, referenceId } from '../../config/reference.ts';
import { renderChunk } from '../../config/scrape/document.ts';
import { renderGlobal } from '../../config/scrape/global.ts';
import { scraperIssues } from '../../config/scrape/judge-scraper.ts';
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
import { buildSecrets, sizeOfFiles } from './build-secrets.ts';
import { composeConfig } from './compose-config.ts';
import { readExtraJobs } from './extra-jobs.ts';
import { fitAssets } from './fit-assets.ts';
import { findLeftOut, missingOf } from './left-out.ts';
import { observedJobs, observedOverflow } from './observed-config.ts';
import { maxSecretBytes, partBudget } from './part-budget.ts';
import { type Rendered, renderObject } from './render-object.ts';
import type { Scraping, ScrapingWorkload } from './scraping.ts';
import { selectObjects } from './select-objects.ts';

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
  const budget = partBudget(settings);
  const context = {
    scraper,
    budget,
    fingerprint: sha256Hex(canonicalJson([spec, scraper.enforceEndpointslices])),
    resolve: bundleResolver({ children, related: input.related, ownerUid: uid }),
    memo,
  };
  const all = selection.objects.map((selected) => ({
    ...selected,
    result: renderObject(selected.kind, selected.object, context),
  }));
  const rendered = fitAssets(all, maxSecretBytes - sizeOfFiles(workload.assets));
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
    budget,
    present: observedOverflow(children, identity) + 1,
    memoKey: uid,
    memo,
  });
  const secrets = buildSecrets(config.parts, rendered, workload, children, settings);
  const issues = [...scraperIssues(spec), ...selection.issues, ...extra.issues, ...config.issues, ...secrets.issues];
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
