import { openObject } from '../../lib/open-object.ts';
import { text } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { httpConfigField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

/** Messages to Webex rooms; the token of the bot stands in http_config.authorization. */
export const webexConfig = openObject({
  room_id: required(text, 'Id of the room that receives the messages.'),
  api_url: optional(text, 'Address of the Webex API.'),
  message: optional(text, 'Template of the message.'),
  http_config: httpConfigField,
  send_resolved: sendResolved,
});
