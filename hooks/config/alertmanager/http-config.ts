import { canonicalHeader, isHeaderName } from '../../lib/http-header.ts';
import {
  type AuthorizationSpec,
  type OAuth2Spec,
  whyAuthorizationWrong,
  whyOAuth2Wrong,
} from '../access/endpoint-auth.ts';
import { type TlsRuleSpec, whyTlsWrong } from '../access/tls.ts';

/** `http_config` of a receiver, as far as it can contradict itself. */
export interface HttpConfigSpec {
  readonly basic_auth?: object | undefined;
  readonly bearer_token_secret?: object | undefined;
  readonly bearer_token_file?: string | undefined;
  readonly authorization?: AuthorizationSpec | undefined;
  readonly oauth2?: OAuth2Spec | undefined;
  readonly tls_config?: TlsRuleSpec | undefined;
  readonly http_headers?: Readonly<Record<string, HeaderSpec>> | undefined;
}

interface HeaderSpec {
  readonly values?: readonly string[] | undefined;
  readonly secrets?: readonly object[] | undefined;
  readonly files?: readonly string[] | undefined;
}

/** Headers that Alertmanager sets itself. Source: https://github.com/prometheus/common/blob/main/config/headers.go */
export const reservedHeaders: ReadonlySet<string> = new Set([
  'Authorization',
  'Host',
  'Content-Encoding',
  'Content-Length',
  'Content-Type',
  'User-Agent',
  'Connection',
  'Keep-Alive',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Www-Authenticate',
  'Accept-Encoding',
  'X-Prometheus-Remote-Write-Version',
  'X-Prometheus-Remote-Read-Version',
  'X-Prometheus-Scrape-Timeout-Seconds',
  'X-Amz-Date',
  'X-Amz-Security-Token',
  'X-Amz-Content-Sha256',
]);

/** The first thing that is wrong with `http_config`, or null. Source: reference D5.4 */
export function whyHttpConfigWrong(config: HttpConfigSpec | undefined): string | null {
  if (config === undefined) return null;
  const wrong =
    whyAccessAmbiguous(config) ??
    whyAuthorizationWrong(config.authorization) ??
    whyOAuth2Wrong(config.oauth2) ??
    whyTlsWrong(config.tls_config) ??
    whyHeadersWrong(config.http_headers ?? {});
  return wrong === null ? null : `incorrect http_config: ${wrong}`;
}

function whyAccessAmbiguous(config: HttpConfigSpec): string | null {
  const { basic_auth, oauth2, authorization, bearer_token_secret: token, bearer_token_file: file } = config;
  const others = [basic_auth, oauth2, authorization].filter((method) => method !== undefined).length;
  if (others > 1) return 'at most one of basicAuth, oauth2 & authorization must be configured';
  if (token !== undefined && file) return 'at most one of bearer_token_secret & bearer_token_file must be configured';
  return others > 0 && (token !== undefined || file)
    ? 'at most one of basicAuth, oauth2, authorization & bearer token must be configured'
    : null;
}

function whyHeadersWrong(headers: Readonly<Record<string, HeaderSpec>>): string | null {
  for (const [name, { values = [], secrets = [], files = [] }] of Object.entries(headers)) {
    if (!isHeaderName(name)) return `header name ${JSON.stringify(name)} is not valid`;
    const canonical = canonicalHeader(name);
    if (reservedHeaders.has(canonical)) return `setting header ${JSON.stringify(canonical)} is not allowed`;
    if (values.length + secrets.length + files.length === 0)
      return `header ${JSON.stringify(name)} needs at least one of values, secrets and files`;
  }
  return null;
}
