import { openObject } from '../../lib/open-object.ts';
import { flag, text, textMap } from '../common/scalars.ts';
import { tlsConfig } from '../common/tls-config.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { sendResolved } from './send-resolved.ts';

/** Mail over SMTP. */
export const emailConfig = openObject({
  to: optional(text, 'Addresses that receive the mail, separated by commas; required.'),
  from: optional(text, 'Address of the sender; that of the global configuration without it.'),
  smarthost: optional(text, 'Mail server as host:port; that of the global configuration without it.'),
  hello: optional(text, 'Name that Alertmanager gives to the mail server.'),
  auth_username: optional(text, 'User name for the mail server.'),
  auth_password: optional(SecretKeySelector, 'Key of a Secret with the password for LOGIN and PLAIN.'),
  auth_secret: optional(SecretKeySelector, 'Key of a Secret with the secret for CRAM-MD5.'),
  auth_identity: optional(text, 'Identity for PLAIN.'),
  require_tls: optional(flag, 'Whether the mail server must offer STARTTLS.'),
  tls_config: optional(tlsConfig, 'TLS on the way to the mail server.'),
  headers: optional(textMap, 'Headers of the mail, such as Subject; names are the same in any case.'),
  html: optional(text, 'Template of the body as HTML.'),
  text: optional(text, 'Template of the body as plain text.'),
  send_resolved: sendResolved,
});
