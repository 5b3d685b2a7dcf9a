import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { JobContext } from '../scraper.ts';
import { keepFilled } from './keep-filled.ts';
import { isNamed, readSecret, readSecretOrConfigMap } from './secret-value.ts';
import { sortedMap } from './sorted-map.ts';
import { renderTls } from './tls.ts';

/** OAuth 2.0 client credentials. */
export type OAuth2 = NonNullable<VMScrapeConfig['spec']['oauth2']>;

/** `oauth2`, `{}` where nothing is set. A referenced client secret wins over a file. `path` is that of the settings. Source: reference A7.7 */
export function renderOAuth2(oauth2: OAuth2 | undefined, path: string, context: JobContext): JsonObject {
  if (oauth2 === undefined) return {};
  const hasSecret = isNamed(oauth2.client_secret);
  return keepFilled({
    client_id: readSecretOrConfigMap(oauth2.client_id, `${path}.client_id`, context),
    client_secret: readSecret(oauth2.client_secret, `${path}.client_secret`, context),
    client_secret_file: hasSecret ? undefined : oauth2.client_secret_file,
    scopes: oauth2.scopes,
    endpoint_params: sortedMap(oauth2.endpoint_params),
    token_url: oauth2.token_url,
    proxy_url: oauth2.proxy_url,
    tls_config: renderTls(oauth2.tls_config, `${path}.tls_config`, context),
  });
}
