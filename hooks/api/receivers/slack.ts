import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { flag, text, texts } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigObjectField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

const filled = text.min(1);

const confirmation = openObject({
  text: required(filled, 'Question to the user.'),
  title: optional(text, 'Title of the dialogue.'),
  ok_text: optional(text, 'Label of the button that goes on.'),
  dismiss_text: optional(text, 'Label of the button that goes back.'),
});

const action = openObject({
  type: required(filled, 'Kind of the action, such as button.'),
  text: required(filled, 'Label of the action.'),
  url: optional(text, 'URL that the action opens; it or name must be given.'),
  name: optional(text, 'Name that Slack sends back; it or url must be given.'),
  value: optional(text, 'Value that Slack sends back.'),
  style: optional(text, 'Look of the action, such as primary or danger.'),
  confirm: optional(confirmation, 'Question that is asked first.'),
});

const field = openObject({
  title: required(filled, 'Heading of the field.'),
  value: required(filled, 'Text of the field.'),
  short: optional(flag, 'Whether another field fits beside this one.'),
});

/** Messages to Slack over an incoming webhook. */
export const slackConfig = openObject({
  api_url: optional(
    SecretKeySelector,
    'Key of a Secret with the webhook URL; that of the global configuration without it.',
  ),
  channel: optional(text, 'Channel or user that receives the message.'),
  username: optional(text, 'Name under which the message appears.'),
  title: optional(text, 'Template of the title.'),
  title_link: optional(text, 'URL behind the title.'),
  text: optional(text, 'Template of the message.'),
  pretext: optional(text, 'Text above the message.'),
  fallback: optional(text, 'Text for clients that show no attachments.'),
  color: optional(text, 'Color of the bar beside the message.'),
  footer: optional(text, 'Text below the message.'),
  fields: optional(z.array(field), 'Fields of the message.'),
  short_fields: optional(flag, 'Whether fields stand beside each other unless they say otherwise.'),
  actions: optional(z.array(action), 'Buttons of the message.'),
  callback_id: optional(text, 'Id that Slack sends back with an action.'),
  icon_emoji: optional(text, 'Emoji as the icon of the sender.'),
  icon_url: optional(text, 'Image as the icon of the sender.'),
  image_url: optional(text, 'Image in the message.'),
  thumb_url: optional(text, 'Small image beside the message.'),
  link_names: optional(flag, 'Whether names of users and channels become links.'),
  mrkdwn_in: optional(texts, 'Parts of the message that Slack formats.'),
  update_message: optional(flag, 'Whether the first message is changed instead of a new one being sent.'),
  http_config: httpConfigObjectField,
  send_resolved: sendResolved,
});
