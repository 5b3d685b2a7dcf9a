import { openObject } from '../../lib/open-object.ts';
import { integer, text } from '../common/scalars.ts';
import { optional } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigValueField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

/** Alerts in incident.io. */
export const incidentioConfig = openObject({
  url: optional(text, 'URL of the alert source; not together with url_file.'),
  url_file: optional(text, 'Path of a file in the container with the URL.'),
  alert_source_token: optional(SecretKeySelector, 'Key of a Secret with the token of the alert source.'),
  alert_source_token_file: optional(text, 'Path of a file in the container with the token.'),
  max_alerts: optional(integer, 'Most alerts in one request; 0 sends all.'),
  timeout: optional(text, 'Time after which a request is given up.'),
  http_config: httpConfigValueField,
  send_resolved: sendResolved,
});
