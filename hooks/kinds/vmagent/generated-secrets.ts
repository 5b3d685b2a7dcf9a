import type { VMAgent } from '../../api/vmagent.ts';
import type { RemoteWriteFiles } from '../../config/args/remote-write-access.ts';
import { vmagentPaths } from '../../config/args/vmagent.ts';
import { gzipBase64 } from '../../config/gzip.ts';
import type { SyncInput } from '../../metacontroller/contract.ts';
import type { Identity } from '../../objects/metadata.ts';
import { buildScraping } from '../scraping/build-scraping.ts';
import { buildCredentialSecrets } from '../scraping/build-secrets.ts';
import { noScraping, type Scraping, type ScrapingWorkload } from '../scraping/scraping.ts';
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
  const workload: ScrapingWorkload = {
    kind: 'VMAgent',
    identity,
    spec,
    tlsDirectory: vmagentPaths.tls,
    configKey: vmagentConfigKey,
    credentials,
    assets,
  };
  if (spec.ingestOnlyMode !== true) return buildScraping(input, workload);
  if (!hasRemoteWriteSecrets(spec)) return noScraping;
  return { ...noScraping, children: buildCredentialSecrets(workload, gzipBase64(''), settings) };
}
