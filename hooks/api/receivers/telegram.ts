import { openObject } from '../../lib/open-object.ts';
import { flag, integer, text } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigObjectField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

/** Messages to Telegram. */
export const telegramConfig = openObject({
  bot_token: required(SecretKeySelector, 'Key of a Secret with the token of the bot.'),
  chat_id: required(integer, 'Id of the chat that receives the messages.'),
  message_thread_id: optional(integer, 'Id of the thread in the chat.'),
  api_url: optional(text, 'Address of the Telegram API.'),
  message: optional(text, 'Template of the message.'),
  parse_mode: optional(text, 'Format of the message: MarkdownV2, Markdown, HTML, or empty for plain text.'),
  disable_notifications: optional(flag, 'Whether the message arrives without a sound.'),
  http_config: httpConfigObjectField,
  send_resolved: sendResolved,
});
