import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { flag, text, textMap } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { SecretKeySelector } from '../kubernetes.ts';
import { httpConfigObjectField } from './http-config.ts';
import { sendResolved } from './send-resolved.ts';

const responder = openObject({
  type: required(text.min(1), 'What the responder is: team, teams, user, escalation, schedule, or a template of it.'),
  id: optional(text, 'Id of the responder; one of id, name and username must be given.'),
  name: optional(text, 'Name of the responder.'),
  username: optional(text, 'User name of the responder.'),
});

/** Alerts in Opsgenie. */
export const opsgenieConfig = openObject({
  api_key: optional(
    SecretKeySelector,
    'Key of a Secret with the API key; that of the global configuration without it.',
  ),
  apiURL: optional(text, 'Address of the Opsgenie API.'),
  message: optional(text, 'Template of the title.'),
  description: optional(text, 'Template of the description.'),
  source: optional(text, 'Where the alert comes from.'),
  entity: optional(text, 'What the alert is about.'),
  note: optional(text, 'Further note.'),
  priority: optional(text, 'Priority, P1 to P5.'),
  tags: optional(text, 'Tags, separated by commas.'),
  actions: optional(text, 'Actions that Opsgenie offers, separated by commas.'),
  details: optional(textMap, 'Further details, by name.'),
  responders: optional(z.array(responder), 'Who is asked to respond.'),
  update_alerts: optional(flag, 'Whether message and description of an existing alert are changed.'),
  http_config: httpConfigObjectField,
  send_resolved: sendResolved,
});
