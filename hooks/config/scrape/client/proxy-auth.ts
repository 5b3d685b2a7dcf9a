import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { JobContext } from '../scraper.ts';
import { renderAuthorization } from './authorization.ts';
import { renderBasicAuth } from './basic-auth.ts';
import { keepFilled } from './keep-filled.ts';
import { renderOAuth2 } from './oauth2.ts';
import { isNamed, readSecret } from './secret-value.ts';
import { renderTls } from './tls.ts';

/** How a client authenticates at its proxy. */
export type ProxyAuth = NonNullable<NonNullable<VMScrapeConfig['spec']['vm_scrape_params']>['proxy_client_config']>;

/**
 * PROXY: `proxy_basic_auth`, `proxy_tls_config`, `proxy_authorization`, `proxy_oauth2`, and `proxy_bearer_token` or
 * `proxy_bearer_token_file`, each only where it says something; to be spread into a job or a discovery section. A referenced token
 * wins over a file, unlike that for targets. `path` is that of the settings. Source: reference A7.6
 */
export function renderProxyAuth(proxy: ProxyAuth | undefined, path: string, context: JobContext): JsonObject {
  if (proxy === undefined) return {};
  return keepFilled({
    proxy_basic_auth: renderBasicAuth(proxy.basic_auth, `${path}.basic_auth`, context),
    proxy_tls_config: renderTls(proxy.tls_config, `${path}.tls_config`, context),
    // The official operator nests both once more, which vmagent refuses.
    proxy_authorization: renderAuthorization(proxy.authorization, `${path}.authorization`, context),
    proxy_oauth2: renderOAuth2(proxy.oauth2, `${path}.oauth2`, context),
    ...(isNamed(proxy.bearer_token)
      ? { proxy_bearer_token: readSecret(proxy.bearer_token, `${path}.bearer_token`, context) }
      : { proxy_bearer_token_file: proxy.bearer_token_file }),
  });
}
