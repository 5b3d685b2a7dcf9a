import { openObject } from '../../lib/open-object.ts';
import { flag, text } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigObjectField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

/** Messages to phones over Pushover. */
export const pushoverConfig = openObject({
  user_key: optional(SecretKeySelector, 'Key of a Secret with the key of the user; required.'),
  token: optional(SecretKeySelector, 'Key of a Secret with the token of the application; required.'),
  title: optional(text, 'Template of the title.'),
  message: optional(text, 'Template of the message.'),
  url: optional(text, 'URL in the message.'),
  url_title: optional(text, 'Text of the URL.'),
  sound: optional(text, 'Sound that announces the message.'),
  priority: optional(text, 'Priority of the message.'),
  retry: optional(text, 'Time between two attempts to reach the user.'),
  expire: optional(text, 'Time after which attempts end.'),
  html: optional(flag, 'Whether the message is HTML.'),
  http_config: httpConfigObjectField,
  send_resolved: sendResolved,
});
