import { openObject } from '../../lib/open-object.ts';
import { text } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { httpConfigField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';
import { webhookUrlFields } from './webhook-url.ts';

/** Messages to Discord. */
export const discordConfig = openObject({
  ...webhookUrlFields,
  title: optional(text, 'Template of the title.'),
  message: optional(text, 'Template of the message.'),
  content: optional(text.max(2000), 'Template of the text above the message, at most 2000 characters.'),
  username: optional(text, 'Name under which the message appears.'),
  avatar_url: optional(text, 'Image of the sender.'),
  http_config: httpConfigField,
  send_resolved: sendResolved,
});
