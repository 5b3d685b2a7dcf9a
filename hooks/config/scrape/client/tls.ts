import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { JobContext } from '../scraper.ts';
import { keepFilled } from './keep-filled.ts';
import { isNamed, referenceTo, type SecretOrConfigMap, secretReference } from './secret-value.ts';

/** TLS settings of a client. */
export type TlsConfig = NonNullable<VMScrapeConfig['spec']['tlsConfig']>;

/**
 * `tls_config`, `{}` where nothing is set. Referenced certificates become files among the TLS assets; a path that the user gives
 * wins over a reference. `path` is that of the TLS settings. Source: reference A7.7, A11
 */
export function renderTls(tls: TlsConfig | undefined, path: string, context: JobContext): JsonObject {
  if (tls === undefined) return {};
  return keepFilled({
    insecure_skip_verify: tls.insecureSkipVerify === true ? true : undefined,
    ca_file: tls.caFile || assetOf(tls.ca, `${path}.ca`, context),
    cert_file: tls.certFile || assetOf(tls.cert, `${path}.cert`, context),
    key_file: tls.keyFile || keyAsset(tls, `${path}.keySecret`, context),
    server_name: tls.serverName,
  });
}

function assetOf(value: SecretOrConfigMap | undefined, path: string, context: JobContext): string | undefined {
  const found = referenceTo(value, path, context);
  return found === undefined ? undefined : inAssets(context, context.reader.asset(found.reference, found.path));
}

function keyAsset({ keySecret }: TlsConfig, path: string, context: JobContext): string | undefined {
  if (!isNamed(keySecret)) return undefined;
  return inAssets(context, context.reader.asset(secretReference(keySecret, context), path));
}

function inAssets({ scraper }: JobContext, file: string): string {
  return `${scraper.tlsDirectory}/${file}`;
}
