import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { text, textMap } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigObjectField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

const image = openObject({
  source: required(text, 'URL of the image.'),
  href: optional(text, 'URL behind the image.'),
  alt: optional(text, 'Text in place of the image.'),
});

const link = openObject({
  href: required(text, 'URL of the link.'),
  text: optional(text, 'Label of the link.'),
});

/** Incidents in PagerDuty. */
export const pagerdutyConfig = openObject({
  routing_key: optional(SecretKeySelector, 'Key of a Secret with the key of an Events API v2 integration.'),
  service_key: optional(SecretKeySelector, 'Key of a Secret with the key of a Prometheus integration.'),
  url: optional(text, 'Address of the PagerDuty API.'),
  client: optional(text, 'Name of the sender.'),
  client_url: optional(text, 'URL behind the name of the sender.'),
  description: optional(text, 'Template of the summary.'),
  severity: optional(text, 'Severity of the incident.'),
  class: optional(text, 'Kind of the event.'),
  component: optional(text, 'Part of the source that is concerned.'),
  group: optional(text, 'Group that the source belongs to.'),
  details: optional(textMap, 'Further details, by name.'),
  images: optional(z.array(image), 'Images of the incident.'),
  links: optional(z.array(link), 'Links of the incident.'),
  http_config: httpConfigObjectField,
  send_resolved: sendResolved,
});
