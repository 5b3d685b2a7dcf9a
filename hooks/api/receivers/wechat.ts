import { openObject } from '../../lib/open-object.ts';
import { text } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

/** Messages to WeChat. */
export const wechatConfig = openObject({
  api_secret: optional(
    SecretKeySelector,
    'Key of a Secret with the API key; that of the global configuration without it.',
  ),
  api_url: optional(text, 'Address of the WeChat API.'),
  corp_id: optional(text, 'Id of the company; that of the global configuration without it.'),
  agent_id: optional(text, 'Id of the sending application.'),
  message: optional(text, 'Template of the message.'),
  message_type: optional(text, 'Format of the message: text or markdown.'),
  to_user: optional(text, 'Users that receive the message.'),
  to_party: optional(text, 'Departments that receive the message.'),
  to_tag: optional(text, 'Tags of those that receive the message.'),
  http_config: httpConfigField,
  send_resolved: sendResolved,
});
