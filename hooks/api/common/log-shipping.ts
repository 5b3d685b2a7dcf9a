import { openObject } from '../../lib/open-object.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { basicAuth } from './authentication.ts';
import { byteSize } from './byte-size.ts';
import { flag, int32, text, textMap, texts } from './scalars.ts';

const duration = text.regex(/[0-9]+(ms|s|m|h)/);

const oauth2 = openObject({
  clientIDFile: optional(text, 'Path of the client id in the container; either this or clientIDSecret.'),
  clientIDSecret: optional(SecretKeySelector, 'Key of a Secret with the client id.'),
  clientSecretFile: optional(text, 'Path of the client secret in the container; either this or clientSecret.'),
  clientSecret: optional(SecretKeySelector, 'Key of a Secret with the client secret.'),
  tokenURL: required(text.min(1), 'URL that hands out tokens.'),
  scopes: optional(texts, 'Scopes to ask for.'),
  endpointParams: optional(textMap, 'Further parameters for the token URL.'),
});

const tls = openObject({
  caFile: optional(text, 'Path of the certificate authority in the container; either this or caSecretKeyRef.'),
  caSecretKeyRef: optional(SecretKeySelector, 'Key of a Secret with the certificate authority.'),
  certFile: optional(text, 'Path of the client certificate in the container; either this or certSecretKeyRef.'),
  certSecretKeyRef: optional(SecretKeySelector, 'Key of a Secret with the client certificate.'),
  keyFile: optional(text, 'Path of the private key in the container; either this or keySecretKeyRef.'),
  keySecretKeyRef: optional(SecretKeySelector, 'Key of a Secret with the private key of the client.'),
  serverName: optional(text, 'Name that the certificate of the server must carry.'),
  insecureSkipVerify: optional(flag, 'Accept any certificate of the server.'),
});

/** How logs are sent, wherever they go. */
const deliveryFields = {
  basicAuth: optional(basicAuth, 'User name and password.'),
  oauth2: optional(oauth2, 'OAuth 2.0 client credentials.'),
  tlsConfig: optional(tls, 'TLS on the way to the store.'),
  bearerTokenPath: optional(text, 'Path of the bearer token in the container.'),
  bearerTokenSecret: optional(SecretKeySelector, 'Key of a Secret with the bearer token.'),
  headers: optional(texts, 'Headers to send, each as `Name: value`.'),
  proxyURL: optional(text, 'Proxy on the way to the store.'),
  sendTimeout: optional(duration, 'Time after which sending a block is given up.'),
  maxDiskUsage: optional(byteSize, 'Disk space for logs that wait to be sent; the oldest are dropped beyond it.'),
};

/** A store that logs are sent to. */
export const logTarget = openObject({ url: required(text, 'URL that takes the logs.'), ...deliveryFields });

/** How logs are sent to a store whose URL is derived. */
export const logDelivery = openObject(deliveryFields);

/** Settings for all stores that logs are sent to. */
export const logShippingSettings = openObject({
  flushInterval: optional(duration, 'Longest time that a log waits for others before it is sent.'),
  maxBlockSize: optional(byteSize, 'Largest block that is sent at once.'),
  maxDiskUsagePerURL: optional(byteSize, 'Disk space per store for logs that wait to be sent.'),
  queues: optional(int32, 'Number of connections to each store.'),
  showURL: optional(flag, 'Show the URLs of the stores in logs and metrics.'),
  tmpDataPath: optional(text, 'Directory for logs that wait to be sent.'),
});
