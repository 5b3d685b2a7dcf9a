import { openObject } from '../../lib/open-object.ts';
import { text } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { httpConfigField, httpConfigValueField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';
import { webhookUrlFields } from './webhook-url.ts';

const messageFields = {
  ...webhookUrlFields,
  title: optional(text, 'Template of the title.'),
  text: optional(text, 'Template of the message.'),
  send_resolved: sendResolved,
};

/** Messages to Microsoft Teams over its former connectors. */
export const msteamsConfig = openObject({ ...messageFields, http_config: httpConfigField });

/** Messages to Microsoft Teams over its workflows. */
export const msteamsv2Config = openObject({ ...messageFields, http_config: httpConfigValueField });
