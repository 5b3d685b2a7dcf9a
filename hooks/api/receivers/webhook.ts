import { openObject } from '../../lib/open-object.ts';
import { int32, text } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigObjectField } from './http-config.ts';
import { prometheusDuration } from './prometheus-duration.ts';
import { sendResolved } from './send-resolved.ts';

/** Alerts as JSON to any URL. */
export const webhookConfig = openObject({
  url: optional(text, 'URL that receives the alerts; either it or url_secret must be given.'),
  url_secret: optional(SecretKeySelector, 'Key of a Secret with the URL.'),
  max_alerts: optional(int32.min(0), 'Most alerts in one request; 0 sends all.'),
  timeout: optional(prometheusDuration, 'Time after which a request is given up.'),
  http_config: httpConfigObjectField,
  send_resolved: sendResolved,
});
