import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { int32, text } from './scalars.ts';

const listenerFields = {
  listenPort: required(int32, 'Port that takes the messages.'),
  streamFields: optional(text, 'Fields that name the log stream, as a JSON list of texts.'),
  ignoreFields: optional(text, 'Fields that are dropped, as a JSON list of texts.'),
  decolorizeFields: optional(text, 'Fields that lose their terminal colours, as a JSON list of texts.'),
  tenantID: optional(text, 'Tenant of the messages, as account or account:project.'),
  compressMethod: optional(text.regex(/^(none|zstd|gzip|deflate)$/), 'Compression of the messages.'),
};

const listenerTls = openObject({
  certFile: optional(text, 'Path of the certificate in the container.'),
  certSecret: optional(SecretKeySelector, 'Key of a Secret with the certificate.'),
  keyFile: optional(text, 'Path of the private key in the container.'),
  keySecret: optional(SecretKeySelector, 'Key of a Secret with the private key.'),
});

const syslog = openObject({
  tcpListeners: optional(
    z.array(
      openObject({ ...listenerFields, tlsConfig: optional(listenerTls, 'Certificate that the listener shows.') }),
    ),
    'Listeners for syslog over TCP.',
  ),
  udpListeners: optional(z.array(openObject(listenerFields)), 'Listeners for syslog over UDP.'),
});

/** Taking logs in the syslog format. */
export const syslogFields = { syslogSpec: optional(syslog, 'Listeners for logs in the syslog format.') };
