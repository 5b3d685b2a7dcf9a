import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { JobContext } from '../scraper.ts';
import { renderAuthorization } from './authorization.ts';
import { renderBasicAuth } from './basic-auth.ts';
import { keepFilled } from './keep-filled.ts';
import { renderOAuth2 } from './oauth2.ts';
import { renderProxyAuth } from './proxy-auth.ts';
import { renderTls } from './tls.ts';

/** How a discovery service is reached over HTTP. */
type HttpClient = Pick<
  NonNullable<VMScrapeConfig['spec']['httpSDConfigs']>[number],
  'basicAuth' | 'authorization' | 'oauth2' | 'tlsConfig' | 'proxyURL' | 'proxy_client_config' | 'followRedirects'
>;

/**
 * HTTP options of a discovery section, to be spread into it. `basic_auth` is written whenever the user gives it, even as `{}`.
 * `path` is that of the section: `spec.httpSDConfigs[0]`. Source: reference A9
 */
export function renderHttpClient(client: HttpClient, path: string, context: JobContext): JsonObject {
  const { basicAuth } = client;
  return {
    ...(basicAuth === undefined ? {} : { basic_auth: renderBasicAuth(basicAuth, `${path}.basicAuth`, context) }),
    ...keepFilled({
      authorization: renderAuthorization(client.authorization, `${path}.authorization`, context),
      oauth2: renderOAuth2(client.oauth2, `${path}.oauth2`, context),
      proxy_url: client.proxyURL,
      ...renderProxyAuth(client.proxy_client_config, `${path}.proxy_client_config`, context),
      follow_redirects: client.followRedirects,
      tls_config: renderTls(client.tlsConfig, `${path}.tlsConfig`, context),
    }),
  };
}
