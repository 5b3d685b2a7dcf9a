import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { ConfigMapKeySelector, SecretKeySelector } from '../kubernetes.ts';
import { flag, text } from './scalars.ts';

/** A value that lies in a Secret or in a ConfigMap. */
export const secretOrConfigMap = openObject({
  secret: optional(SecretKeySelector, 'Key of a Secret.'),
  configMap: optional(ConfigMapKeySelector, 'Key of a ConfigMap.'),
});

/** How a client speaks TLS. */
export const tlsConfig = openObject({
  ca: optional(secretOrConfigMap, 'Certificate authority that signs the server.'),
  caFile: optional(text, 'Path of the certificate authority in the container.'),
  cert: optional(secretOrConfigMap, 'Certificate that the client shows.'),
  certFile: optional(text, 'Path of the client certificate in the container.'),
  keySecret: optional(SecretKeySelector, 'Key of a Secret with the private key of the client.'),
  keyFile: optional(text, 'Path of the private key in the container.'),
  serverName: optional(text, 'Name that the certificate of the server must carry.'),
  insecureSkipVerify: optional(flag, 'Accept any certificate of the server.'),
});
