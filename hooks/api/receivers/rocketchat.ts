import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { flag, text } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigValueField } from './http-config.ts';
import { messageField } from './message-field.ts';
import { sendResolved } from './send-resolved.ts';

const action = openObject({
  type: optional(text, 'Kind of the action, such as button.'),
  text: optional(text, 'Label of the action.'),
  url: optional(text, 'URL that the action opens.'),
  msg: optional(text, 'Message that the action sends.'),
});

/** Messages to Rocket.Chat. */
export const rocketchatConfig = openObject({
  api_url: optional(text, 'Address of the Rocket.Chat API; that of the global configuration without it.'),
  token_id: optional(SecretKeySelector, 'Key of a Secret with the id of the sending user.'),
  token: optional(SecretKeySelector, 'Key of a Secret with the token of the sending user.'),
  channel: optional(text, 'Channel or user that receives the messages.'),
  title: optional(text, 'Template of the title.'),
  title_link: optional(text, 'URL behind the title.'),
  text: optional(text, 'Template of the message.'),
  color: optional(text, 'Color of the bar beside the message.'),
  emoji: optional(text, 'Emoji as the icon of the sender.'),
  icon_url: optional(text, 'Image as the icon of the sender.'),
  image_url: optional(text, 'Image in the message.'),
  thumb_url: optional(text, 'Small image beside the message.'),
  link_names: optional(flag, 'Whether names of users and channels become links.'),
  fields: optional(z.array(messageField), 'Fields of the message.'),
  short_fields: optional(flag, 'Whether fields stand beside each other unless they say otherwise.'),
  actions: optional(z.array(action), 'Buttons of the message.'),
  http_config: httpConfigValueField,
  send_resolved: sendResolved,
});
