import { whyHostPortWrong } from '../../../lib/host-port.ts';
import { canonicalHeader } from '../../../lib/http-header.ts';
import { victoropsFields } from '../receiver-checks.ts';
import { attachmentFields, chatShapes } from './chat-shapes.ts';
import { httpShape, tlsShape } from './http-shapes.ts';
import {
  duration,
  flag,
  goDurationText,
  isGiven,
  type ObjectShape,
  object,
  type Shape,
  templateUrl,
  text,
  textFields,
  textMap,
  texts,
  url,
  whyBothGiven,
} from './shape.ts';

const http = { send_resolved: flag, http_config: httpShape } as const;
const int: Shape = { kind: 'int', type: 'uint64' };
const goDuration: Shape = { kind: 'go-duration' };
/** Host and port of a mail server. */
export const hostPort: Shape = { kind: 'text', check: (value) => (value === '' ? null : whyHostPortWrong(value)) };
const anyMap: Shape = { kind: 'map', value: { kind: 'any' } };

const email = object(
  'config.plain',
  {
    send_resolved: flag,
    ...textFields(
      'to from hello auth_username auth_password auth_password_file auth_secret auth_secret_file auth_identity',
    ),
    ...textFields('html text'),
    smarthost: hostPort,
    headers: textMap,
    require_tls: flag,
    force_implicit_tls: flag,
    tls_config: tlsShape,
    threading: object('config.ThreadingConfig', { enabled: flag, thread_by_date: text }),
  },
  ({ to, headers }) => {
    if (!isGiven(to)) return 'missing to address in email config';
    const names = Object.keys(headers ?? {}).map(canonicalHeader);
    const double = names.find((name, index) => names.indexOf(name) !== index);
    return double === undefined ? null : `duplicate header ${JSON.stringify(double)} in email config`;
  },
);

const pagerduty = object(
  'pagerduty.plain',
  {
    ...http,
    ...textFields(
      'service_key service_key_file routing_key routing_key_file client client_url description source severity',
    ),
    ...textFields('class component group'),
    url,
    details: anyMap,
    images: { kind: 'list', item: object('pagerduty.PagerdutyImage', textFields('src alt href')) },
    links: { kind: 'list', item: object('pagerduty.PagerdutyLink', textFields('href text')) },
    timeout: goDuration,
  },
  (value) =>
    ['service_key', 'service_key_file', 'routing_key', 'routing_key_file'].some((key) => isGiven(value[key]))
      ? (whyBothGiven(value, 'routing_key', 'routing_key_file') ??
        whyBothGiven(value, 'service_key', 'service_key_file'))
      : 'missing service or routing key in PagerDuty config',
);

const opsgenie = object(
  'opsgenie.plain',
  {
    ...http,
    ...textFields('api_key api_key_file message description source entity actions tags note priority'),
    api_url: url,
    details: textMap,
    responders: { kind: 'list', item: object('opsgenie.OpsGenieConfigResponder', textFields('id name username type')) },
    update_alerts: flag,
  },
  (value) => {
    const responders: readonly Record<string, unknown>[] = Array.isArray(value['responders'])
      ? value['responders']
      : [];
    for (const { id, name, username, type } of responders) {
      if (!isGiven(id) && !isGiven(name) && !isGiven(username))
        return 'opsGenieConfig responder has to have at least one of id, username or name specified';
      const kind = String(type ?? '');
      if (!kind.includes('{{') && !/^(team|teams|user|escalation|schedule)$/i.test(kind))
        return 'opsGenieConfig responder type does not match valid options ^(team|teams|user|escalation|schedule)$';
    }
    return whyBothGiven(value, 'api_key', 'api_key_file');
  },
);

const victorops = object(
  'config.plain',
  {
    ...http,
    ...textFields('api_key api_key_file routing_key message_type state_message entity_display_name monitoring_tool'),
    api_url: url,
    custom_fields: textMap,
  },
  (value) => {
    if (!isGiven(value['routing_key'])) return 'missing Routing key in VictorOps config';
    const taken = Object.keys(value['custom_fields'] ?? {}).find((name) => victoropsFields.has(name));
    return taken === undefined
      ? whyBothGiven(value, 'api_key', 'api_key_file')
      : `victorOps config contains custom field ${taken} which cannot be used as it conflicts with the fixed/static fields`;
  },
);

const pushover = object(
  'config.plain',
  {
    ...http,
    ...textFields('user_key user_key_file token token_file title message url url_title device sound priority'),
    retry: goDurationText,
    expire: goDurationText,
    ttl: goDurationText,
    html: flag,
    monospace: flag,
  },
  (value) => {
    if (!isGiven(value['user_key']) && !isGiven(value['user_key_file']))
      return 'one of user_key or user_key_file must be configured';
    if (!isGiven(value['token']) && !isGiven(value['token_file']))
      return 'one of token or token_file must be configured';
    if (value['html'] === true && value['monospace'] === true)
      return 'at most one of monospace & html must be configured';
    return whyBothGiven(value, 'user_key', 'user_key_file') ?? whyBothGiven(value, 'token', 'token_file');
  },
);

const sigv4 = object(
  'sigv4.plain',
  {
    ...textFields('region access_key secret_key profile role_arn external_id service_name'),
    use_fips_sts_endpoint: flag,
  },
  ({ access_key, secret_key, external_id, role_arn }) => {
    if (isGiven(access_key) !== isGiven(secret_key))
      return 'must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4 config';
    return isGiven(external_id) && !isGiven(role_arn) ? 'external_id can only be used with role_arn' : null;
  },
);

const sns = object(
  'config.plain',
  {
    ...http,
    ...textFields('api_url topic_arn phone_number target_arn subject message'),
    sigv4,
    attributes: textMap,
    use_aws_http_client: flag,
  },
  (value) =>
    ['target_arn', 'topic_arn', 'phone_number'].some((key) => isGiven(value[key]))
      ? null
      : 'must provide either a Target ARN, Topic ARN, or Phone Number for SNS config',
);

const webhook = object(
  'webhook.plain',
  { ...http, url: templateUrl, url_file: text, max_alerts: int, timeout: goDuration, payload: { kind: 'any' } },
  (value) =>
    isGiven(value['url']) || isGiven(value['url_file'])
      ? whyBothGiven(value, 'url', 'url_file')
      : 'one of url or url_file must be configured',
);

const jiraField: Shape = { kind: 'any' };
const jira = object(
  'jira.plain',
  {
    ...http,
    ...textFields('api_type project priority issue_type reopen_transition resolve_transition wont_fix_resolution'),
    api_url: url,
    summary: jiraField,
    description: jiraField,
    labels: texts,
    reopen_duration: duration,
    fields: anyMap,
  },
  ({ project, issue_type, api_type = 'auto' }) => {
    if (!isGiven(project)) return 'missing project in jira_config';
    if (!isGiven(issue_type)) return 'missing issue_type in jira_config';
    return ['auto', 'cloud', 'datacenter'].includes(String(api_type))
      ? null
      : 'unknown api_type on jira_config, must be auto, cloud or datacenter';
  },
);

const incidentio = object(
  'incidentio.plain',
  {
    ...http,
    url,
    ...textFields('url_file alert_source_token alert_source_token_file'),
    max_alerts: int,
    timeout: goDuration,
  },
  (value) => {
    const { url: address, url_file, alert_source_token, alert_source_token_file, http_config } = value;
    if (!isGiven(address) && !isGiven(url_file)) return 'one of url or url_file must be configured';
    const hasToken = isGiven(alert_source_token) || isGiven(alert_source_token_file);
    const authorization =
      typeof http_config === 'object' && http_config !== null ? Reflect.get(http_config, 'authorization') : undefined;
    if (authorization !== undefined && hasToken)
      return 'cannot specify alert_source_token or alert_source_token_file when using http_config.authorization';
    if (http_config !== undefined && authorization === undefined && !hasToken)
      return 'at least one of alert_source_token, alert_source_token_file or http_config.authorization must be configured';
    return (
      whyBothGiven(value, 'url', 'url_file') ?? whyBothGiven(value, 'alert_source_token', 'alert_source_token_file')
    );
  },
);

const mattermost = object(
  'mattermost.plain',
  {
    ...http,
    webhook_url: url,
    ...textFields('webhook_url_file channel username icon_url icon_emoji type'),
    ...attachmentFields,
    attachments: { kind: 'list', item: object('mattermost.MattermostAttachment', attachmentFields) },
    props: object('mattermost.MattermostProps', { card: text }),
    priority: object('mattermost.MattermostPriority', {
      priority: text,
      requested_ack: flag,
      persistent_notifications: flag,
    }),
  },
  (value) => whyBothGiven(value, 'webhook_url', 'webhook_url_file'),
);

/** Lists of settings by their field in a receiver. Source: https://prometheus.io/docs/alerting/latest/configuration/#receiver */
export const receiverLists: Readonly<Record<string, ObjectShape>> = {
  ...chatShapes,
  email_configs: email,
  pagerduty_configs: pagerduty,
  opsgenie_configs: opsgenie,
  victorops_configs: victorops,
  pushover_configs: pushover,
  sns_configs: sns,
  webhook_configs: webhook,
  jira_configs: jira,
  incidentio_configs: incidentio,
  mattermost_configs: mattermost,
};
