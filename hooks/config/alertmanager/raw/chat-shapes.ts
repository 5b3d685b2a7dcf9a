import { httpShape } from './http-shapes.ts';
import {
  flag,
  isGiven,
  type ObjectShape,
  object,
  type RawObject,
  type Shape,
  text,
  textFields,
  texts,
  url,
  whyBothGiven,
} from './shape.ts';

const http = { send_resolved: flag, http_config: httpShape } as const;
const int: Shape = { kind: 'int', type: 'int64' };

/** A field of a message; `type` and `app` are its names in messages. */
function messageField(type: string, app: string): ObjectShape {
  return object(type, { title: text, value: text, short: flag }, ({ title, value }) => {
    if (!isGiven(title)) return `missing title in ${app} field configuration`;
    return isGiven(value) ? null : `missing value in ${app} field configuration`;
  });
}

/** What Mattermost shows in a message and in each of its attachments. */
export const attachmentFields: Readonly<Record<string, Shape>> = {
  ...textFields('fallback color pretext text author_name author_link author_icon title title_link thumb_url footer'),
  ...textFields('footer_icon image_url'),
  fields: { kind: 'list', item: messageField('mattermost.plain', 'Mattermost') },
};

const slackAction = object(
  'config.plain',
  {
    ...textFields('type text url style name value'),
    confirm: object('config.plain', textFields('text title ok_text dismiss_text'), (confirm) =>
      isGiven(confirm['text']) ? null : 'missing text in Slack confirmation configuration',
    ),
  },
  (action) => {
    if (!isGiven(action['type'])) return 'missing type in Slack action configuration';
    if (!isGiven(action['text'])) return 'missing text in Slack action configuration';
    return isGiven(action['url']) || isGiven(action['name'])
      ? null
      : 'missing name or url in Slack action configuration';
  },
);

const slack = object(
  'config.plain',
  {
    ...http,
    ...textFields(
      'api_url_file app_token app_token_file channel username color title title_link pretext text message_text',
    ),
    ...textFields('footer fallback callback_id icon_emoji icon_url image_url thumb_url'),
    api_url: url,
    app_url: url,
    fields: { kind: 'list', item: messageField('config.plain', 'Slack') },
    short_fields: flag,
    link_names: flag,
    mrkdwn_in: texts,
    actions: { kind: 'list', item: slackAction },
    update_message: flag,
    timeout: { kind: 'go-duration' },
  },
  (value) => {
    const { api_url, api_url_file, app_token, app_token_file, update_message } = value;
    const wrong = whyBothGiven(value, 'api_url', 'api_url_file') ?? whyBothGiven(value, 'app_token', 'app_token_file');
    if (wrong !== null) return wrong;
    if ((isGiven(api_url) || isGiven(api_url_file)) && (isGiven(app_token) || isGiven(app_token_file)))
      return 'at most one of api_url/api_url_file & app_token/app_token_file must be configured';
    return update_message === true && api_url !== 'https://slack.com/api/chat.postMessage'
      ? 'update_message can only be used with bot tokens. api_url must be set to https://slack.com/api/chat.postMessage'
      : null;
  },
);

const wechat = object(
  'config.plain',
  {
    ...http,
    ...textFields('api_secret api_secret_file corp_id message to_user to_party to_tag agent_id message_type'),
    api_url: url,
  },
  (value) => {
    const kind = String(value['message_type'] ?? 'text');
    if (!/^(|text|markdown)$/.test(kind))
      return `weChat message type ${JSON.stringify(kind)} does not match valid options ^(text|markdown)$`;
    return whyBothGiven(value, 'api_secret', 'api_secret_file');
  },
);

const telegram = object(
  'telegram.plain',
  {
    ...http,
    ...textFields('bot_token bot_token_file chat_id_file message parse_mode'),
    api_url: url,
    chat_id: int,
    message_thread_id: { kind: 'int', type: 'int' },
    disable_notifications: flag,
  },
  (value) => {
    const { chat_id = 0, chat_id_file, parse_mode = '' } = value;
    if (chat_id === 0 && !isGiven(chat_id_file)) return 'missing chat_id or chat_id_file on telegram_config';
    if (chat_id !== 0 && isGiven(chat_id_file)) return 'at most one of chat_id & chat_id_file must be configured';
    if (!['', 'Markdown', 'MarkdownV2', 'HTML'].includes(String(parse_mode)))
      return 'unknown parse_mode on telegram_config, must be Markdown, MarkdownV2, HTML or empty string';
    return whyBothGiven(value, 'bot_token', 'bot_token_file');
  },
);

function webhookChat(type: string, names: string): ObjectShape {
  const fields = { ...http, webhook_url: url, webhook_url_file: text, ...textFields(names) };
  return object(type, fields, (value: RawObject) =>
    isGiven(value['webhook_url']) || isGiven(value['webhook_url_file'])
      ? whyBothGiven(value, 'webhook_url', 'webhook_url_file')
      : 'one of webhook_url or webhook_url_file must be configured',
  );
}

const webex = object(
  'config.plain',
  { ...http, api_url: url, message: text, room_id: text },
  ({ room_id, http_config }) => {
    if (!isGiven(room_id)) return 'missing room_id on webex_config';
    return typeof http_config === 'object' && http_config !== null && 'authorization' in http_config
      ? null
      : 'missing webex_configs.http_config.authorization';
  },
);

// These two have no names for YAML in Alertmanager, which then takes the names in Go, in lower case.
const rocketchatField = object('config.RocketchatAttachmentField', { title: text, value: text, short: flag });
const rocketchatAction = object('config.RocketchatAttachmentAction', {
  ...textFields('type text url imageurl webviewheightratio msg msgprocessingtype'),
  iswebview: flag,
  msginchatwindow: flag,
});

const rocketchat = object(
  'config.plain',
  {
    ...http,
    ...textFields(
      'token_id token_id_file token token_file channel color title title_link text emoji icon_url image_url',
    ),
    thumb_url: text,
    api_url: url,
    fields: { kind: 'list', item: rocketchatField },
    short_fields: flag,
    link_names: flag,
    actions: { kind: 'list', item: rocketchatAction },
  },
  (value) => whyBothGiven(value, 'token', 'token_file') ?? whyBothGiven(value, 'token_id', 'token_id_file'),
);

/** Chats, by their field in a receiver. */
export const chatShapes: Readonly<Record<string, ObjectShape>> = {
  slack_configs: slack,
  wechat_configs: wechat,
  telegram_configs: telegram,
  webex_configs: webex,
  rocketchat_configs: rocketchat,
  discord_configs: webhookChat('discord.plain', 'content title message username avatar_url'),
  msteams_configs: webhookChat('msteams.plain', 'title summary text'),
  msteamsv2_configs: webhookChat('msteamsv2.plain', 'title text'),
};
