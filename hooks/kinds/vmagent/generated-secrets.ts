import type { VMAgent } from '../../api/vmagent.ts';
import type { RemoteWriteFiles } from '../../config/args/remote-write-access.ts';
import { vmagentPaths } from '../../config/args/vmagent.ts';
import { gzipBase64 } from '../../config/gzip.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import type { SyncInput } from '../../metacontroller/contract.ts';
import type { Identity } from '../../objects/metadata.ts';
import { buildScrapeSecret, tlsAssetsName } from '../../objects/scrape-secrets.ts';
import { buildScraping } from '../scraping/build-scraping.ts';
import { noScraping, type Scraping } from '../scraping/scraping.ts';
import { vmagentConfigKey } from './pod.ts';
import { hasRemoteWriteSecrets } from './remote-write.ts';

/** The Secrets that the pods read: scrape configuration and credentials of storages. Without scraping they are there only if storages need them, with an empty configuration. */
export function buildGeneratedSecrets(
  input: SyncInput<VMAgent>,
  identity: Identity,
  { credentials, assets }: Pick<RemoteWriteFiles, 'credentials' | 'assets'>,
): Scraping {
  const { parent, settings } = input;
  const { spec } = parent;
  if (spec.ingestOnlyMode !== true) {
    const tlsDirectory = vmagentPaths.tls;
    const workload = { kind: 'VMAgent', identity, spec, tlsDirectory, configKey: vmagentConfigKey } as const;
    return buildScraping(input, { ...workload, credentials, assets });
  }
  if (!hasRemoteWriteSecrets(spec)) return noScraping;
  const config = { ...inBase64(credentials), [vmagentConfigKey]: gzipBase64('') };
  const children = [
    buildScrapeSecret(identity, identity.name, config, settings),
    buildScrapeSecret(identity, tlsAssetsName(identity), inBase64(assets), settings),
  ];
  return { ...noScraping, children };
}

function inBase64(files: ReadonlyMap<string, string>): StringMap {
  return Object.fromEntries([...files].map(([name, text]) => [name, Buffer.from(text).toString('base64')]));
}
