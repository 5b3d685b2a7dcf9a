import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { authorization, basicAuth, oauth2 } from '../common/authentication.ts';
import { flag, text, texts } from '../common/scalars.ts';
import { tlsConfig } from '../common/tls-config.ts';
import { type FieldMeta, opaqueObject, opaqueValue, optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';

const header = openObject({
  values: optional(texts, 'Values as plain text.'),
  secrets: optional(z.array(SecretKeySelector), 'Keys of Secrets with values.'),
  files: optional(texts, 'Paths of files in the container with values.'),
});

/** How Alertmanager speaks HTTP with a receiver. Source: https://prometheus.io/docs/alerting/latest/configuration/#http_config */
const httpConfig = openObject({
  authorization: optional(authorization, 'Authorization header with a scheme of its own.'),
  basic_auth: optional(basicAuth, 'User name and password.'),
  bearer_token_secret: optional(SecretKeySelector, 'Key of a Secret with the bearer token.'),
  bearer_token_file: optional(text, 'Path of the bearer token in the container.'),
  oauth2: optional(oauth2, 'OAuth 2.0 client credentials.'),
  tls_config: optional(tlsConfig, 'TLS on the way to the receiver.'),
  follow_redirects: optional(flag, 'Whether redirects of the receiver are followed.'),
  http_headers: optional(z.record(text, header), 'Further headers, by name.'),
  proxyURL: optional(text.regex(/^(http|https|socks5):\/\/.+$/), 'Proxy on the way to the receiver.'),
  noProxy: optional(text, 'Hosts that are reached without the proxy, separated by commas.'),
  proxyFromEnvironment: optional(flag, 'Take the proxy from the environment of the program.'),
  proxyConnectHeader: optional(
    z.record(text, z.array(SecretKeySelector)),
    'Headers for the proxy, from keys of Secrets.',
  ),
});

// The CRDs spell this structure out for some receivers and store it as it is for the others. All are checked against the same schema.
const field = (meta: FieldMeta) => optional(httpConfig, 'How Alertmanager speaks HTTP with the receiver.', meta);

/** `http_config` of a receiver whose CRD spells it out. */
export const httpConfigField = field({});

/** `http_config` of a receiver whose CRD stores it as an object of any structure. */
export const httpConfigObjectField = field({ crdInstead: opaqueObject });

/** `http_config` of a receiver whose CRD says nothing of it. */
export const httpConfigValueField = field({ crdInstead: opaqueValue });
