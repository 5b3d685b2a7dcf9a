import type { Receiver } from '../../api/receivers/receiver.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { whyUrlUnreadable } from '../../lib/go-url.ts';
import { whyHostPortWrong } from '../../lib/host-port.ts';
import { canonicalHeader } from '../../lib/http-header.ts';
import { whyTlsWrong } from '../access/tls.ts';
import { whyTemplateWrong } from './template.ts';

/** The lists of settings of a receiver, by their field. */
export type ReceiverLists = Omit<Receiver, 'name'>;

type Settings<Field extends keyof ReceiverLists> = NonNullable<ReceiverLists[Field]>[number];

/** What is wrong with one entry of a list, or null; `http_config` is looked at elsewhere. */
export type ReceiverCheck<Field extends keyof ReceiverLists> = (settings: Settings<Field>) => string | null;

/** A check per kind of receiver. Source: reference D5 */
export const receiverChecks: { readonly [Field in keyof Required<ReceiverLists>]: ReceiverCheck<Field> } = {
  discord_configs: whyWebhookUrlWrong,
  email_configs: whyEmailWrong,
  incidentio_configs: ({ url, url_file, alert_source_token, alert_source_token_file }) =>
    whyBoth('url', url, 'url_file', url_file) ??
    whyBoth('alert_source_token', alert_source_token, 'alert_source_token_file', alert_source_token_file),
  jira_configs: ({ project, issue_type, api_url }) =>
    whyEmpty({ project, issue_type }) ?? whyUrlWrong('api_url', api_url),
  mattermost_configs: ({ url, url_secret }) =>
    whyNotOne('url', url, 'url_secret', url_secret, 'specified') ?? whyUrlWrong('url', url),
  msteams_configs: whyWebhookUrlWrong,
  msteamsv2_configs: whyWebhookUrlWrong,
  opsgenie_configs: whyOpsgenieWrong,
  pagerduty_configs: ({ routing_key, service_key, url }) =>
    whyNotOne('routing_key', routing_key, 'service_key', service_key, 'configured') ?? whyUrlWrong('url', url),
  pushover_configs: ({ user_key, token }) => whyEmpty({ user_key, token }),
  rocketchat_configs: ({ api_url }) => whyUrlWrong('api_url', api_url),
  slack_configs: whySlackWrong,
  sns_configs: ({ target_arn, topic_arn, phone_number }) =>
    target_arn || topic_arn || phone_number ? null : 'one of target_arn, topic_arn or phone_number fields must be set',
  telegram_configs: whyTelegramWrong,
  victorops_configs: whyVictoropsWrong,
  webex_configs: ({ room_id, http_config, api_url }) =>
    whyEmpty({ room_id }) ??
    (http_config?.authorization === undefined ? 'missing required http_config.authorization' : null) ??
    whyUrlWrong('api_url', api_url),
  webhook_configs: ({ url, url_secret }) =>
    whyNotOne('url', url, 'url_secret', url_secret, 'specified') ?? whyUrlWrong('url', url),
  wechat_configs: ({ api_url }) => whyUrlWrong('api_url', api_url),
};

function whyEmailWrong({ to, smarthost, headers = {}, tls_config }: Settings<'email_configs'>): string | null {
  const wrong = whyEmpty({ to }) ?? whySmarthostWrong(smarthost) ?? whyTlsWrong(tls_config);
  if (wrong !== null) return wrong;
  const seen = new Set<string>();
  for (const name of Object.keys(headers).toSorted(compareBytewise)) {
    if (seen.has(canonicalHeader(name))) return `duplicate header ${JSON.stringify(name)}`;
    seen.add(canonicalHeader(name));
  }
  return null;
}

function whySmarthostWrong(address: string | undefined): string | null {
  const wrong = address ? whyHostPortWrong(address) : null;
  return wrong === null ? null : `failed to parse \`smarthost\`: ${wrong}`;
}

const responderTypes = '^(team|teams|user|escalation|schedule)$';

function whyOpsgenieWrong({ responders = [], apiURL }: Settings<'opsgenie_configs'>): string | null {
  for (const [index, { id, name, username, type }] of responders.entries()) {
    const where = `responders[${index}]`;
    if (!id && !name && !username) return `${where} must have at least one of id, name or username set`;
    const template = type.includes('{{') ? whyTemplateWrong(type) : undefined;
    if (typeof template === 'string') return `${where}.type is not a valid template: ${template}`;
    if (template === undefined && !new RegExp(responderTypes).test(type))
      return `${where}.type=${JSON.stringify(type)} doesn't match requirements, want either template or ${responderTypes}`;
  }
  return whyUrlWrong('apiURL', apiURL);
}

function whySlackWrong({ actions = [], fields = [] }: Settings<'slack_configs'>): string | null {
  for (const [index, { type, text, url, name, confirm }] of actions.entries()) {
    const where = `actions[${index}]`;
    const empty =
      whyEmpty({ type, text }) ?? (confirm === undefined ? null : whyEmpty({ 'confirm.text': confirm.text }));
    if (empty !== null) return `${where}: ${empty}`;
    if (!url && !name) return `${where}: url or name should be set`;
  }
  for (const [index, { title, value }] of fields.entries()) {
    const empty = whyEmpty({ title, value });
    if (empty !== null) return `fields[${index}]: ${empty}`;
  }
  return null;
}

function whyTelegramWrong({ chat_id, parse_mode = '' }: Settings<'telegram_configs'>): string | null {
  if (chat_id === 0) return 'missing required field chat_id';
  return ['', 'Markdown', 'MarkdownV2', 'HTML'].includes(parse_mode)
    ? null
    : `unknown parse_mode=${JSON.stringify(parse_mode)}, must be Markdown, MarkdownV2, HTML or empty string`;
}

/** Fields which VictorOps gives a meaning of its own. */
export const victoropsFields: ReadonlySet<string> = new Set([
  'routing_key',
  'message_type',
  'state_message',
  'entity_display_name',
  'monitoring_tool',
  'entity_id',
  'entity_state',
]);

function whyVictoropsWrong(settings: Settings<'victorops_configs'>): string | null {
  const { routing_key, custom_fields = {}, api_url } = settings;
  const taken = Object.keys(custom_fields).find((name) => victoropsFields.has(name));
  // The misspelling belongs to the official text.
  if (taken !== undefined) return `encoundered usage of reserved word ${JSON.stringify(taken)} in custom fields`;
  return whyEmpty({ routing_key }) ?? whyUrlWrong('api_url', api_url);
}

function whyWebhookUrlWrong(settings: {
  readonly webhook_url?: string;
  readonly webhook_url_secret?: object;
}): string | null {
  const { webhook_url: url, webhook_url_secret: secret } = settings;
  return whyNotOne('webhook_url', url, 'webhook_url_secret', secret, 'specified') ?? whyUrlWrong('webhook_url', url);
}

type Value = string | object | undefined;

function whyNotOne(a: string, valueA: Value, b: string, valueB: Value, verb: string): string | null {
  if (isSet(valueA) && isSet(valueB)) return `at most one of '${a}' or '${b}' must be ${verb}`;
  return isSet(valueA) || isSet(valueB) ? null : `one of '${a}' or '${b}' must be ${verb}`;
}

function whyBoth(a: string, valueA: Value, b: string, valueB: Value): string | null {
  return isSet(valueA) && isSet(valueB) ? `${a} and ${b} are mutually exclusive` : null;
}

function whyEmpty(fields: Readonly<Record<string, Value>>): string | null {
  const empty = Object.entries(fields).find(([, value]) => !isSet(value));
  return empty === undefined ? null : `missing required field ${empty[0]}`;
}

function isSet(value: Value): boolean {
  return value !== undefined && value !== '';
}

/** The URL itself is not shown: it may hold a password. */
function whyUrlWrong(field: string, text: string | undefined): string | null {
  const wrong = whyUrlUnreadable(text ?? '');
  return wrong === null ? null : `incorrect ${field}: ${wrong}`;
}
