import { openObject } from '../../lib/open-object.ts';
import { opaqueValue, optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { text, textMap, texts } from './scalars.ts';
import { secretOrConfigMap, tlsConfig } from './tls-config.ts';

/** User name and password for HTTP. */
export const basicAuth = openObject({
  username: optional(SecretKeySelector, 'Key of a Secret with the user name.'),
  password: optional(SecretKeySelector, 'Key of a Secret with the password.'),
  password_file: optional(text, 'Path of the password in the container.'),
});

/** Authorization header with a scheme of its own. */
export const authorization = openObject({
  type: optional(text, 'Scheme in the header; Bearer without it.'),
  credentials: optional(SecretKeySelector, 'Key of a Secret with the credentials.'),
  credentialsFile: optional(text, 'Path of the credentials in the container.'),
});

/** OAuth 2.0 client credentials. */
export const oauth2 = openObject({
  client_id: required(secretOrConfigMap, 'Where the client id lies.'),
  client_secret: optional(SecretKeySelector, 'Key of a Secret with the client secret.'),
  client_secret_file: optional(text, 'Path of the client secret in the container.'),
  token_url: required(text.min(1), 'URL that hands out tokens.'),
  scopes: optional(texts, 'Scopes to ask for.'),
  endpoint_params: optional(textMap, 'Further parameters for the token URL.'),
  proxy_url: optional(text, 'Proxy on the way to the token URL.'),
  tls_config: optional(tlsConfig, 'TLS on the way to the token URL.', { crdInstead: opaqueValue }),
});

/** A bearer token; an empty value counts as none. */
const bearerTokenSecret = optional(SecretKeySelector, 'Key of a Secret with the bearer token.', {
  crd: { nullable: true },
});

/** How a scrape authenticates at its target. */
export const endpointAuthFields = {
  basicAuth: optional(basicAuth, 'User name and password.'),
  oauth2: optional(oauth2, 'OAuth 2.0 client credentials.'),
  tlsConfig: optional(tlsConfig, 'TLS on the way to the target.'),
  bearerTokenFile: optional(text, 'Path of the bearer token in the container.'),
  bearerTokenSecret,
  authorization: optional(authorization, 'Authorization header with a scheme of its own.'),
};

/** How a scrape authenticates at its proxy. Wire names differ from those for targets. */
export const proxyAuth = openObject({
  basic_auth: optional(basicAuth, 'User name and password for the proxy.'),
  bearer_token: bearerTokenSecret,
  bearer_token_file: optional(text, 'Path of the bearer token in the container.'),
  tls_config: optional(tlsConfig, 'TLS on the way to the proxy.', { crdInstead: opaqueValue }),
  authorization: optional(authorization, 'Authorization header for the proxy.'),
  oauth2: optional(oauth2, 'OAuth 2.0 client credentials for the proxy.'),
});

/** How service discovery reaches the API server. */
export const apiServerConfig = openObject({
  host: required(text, 'Address of the API server.'),
  basicAuth: optional(basicAuth, 'User name and password.'),
  bearerToken: optional(text, 'Bearer token as plain text; prefer bearerTokenFile.'),
  bearerTokenFile: optional(text, 'Path of the bearer token in the container.'),
  tlsConfig: optional(tlsConfig, 'TLS on the way to the API server.'),
  authorization: optional(authorization, 'Authorization header with a scheme of its own.'),
});
