import type { Issue } from '../api/issue.ts';
import { parseObject } from '../api/parse.ts';
import type { Settings } from '../api/settings.ts';
import { vmagentApi } from '../api/vmagent.ts';
import { vmsingleApi } from '../api/vmsingle.ts';
import { vmagentPaths } from '../config/args/vmagent.ts';
import { vmsinglePaths } from '../config/args/vmsingle.ts';
import type { Scraper, ScraperSpec } from '../config/scrape/scraper.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import type { ScrapeSelectionSpec } from '../select/scrape-selection.ts';

/** A VMAgent or VMSingle as far as scrape objects are concerned. `idle`: it does not scrape. `unreadable`: its own fields are wrong. */
export type ScraperView = { readonly key: string } & (
  | { readonly state: 'scraping'; readonly scraper: Scraper; readonly spec: ScraperSpec & ScrapeSelectionSpec }
  | { readonly state: 'idle'; readonly sentence: string }
  | { readonly state: 'unreadable'; readonly issues: readonly Issue[] }
);

/** True for a VMAgent or VMSingle. */
export function isScraper({ apiVersion, kind }: KubeObject): boolean {
  return [vmagentApi, vmsingleApi].some((api) => api.kind === kind && `${api.group}/${api.version}` === apiVersion);
}

/** Reads a VMAgent or VMSingle. Throws for an object of any other kind. */
export function viewScraper(object: KubeObject, settings: Settings): ScraperView {
  if (!isScraper(object)) throw new Error(`${objectKey(object)} is no scraper`);
  const key = objectKey(object);
  const { status: _, ...written } = object;
  const isAgent = object.kind === vmagentApi.kind;
  const parsed = isAgent ? parseObject(vmagentApi, written) : parseObject(vmsingleApi, written);
  if (!parsed.ok) return { key, state: 'unreadable', issues: parsed.error };
  const { metadata, spec } = parsed.value;
  // Left out, a VMAgent scrapes and a VMSingle does not. Source: reference A1
  if (spec.ingestOnlyMode ?? !isAgent) {
    const sentence = `spec.ingestOnlyMode is ${isAgent ? 'true' : 'not false'}`;
    return { key, state: 'idle', sentence };
  }
  const scraper: Scraper = {
    namespace: metadata.namespace,
    name: metadata.name,
    spec,
    tlsDirectory: isAgent ? vmagentPaths.tls : vmsinglePaths.tls,
    enforceEndpointslices: settings.enforceEndpointslices,
  };
  return { key, state: 'scraping', scraper, spec };
}
