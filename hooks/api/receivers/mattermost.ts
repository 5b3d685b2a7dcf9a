import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { flag, text } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigValueField } from './http-config.ts';
import { messageField } from './message-field.ts';
import { sendResolved } from './send-resolved.ts';

const attachment = openObject({
  fallback: optional(text, 'Text for clients that show no attachments.'),
  color: optional(text, 'Color of the bar beside the attachment.'),
  pretext: optional(text, 'Text above the attachment.'),
  text: optional(text, 'Text of the attachment.'),
  author_name: optional(text, 'Name of the author.'),
  author_link: optional(text, 'URL behind the name of the author.'),
  author_icon: optional(text, 'Image of the author.'),
  title: optional(text, 'Title of the attachment.'),
  title_link: optional(text, 'URL behind the title.'),
  thumb_url: optional(text, 'Small image beside the attachment.'),
  image_url: optional(text, 'Image in the attachment.'),
  footer: optional(text, 'Text below the attachment.'),
  footer_icon: optional(text, 'Image beside the footer.'),
  fields: optional(z.array(messageField), 'Fields of the attachment.'),
});

const priority = openObject({
  priority: optional(text, 'Priority of the message, such as urgent.'),
  requested_ack: optional(flag, 'Whether readers are asked to acknowledge the message.'),
  persistent_notifications: optional(flag, 'Whether readers are reminded until they acknowledge the message.'),
});

/** Messages to Mattermost. */
export const mattermostConfig = openObject({
  url: optional(text, 'URL that receives the messages; either it or url_secret must be given.'),
  url_secret: optional(SecretKeySelector, 'Key of a Secret with the URL.'),
  text: required(text, 'Template of the message.'),
  channel: optional(text, 'Channel that receives the messages.'),
  username: optional(text, 'Name under which the message appears.'),
  icon_emoji: optional(text, 'Emoji as the icon of the sender.'),
  icon_url: optional(text, 'Image as the icon of the sender.'),
  attachments: optional(z.array(attachment), 'Attachments of the message.'),
  props: optional(
    openObject({ card: optional(text, 'Text of the card beside the message.') }),
    'Properties of the message.',
  ),
  priority: optional(priority, 'How urgent the message is.'),
  http_config: httpConfigValueField,
  send_resolved: sendResolved,
});
