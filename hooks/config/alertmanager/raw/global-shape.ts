import { headersShape, httpShape, tlsShape, whyHeadersWrong } from './http-shapes.ts';
import { hostPort } from './receiver-shapes.ts';
import { duration, flag, isGiven, object, type RawObject, type Shape, text, textFields, url } from './shape.ts';

/** What holds for all receivers. Source: https://prometheus.io/docs/alerting/latest/configuration/#file-layout-and-global-settings */
export const globalShape = object('config.plain', {
  resolve_timeout: duration,
  http_config: httpShape,
  ...textFields('smtp_from smtp_hello smtp_auth_username smtp_auth_password smtp_auth_password_file smtp_auth_secret'),
  ...textFields('smtp_auth_secret_file smtp_auth_identity'),
  smtp_smarthost: hostPort,
  smtp_require_tls: flag,
  smtp_force_implicit_tls: flag,
  smtp_tls_config: tlsShape,
  ...textFields('slack_api_url_file slack_app_token slack_app_token_file opsgenie_api_key opsgenie_api_key_file'),
  ...textFields('wechat_api_secret wechat_api_secret_file wechat_api_corp_id victorops_api_key victorops_api_key_file'),
  ...textFields(
    'telegram_bot_token telegram_bot_token_file rocketchat_token rocketchat_token_file rocketchat_token_id',
  ),
  ...textFields('rocketchat_token_id_file mattermost_webhook_url_file'),
  ...urlFields('jira slack opsgenie wechat victorops telegram webex rocketchat'),
  slack_app_url: url,
  pagerduty_url: url,
  mattermost_webhook_url: url,
});

function urlFields(apps: string): Readonly<Record<string, Shape>> {
  return Object.fromEntries(apps.split(' ').map((app) => [`${app}_api_url`, url]));
}

/** Pairs of global settings of which one at most may be given. */
const exclusive: readonly (readonly [string, string])[] = [
  ['slack_app_token', 'slack_app_token_file'],
  ['slack_api_url', 'slack_api_url_file'],
  ['opsgenie_api_key', 'opsgenie_api_key_file'],
  ['victorops_api_key', 'victorops_api_key_file'],
  ['telegram_bot_token', 'telegram_bot_token_file'],
  ['smtp_auth_password', 'smtp_auth_password_file'],
  ['rocketchat_token', 'rocketchat_token_file'],
  ['rocketchat_token_id', 'rocketchat_token_id_file'],
  ['smtp_auth_secret', 'smtp_auth_secret_file'],
  ['wechat_api_secret', 'wechat_api_secret_file'],
  ['mattermost_webhook_url', 'mattermost_webhook_url_file'],
];

/** Global settings that contradict each other, or null. */
export function whyGlobalWrong(settings: RawObject): string | null {
  const pair = exclusive.find((names) => names.every((name) => isGiven(settings[name])));
  if (pair !== undefined) return `at most one of ${pair[0]} & ${pair[1]} must be configured`;
  const [hasToken, hasUrl] = [
    isGiven(settings['slack_app_token']) || isGiven(settings['slack_app_token_file']),
    isGiven(settings['slack_api_url']) || isGiven(settings['slack_api_url_file']),
  ];
  const { slack_api_url, slack_app_url = 'https://slack.com/api/chat.postMessage' } = settings;
  return hasToken && hasUrl && slack_api_url !== slack_app_url
    ? 'at most one of slack_app_token/slack_app_token_file & slack_api_url/slack_api_url_file must be configured'
    : null;
}

/** Where Alertmanager sends traces of its own. */
export const tracingShape = object(
  'tracing.plain',
  {
    client_type: {
      kind: 'text',
      check: (value) =>
        value === 'http' || value === 'grpc'
          ? null
          : `expected tracing client type to be to be http or grpc, but got ${value}`,
    },
    endpoint: text,
    sampling_fraction: { kind: 'float' },
    insecure: flag,
    tls_config: tlsShape,
    headers: headersShape,
    compression: text,
    timeout: duration,
  },
  ({ endpoint, compression, headers }) => {
    if (!isGiven(endpoint)) return 'tracing endpoint must be set';
    if (isGiven(compression) && compression !== 'gzip')
      return `invalid compression type ${String(compression)} provided, valid options: gzip`;
    return whyHeadersWrong(headers);
  },
);
