import type { VMScrapeConfig } from '../../../api/vmscrapeconfig.ts';
import type { JsonObject } from '../../../lib/json.ts';
import type { JobContext } from '../scraper.ts';
import { renderAuthorization } from './authorization.ts';
import { renderBasicAuth } from './basic-auth.ts';
import { keepFilled } from './keep-filled.ts';
import { renderOAuth2 } from './oauth2.ts';
import { isNamed, readSecret } from './secret-value.ts';
import { renderTls } from './tls.ts';

/** How a scrape authenticates at its target: the fields that endpoints, scrape objects and scrape classes share. */
export type EndpointAuth = Pick<
  VMScrapeConfig['spec'],
  'tlsConfig' | 'bearerTokenFile' | 'bearerTokenSecret' | 'basicAuth' | 'oauth2' | 'authorization'
>;

/**
 * AUTH of a job: `tls_config`, `bearer_token_file` or `bearer_token`, `basic_auth`, `oauth2`, `authorization`, each only where it
 * says something; to be spread into the job. `path` is that of the object with these fields: `spec.endpoints[0]`, or `spec`.
 * Source: reference A7.7
 */
export function renderAuth(auth: EndpointAuth, path: string, context: JobContext): JsonObject {
  return {
    ...keepFilled({ tls_config: renderTls(auth.tlsConfig, `${path}.tlsConfig`, context) }),
    ...bearerToken(auth, path, context),
    ...keepFilled({
      basic_auth: renderBasicAuth(auth.basicAuth, `${path}.basicAuth`, context),
      oauth2: renderOAuth2(auth.oauth2, `${path}.oauth2`, context),
      authorization: renderAuthorization(auth.authorization, `${path}.authorization`, context),
    }),
  };
}

function bearerToken({ bearerTokenFile, bearerTokenSecret }: EndpointAuth, path: string, context: JobContext) {
  if (bearerTokenFile) return { bearer_token_file: bearerTokenFile };
  // A token that is empty in its Secret is said all the same.
  if (!isNamed(bearerTokenSecret)) return {};
  return { bearer_token: readSecret(bearerTokenSecret, `${path}.bearerTokenSecret`, context) };
}
