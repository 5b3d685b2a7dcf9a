import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { text, texts } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { httpConfigValueField } from './http-config.ts';
import { prometheusDuration } from './prometheus-duration.ts';
import { sendResolved } from './send-resolved.ts';

/** Issues in Jira. */
export const jiraConfig = openObject({
  project: required(text, 'Key of the project.'),
  issue_type: required(text, 'Type of the issue, such as Bug.'),
  api_url: optional(text, 'Address of the Jira API; that of the global configuration without it.'),
  summary: optional(text, 'Template of the summary.'),
  description: optional(text, 'Template of the description.'),
  priority: optional(text, 'Template of the priority.'),
  labels: optional(texts, 'Labels of the issue.'),
  custom_fields: optional(z.record(text, z.unknown()), 'Further fields of the issue, by name.'),
  reopen_transition: optional(text, 'Transition that opens a closed issue again.'),
  resolve_transition: optional(text, 'Transition that closes an issue.'),
  wont_fix_resolution: optional(text, 'Resolution of issues that are never opened again.'),
  reopen_duration: optional(
    prometheusDuration,
    'Time after which a new issue is made instead of opening the closed one.',
  ),
  http_config: httpConfigValueField,
  send_resolved: sendResolved,
});
