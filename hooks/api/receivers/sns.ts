import { openObject } from '../../lib/open-object.ts';
import { text, textMap } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

const sigv4 = openObject({
  region: optional(text, 'AWS region.'),
  profile: optional(text, 'Named profile of the credentials.'),
  role_arn: optional(text, 'Role to assume.'),
  access_key: optional(text, 'Access key as plain text.'),
  access_key_selector: optional(SecretKeySelector, 'Key of a Secret with the access key; wins over access_key.'),
  secret_key_selector: optional(SecretKeySelector, 'Key of a Secret with the secret key.'),
});

/** Messages over AWS SNS. */
export const snsConfig = openObject({
  topic_arn: optional(
    text,
    'Topic that receives the messages; one of topic_arn, target_arn and phone_number must be given.',
  ),
  target_arn: optional(text, 'Endpoint that receives the messages.'),
  phone_number: optional(text, 'Phone that receives the messages, in E.164 form.'),
  api_url: optional(text, 'Address of the SNS API.'),
  sigv4: optional(sigv4, 'Signing of the requests.'),
  subject: optional(text, 'Template of the subject.'),
  message: optional(text, 'Template of the message.'),
  attributes: optional(textMap, 'Attributes of the message.'),
  http_config: httpConfigField,
  send_resolved: sendResolved,
});
