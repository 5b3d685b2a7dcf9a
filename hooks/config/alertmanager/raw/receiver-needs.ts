import { isGiven, type RawObject } from './shape.ts';

type Need = (settings: RawObject, global: RawObject) => string | null;

/** What a receiver lacks when the global settings do not provide it either, in Alertmanager's words. */
export const receiverNeeds: Readonly<Record<string, Need>> = {
  email_configs: (email, global) => {
    if (!isGiven(email['smarthost']) && !isGiven(global['smtp_smarthost'])) return 'no global SMTP smarthost set';
    return isGiven(email['from']) || isGiven(global['smtp_from']) ? null : 'no global SMTP from set';
  },
  slack_configs: (slack, global) => {
    const own = ['api_url', 'api_url_file', 'app_token', 'app_token_file'].some((name) => isGiven(slack[name]));
    const isAuthorized = typeof slack['http_config'] === 'object' && 'authorization' in (slack['http_config'] ?? {});
    const tokens = isAuthorized ? [] : ['slack_app_token', 'slack_app_token_file'];
    const hasGlobal = ['slack_api_url', 'slack_api_url_file', ...tokens].some((name) => isGiven(global[name]));
    return own || hasGlobal ? null : 'no Slack API URL nor App token set either inline or in a file';
  },
  opsgenie_configs: eitherGiven(
    ['api_key', 'api_key_file'],
    ['opsgenie_api_key', 'opsgenie_api_key_file'],
    'no global OpsGenie API Key set either inline or in a file',
  ),
  wechat_configs: (wechat, global) =>
    eitherGiven(
      ['api_secret', 'api_secret_file'],
      ['wechat_api_secret', 'wechat_api_secret_file'],
      'no global Wechat Api Secret set either inline or in a file',
    )(wechat, global) ??
    eitherGiven(['corp_id'], ['wechat_api_corp_id'], 'no global Wechat CorpID set')(wechat, global),
  victorops_configs: eitherGiven(
    ['api_key', 'api_key_file'],
    ['victorops_api_key', 'victorops_api_key_file'],
    'no global VictorOps API Key set',
  ),
  telegram_configs: eitherGiven(
    ['bot_token', 'bot_token_file'],
    ['telegram_bot_token', 'telegram_bot_token_file'],
    'missing bot_token or bot_token_file on telegram_config',
  ),
  jira_configs: eitherGiven(['api_url'], ['jira_api_url'], 'no global Jira Cloud URL set'),
  rocketchat_configs: (rocketchat, global) =>
    eitherGiven(
      ['token_id', 'token_id_file'],
      ['rocketchat_token_id', 'rocketchat_token_id_file'],
      'no global Rocketchat TokenID set either inline or in a file',
    )(rocketchat, global) ??
    eitherGiven(
      ['token', 'token_file'],
      ['rocketchat_token', 'rocketchat_token_file'],
      'no global Rocketchat Token set either inline or in a file',
    )(rocketchat, global),
  mattermost_configs: eitherGiven(
    ['webhook_url', 'webhook_url_file'],
    ['mattermost_webhook_url', 'mattermost_webhook_url_file'],
    'missing webhook_url or webhook_url_file on mattermost_config',
  ),
};

function eitherGiven(own: readonly string[], inherited: readonly string[], message: string): Need {
  return (settings, global) =>
    own.some((name) => isGiven(settings[name])) || inherited.some((name) => isGiven(global[name])) ? null : message;
}
