import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { base64Bytes } from '../../config/gzip.ts';
import type { Part } from '../../config/scrape/parts.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import {
  buildScrapeSecret,
  overflowLabel,
  overflowName,
  type Secret,
  tlsAssetsName,
} from '../../objects/scrape-secrets.ts';
import { observedAssets } from './observed-config.ts';
import { maxSecretBytes } from './part-budget.ts';
import type { Rendered } from './render-object.ts';
import type { ScrapingWorkload } from './scraping.ts';

/** The Secrets of a scraper, and which of them come near or above what the API server takes. */
export interface BuiltSecrets {
  readonly children: readonly Secret[];
  readonly issues: readonly Issue[];
  readonly findings: readonly Issue[];
}

/** Configuration Secret with its credentials, overflow Secrets, TLS assets. Source: reference A1, A11, A15 */
export function buildSecrets(
  [main, ...overflow]: readonly Part[],
  rendered: readonly Rendered[],
  workload: ScrapingWorkload,
  children: ObjectGroups,
  settings: Settings,
): BuiltSecrets {
  const { identity, configKey } = workload;
  const config = buildConfigSecret(workload, main?.data ?? '', settings);
  const assets = buildAssetsSecret(workload, assetsOf(rendered, workload, children), settings);
  const extra = overflow.map(({ data }, index) =>
    buildScrapeSecret(identity, overflowName(identity, index + 1), { 'jobs.yaml': data }, settings, {
      [overflowLabel]: identity.name,
    }),
  );
  const sizes = [config, assets].map((secret) => judgeSize(secret, configKey));
  return {
    children: [config, assets, ...extra],
    issues: sizes.flatMap(({ issues }) => issues),
    findings: sizes.flatMap(({ findings }) => findings),
  };
}

/** The Secrets of a workload that scrapes nothing but has credentials for remote write: an empty configuration beside them. Source: reference workloads-metrics 4.1 */
export function buildCredentialSecrets(
  workload: ScrapingWorkload,
  emptyConfig: string,
  settings: Settings,
): readonly Secret[] {
  return [
    buildConfigSecret(workload, emptyConfig, settings),
    buildAssetsSecret(workload, encode(workload.assets), settings),
  ];
}

function buildConfigSecret({ identity, configKey, credentials }: ScrapingWorkload, data: string, settings: Settings) {
  return buildScrapeSecret(identity, identity.name, inOrder([...encode(credentials), [configKey, data]]), settings);
}

function buildAssetsSecret({ identity }: ScrapingWorkload, assets: ReadonlyMap<string, string>, settings: Settings) {
  return buildScrapeSecret(identity, tlsAssetsName(identity), inOrder([...assets]), settings);
}

/** While an object waits for its references, its former jobs stay, and so do the files which they name. */
function assetsOf(
  rendered: readonly Rendered[],
  workload: ScrapingWorkload,
  children: ObjectGroups,
): ReadonlyMap<string, string> {
  const isWaiting = rendered.some(({ result }) => result.state === 'pending');
  const assets = rendered.flatMap(({ result }) => (result.state === 'rendered' ? [...encode(result.assets)] : []));
  const kept = isWaiting ? [...observedAssets(children, workload.identity)] : [];
  return new Map([...kept, ...assets, ...encode(workload.assets)]);
}

function encode(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].map(([name, value]) => [name, Buffer.from(value, 'utf8').toString('base64')]));
}

function inOrder(entries: readonly (readonly [string, string])[]): StringMap {
  return Object.fromEntries(entries.toSorted(([a], [b]) => compareBytewise(a, b)));
}

/** Bytes that files take in a Secret: their names and values. */
export function sizeOfFiles(files: ReadonlyMap<string, string>): number {
  return [...files].reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value), 0);
}

function judgeSize({ metadata, data = {} }: Secret, configKey: string): Pick<BuiltSecrets, 'issues' | 'findings'> {
  const bytes = Object.entries(data).reduce((sum, [key, value]) => sum + key.length + base64Bytes(value), 0);
  const what = Object.hasOwn(data, configKey) ? 'configuration and credentials' : 'TLS assets';
  const message = `Secret ${metadata.name} (${what}) has ${bytes} bytes; Kubernetes takes ${maxSecretBytes}`;
  if (bytes > maxSecretBytes) return { issues: [{ path: '', reason: 'ScrapeConfigTooLarge', message }], findings: [] };
  if (bytes > 0.7 * maxSecretBytes)
    return { issues: [], findings: [{ path: '', reason: 'ScrapeConfigLarge', message }] };
  return { issues: [], findings: [] };
}
