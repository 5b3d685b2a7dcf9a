import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { text } from '../common/scalars.ts';
import { optional, required } from '../field.ts';
import { discordConfig } from './discord.ts';
import { emailConfig } from './email.ts';
import { incidentioConfig } from './incidentio.ts';
import { jiraConfig } from './jira.ts';
import { mattermostConfig } from './mattermost.ts';
import { msteamsConfig, msteamsv2Config } from './msteams.ts';
import { opsgenieConfig } from './opsgenie.ts';
import { pagerdutyConfig } from './pagerduty.ts';
import { pushoverConfig } from './pushover.ts';
import { rocketchatConfig } from './rocketchat.ts';
import { slackConfig } from './slack.ts';
import { snsConfig } from './sns.ts';
import { telegramConfig } from './telegram.ts';
import { victoropsConfig } from './victorops.ts';
import { webexConfig } from './webex.ts';
import { webhookConfig } from './webhook.ts';
import { wechatConfig } from './wechat.ts';

/** Who hears of alerts: a name, and for each way of telling a list of settings. */
export const receiver = openObject({
  name: required(text.min(1), 'Name that routes refer to.'),
  discord_configs: optional(z.array(discordConfig), 'Messages to Discord.'),
  email_configs: optional(z.array(emailConfig), 'Mails.'),
  incidentio_configs: optional(z.array(incidentioConfig), 'Alerts in incident.io.'),
  jira_configs: optional(z.array(jiraConfig), 'Issues in Jira.'),
  mattermost_configs: optional(z.array(mattermostConfig), 'Messages to Mattermost.'),
  msteams_configs: optional(z.array(msteamsConfig), 'Messages to Microsoft Teams over its former connectors.'),
  msteamsv2_configs: optional(z.array(msteamsv2Config), 'Messages to Microsoft Teams over its workflows.'),
  opsgenie_configs: optional(z.array(opsgenieConfig), 'Alerts in Opsgenie.'),
  pagerduty_configs: optional(z.array(pagerdutyConfig), 'Incidents in PagerDuty.'),
  pushover_configs: optional(z.array(pushoverConfig), 'Messages to phones over Pushover.'),
  rocketchat_configs: optional(z.array(rocketchatConfig), 'Messages to Rocket.Chat.'),
  slack_configs: optional(z.array(slackConfig), 'Messages to Slack.'),
  sns_configs: optional(z.array(snsConfig), 'Messages over AWS SNS.'),
  telegram_configs: optional(z.array(telegramConfig), 'Messages to Telegram.'),
  victorops_configs: optional(z.array(victoropsConfig), 'Incidents in VictorOps.'),
  webex_configs: optional(z.array(webexConfig), 'Messages to Webex.'),
  webhook_configs: optional(z.array(webhookConfig), 'Alerts as JSON to any URL.'),
  wechat_configs: optional(z.array(wechatConfig), 'Messages to WeChat.'),
});
export type Receiver = z.output<typeof receiver>;
