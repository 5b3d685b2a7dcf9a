import { canonicalHeader } from '../../../lib/http-header.ts';
import { reservedHeaders } from '../http-config.ts';
import {
  flag,
  isGiven,
  object,
  type RawObject,
  type Shape,
  text,
  textFields,
  textMap,
  texts,
  whyBothGiven,
} from './shape.ts';

const version: Shape = {
  kind: 'text',
  check: (value) => (/^TLS1[0-3]$/.test(value) ? null : `unknown TLS version: ${value}`),
};

/** `tls_config` of a client. Source: https://prometheus.io/docs/alerting/latest/configuration/#tls_config */
export const tlsShape = object(
  'config.plain',
  {
    ...textFields('ca ca_file ca_ref cert cert_file cert_ref key key_file key_ref server_name'),
    insecure_skip_verify: flag,
    min_version: version,
    max_version: version,
  },
  (tls) => {
    const [ca, cert, key] = ['ca', 'cert', 'key'].map((part) => countGiven(tls, part, `${part}_file`, `${part}_ref`));
    if ((ca ?? 0) > 1) return 'at most one of ca, ca_file & ca_ref must be configured';
    if ((cert ?? 0) > 1) return 'at most one of cert, cert_file & cert_ref must be configured';
    if ((key ?? 0) > 1) return 'at most one of key and key_file must be configured';
    if (cert === 1 && key === 0)
      return 'exactly one of key or key_file must be configured when a client certificate is configured';
    return key === 1 && cert === 0
      ? 'exactly one of cert or cert_file must be configured when a client key is configured'
      : null;
  },
);

const proxyUrl: Shape = { kind: 'text' };
const proxyFields = {
  proxy_url: proxyUrl,
  no_proxy: text,
  proxy_from_environment: flag,
  proxy_connect_header: { kind: 'map', value: texts },
} as const satisfies Record<string, Shape>;

function whyProxyWrong({
  proxy_url,
  no_proxy,
  proxy_from_environment,
  proxy_connect_header,
}: RawObject): string | null {
  const fromEnvironment = proxy_from_environment === true;
  const hasHeader = typeof proxy_connect_header === 'object' && Object.keys(proxy_connect_header ?? {}).length > 0;
  if (hasHeader && !fromEnvironment && !isGiven(proxy_url))
    return 'if proxy_connect_header is configured, proxy_url or proxy_from_environment must also be configured';
  if (fromEnvironment && isGiven(proxy_url))
    return 'if proxy_from_environment is configured, proxy_url must not be configured';
  if (fromEnvironment && isGiven(no_proxy))
    return 'if proxy_from_environment is configured, no_proxy must not be configured';
  return isGiven(no_proxy) && !isGiven(proxy_url)
    ? 'if no_proxy is configured, proxy_url must also be configured'
    : null;
}

const basicAuth = object(
  'config.plain',
  textFields('username username_file username_ref password password_file password_ref'),
  (auth) => {
    if (countGiven(auth, 'username', 'username_file', 'username_ref') > 1)
      return 'at most one of basic_auth username, username_file & username_ref must be configured';
    return countGiven(auth, 'password', 'password_file', 'password_ref') > 1
      ? 'at most one of basic_auth password, password_file & password_ref must be configured'
      : null;
  },
);

const authorization = object(
  'config.Authorization',
  textFields('type credentials credentials_file credentials_ref'),
  (auth) => {
    if (countGiven(auth, 'credentials', 'credentials_file', 'credentials_ref') > 1)
      return 'at most one of authorization credentials & credentials_file must be configured';
    return String(auth['type'] ?? '')
      .trim()
      .toLowerCase() === 'basic'
      ? 'authorization type cannot be set to "basic", use "basic_auth" instead'
      : null;
  },
);

const oauth2 = object(
  'config.plain',
  {
    ...textFields(
      'client_id client_secret client_secret_file client_secret_ref token_url grant_type signature_algorithm',
    ),
    ...textFields(
      'client_certificate_key_id client_certificate_key client_certificate_key_file client_certificate_key_ref',
    ),
    ...textFields('iss audience'),
    claims: { kind: 'map', value: { kind: 'any' } },
    scopes: texts,
    endpoint_params: textMap,
    tls_config: tlsShape,
    ...proxyFields,
  },
  (auth) => {
    if (!isGiven(auth['client_id'])) return 'oauth2 client_id must be configured';
    if (!isGiven(auth['token_url'])) return 'oauth2 token_url must be configured';
    return countGiven(auth, 'client_secret', 'client_secret_file', 'client_secret_ref') > 1
      ? 'at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be configured using grant-type=client_credentials'
      : whyProxyWrong(auth);
  },
);

const header = object('config.Header', { values: texts, secrets: texts, files: texts });

/** Headers by name; some may not be set. */
export const headersShape: Shape = { kind: 'map', value: header };

/** A reserved name among headers, or null. */
export function whyHeadersWrong(headers: unknown): string | null {
  const names = typeof headers === 'object' && headers !== null ? Object.keys(headers) : [];
  const taken = names.map(canonicalHeader).find((name) => reservedHeaders.has(name));
  return taken === undefined ? null : `setting header ${JSON.stringify(taken)} is not allowed`;
}

/** `http_config`. Source: https://prometheus.io/docs/alerting/latest/configuration/#http_config */
export const httpShape = object(
  'config.plain',
  {
    basic_auth: basicAuth,
    authorization,
    oauth2,
    ...textFields('bearer_token bearer_token_file'),
    tls_config: tlsShape,
    follow_redirects: flag,
    enable_http2: flag,
    http_headers: headersShape,
    ...proxyFields,
  },
  (http) => {
    const hasBearer = isGiven(http['bearer_token']) || isGiven(http['bearer_token_file']);
    const wrong = whyBothGiven(http, 'bearer_token', 'bearer_token_file');
    if (wrong !== null) return wrong;
    if (hasBearer && (http['basic_auth'] ?? http['oauth2']) !== undefined)
      return 'at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured';
    if (hasBearer && http['authorization'] !== undefined)
      return 'authorization is not compatible with bearer_token & bearer_token_file';
    if (countGiven(http, 'basic_auth', 'oauth2', 'authorization') > 1)
      return 'at most one of basic_auth, oauth2 & authorization must be configured';
    return whyProxyWrong(http) ?? whyHeadersWrong(http['http_headers']);
  },
);

function countGiven(value: RawObject, ...names: readonly string[]): number {
  return names.filter((name) => isGiven(value[name])).length;
}
