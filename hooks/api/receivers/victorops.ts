import { openObject } from '../../lib/open-object.ts';
import { text, textMap } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

/** Incidents in VictorOps (Splunk On-Call). */
export const victoropsConfig = openObject({
  routing_key: required(text, 'Key that chooses the team.'),
  api_key: optional(
    SecretKeySelector,
    'Key of a Secret with the API key; that of the global configuration without it.',
  ),
  api_url: optional(text, 'Address of the VictorOps API.'),
  message_type: optional(text, 'Kind of the incident, such as CRITICAL.'),
  entity_display_name: optional(text, 'Template of the title.'),
  state_message: optional(text, 'Template of the message.'),
  monitoring_tool: optional(text, 'Name of the sender.'),
  custom_fields: optional(textMap, 'Further fields, by name.'),
  http_config: httpConfigField,
  send_resolved: sendResolved,
});
