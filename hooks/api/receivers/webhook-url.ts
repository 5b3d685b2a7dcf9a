import { text } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';

/** Where a chat takes messages: a URL, or a key of a Secret with it. */
export const webhookUrlFields = {
  webhook_url: optional(text, 'URL that receives the messages; either it or webhook_url_secret must be given.'),
  webhook_url_secret: optional(SecretKeySelector, 'Key of a Secret with the URL.'),
};
