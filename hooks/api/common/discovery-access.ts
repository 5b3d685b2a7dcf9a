import { optional } from '../field.ts';
import { endpointAuthFields, proxyAuth } from './authentication.ts';
import { flag, int32, text } from './scalars.ts';

const { basicAuth, oauth2, tlsConfig, authorization } = endpointAuthFields;

/** TLS on the way to a discovery service; the only access setting of services that have no HTTP authentication. */
export const discoveryTls = { tlsConfig };

/** How a discovery service is reached over HTTP. */
export const discoveryAccessFields = {
  basicAuth,
  authorization,
  oauth2,
  tlsConfig,
  proxyURL: optional(text, 'Proxy on the way to the discovery service.'),
  proxy_client_config: optional(proxyAuth, 'How to authenticate at the proxy.'),
  followRedirects: optional(flag, 'Whether redirects of the discovery service are followed.'),
};

/** Port for targets whose discovery knows none. */
export const discoveryPort = optional(int32, 'Port of the targets, where the discovery knows none.');
