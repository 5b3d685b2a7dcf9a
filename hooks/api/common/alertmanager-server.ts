import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { flag, text, textMap, texts } from './scalars.ts';

const version = z.enum(['TLS10', 'TLS11', 'TLS12', 'TLS13']);

/** Certificate and private key, each as a file of the container or as a key of a Secret. */
const keyPairFields = {
  cert_file: optional(text, 'Path of the certificate in the container.'),
  cert_secret_ref: optional(SecretKeySelector, 'Key of a Secret with the certificate; goes before cert_file.'),
  key_file: optional(text, 'Path of the private key in the container.'),
  key_secret_ref: optional(SecretKeySelector, 'Key of a Secret with the private key; goes before key_file.'),
};

const tlsServer = openObject({
  ...keyPairFields,
  client_auth_type: optional(
    z.enum(['NoClientCert', 'RequireAndVerifyClientCert']),
    'Whether clients must show a certificate.',
  ),
  client_ca_file: optional(text, 'Path of the certificate authority of the clients in the container.'),
  client_ca_secret_ref: optional(
    SecretKeySelector,
    'Key of a Secret with the certificate authority of the clients; goes before client_ca_file.',
  ),
  min_version: optional(version, 'Oldest TLS version that is accepted.'),
  max_version: optional(version, 'Newest TLS version that is accepted.'),
  cipher_suites: optional(texts, 'Names of the accepted ciphers.'),
  prefer_server_cipher_suites: optional(flag, 'Whether the server chooses the cipher.'),
  curve_preferences: optional(texts, 'Names of the accepted curves, the preferred first.'),
});

const tlsClient = openObject({
  ...keyPairFields,
  ca_file: optional(text, 'Path of the certificate authority in the container.'),
  ca_secret_ref: optional(SecretKeySelector, 'Key of a Secret with the certificate authority; goes before ca_file.'),
  server_name: optional(text, 'Name that the certificate of the server must carry.'),
  insecure_skip_verify: optional(flag, 'Accept any certificate of the server.'),
});

const httpServer = openObject({
  http2: optional(flag, 'Whether HTTP/2 is offered; needs tls_server_config.'),
  headers: optional(textMap, 'Headers added to every answer.'),
});

/** How Alertmanager serves HTTP. Source: https://prometheus.io/docs/alerting/latest/https/ */
export const webConfig = openObject({
  tls_server_config: optional(tlsServer, 'TLS of the HTTP server.'),
  http_server_config: optional(httpServer, 'Protocol and headers of the HTTP server.'),
  basic_auth_users: optional(textMap, 'Hashes of passwords (bcrypt), by user name.'),
});

/** TLS between the pods of an Alertmanager cluster. */
export const gossipConfig = openObject({
  tls_server_config: optional(tlsServer, 'TLS of connections that a pod accepts.'),
  tls_client_config: optional(tlsClient, 'TLS of connections that a pod opens.'),
});

/** Where Alertmanager sends traces of its own. */
export const tracingConfig = openObject({
  endpoint: required(text, 'Address that takes the traces.'),
  client_type: optional(z.enum(['http', 'grpc']), 'Protocol of the endpoint.'),
  insecure: optional(flag, 'Whether the connection is not encrypted.'),
  tls_config: optional(tlsClient, 'TLS on the way to the endpoint.'),
  headers: optional(textMap, 'Headers to send.'),
  compression: optional(text, 'Compression of the traces, such as gzip.'),
  sampling_fraction: optional(text, 'Part of the requests that is traced, from 0 to 1.'),
  timeout: optional(text, 'Time after which sending is given up.'),
});
