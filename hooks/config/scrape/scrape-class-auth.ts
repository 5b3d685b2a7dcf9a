import { optionalField } from '../../lib/optional-field.ts';
import type { EndpointAuth } from './client/auth.ts';
import type { Authorization } from './client/authorization.ts';
import type { BasicAuth } from './client/basic-auth.ts';
import type { OAuth2 } from './client/oauth2.ts';
import { isNamed, type SecretOrConfigMap } from './client/secret-value.ts';
import type { TlsConfig } from './client/tls.ts';

/** Credentials and TLS of an endpoint, completed by those of its scrape class. Source: reference A10 */
export function mergeAuth<Endpoint extends EndpointAuth>(endpoint: Endpoint, from: EndpointAuth): Endpoint {
  return {
    ...endpoint,
    ...optionalField('tlsConfig', mergeTls(endpoint.tlsConfig, from.tlsConfig)),
    ...optionalField('basicAuth', mergeBasicAuth(endpoint.basicAuth, from.basicAuth)),
    ...optionalField('oauth2', mergeOAuth2(endpoint.oauth2, from.oauth2)),
    ...optionalField('authorization', mergeAuthorization(endpoint.authorization, from.authorization)),
    ...optionalField('bearerTokenFile', endpoint.bearerTokenFile || from.bearerTokenFile),
    ...optionalField('bearerTokenSecret', isNamed(endpoint.bearerTokenSecret) ? undefined : from.bearerTokenSecret),
  };
}

function mergeTls(own: TlsConfig | undefined, from: TlsConfig | undefined): TlsConfig | undefined {
  if (own === undefined || from === undefined) return own ?? from;
  return {
    ...own,
    ...(own.caFile || isSet(own.ca)
      ? {}
      : { ...optionalField('caFile', from.caFile), ...optionalField('ca', from.ca) }),
    ...(own.certFile || isSet(own.cert)
      ? {}
      : { ...optionalField('certFile', from.certFile), ...optionalField('cert', from.cert) }),
    ...(own.keyFile || own.keySecret !== undefined
      ? {}
      : { ...optionalField('keyFile', from.keyFile), ...optionalField('keySecret', from.keySecret) }),
    ...optionalField('serverName', own.serverName || from.serverName),
  };
}

function mergeBasicAuth(own: BasicAuth | undefined, from: BasicAuth | undefined): BasicAuth | undefined {
  if (own === undefined || from === undefined) return own ?? from;
  return {
    ...own,
    ...(isNamed(own.username) ? {} : optionalField('username', from.username)),
    ...(isNamed(own.password) || own.password_file
      ? {}
      : { ...optionalField('password', from.password), ...optionalField('password_file', from.password_file) }),
  };
}

function mergeOAuth2(own: OAuth2 | undefined, from: OAuth2 | undefined): OAuth2 | undefined {
  if (own === undefined || from === undefined) return own ?? from;
  return {
    ...own,
    client_id: isSet(own.client_id) ? own.client_id : from.client_id,
    token_url: own.token_url || from.token_url,
    ...(own.client_secret !== undefined || own.client_secret_file
      ? {}
      : {
          ...optionalField('client_secret', from.client_secret),
          ...optionalField('client_secret_file', from.client_secret_file),
        }),
    ...optionalField('endpoint_params', own.endpoint_params ?? from.endpoint_params),
    ...optionalField('scopes', own.scopes ?? from.scopes),
    ...optionalField('proxy_url', own.proxy_url || from.proxy_url),
    ...optionalField('tls_config', mergeTls(own.tls_config, from.tls_config)),
  };
}

function mergeAuthorization(
  own: Authorization | undefined,
  from: Authorization | undefined,
): Authorization | undefined {
  if (own === undefined || from === undefined) return own ?? from;
  // The class's credentials win over the file of the endpoint. Source: reference quirk 7
  const credentials = own.credentials ?? from.credentials;
  const file = own.credentialsFile || (credentials === undefined ? from.credentialsFile : undefined);
  return { ...own, ...optionalField('credentials', credentials), ...optionalField('credentialsFile', file) };
}

function isSet(value: SecretOrConfigMap | undefined): boolean {
  return value?.secret !== undefined || value?.configMap !== undefined;
}
