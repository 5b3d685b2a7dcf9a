import { describe, expect, it } from 'vitest';
import { whyAlertmanagerConfigWrong } from '../../../../hooks/config/alertmanager/raw/check.ts';

const withReceiver = (receiver: string, global = '') => `${global}
route: {receiver: a}
receivers:
- name: a
  ${receiver}
`;
const hook = (http: string) => withReceiver(`webhook_configs: [{url: "http://x", http_config: ${http}}]`);
const mail = 'global: {smtp_smarthost: "h:25", smtp_from: x}';
const plain = 'receivers: [{name: a}]';
const span = (text: string) => `route: {receiver: a}\n${plain}\ntime_intervals: [{name: x, time_intervals: [${text}]}]`;

describe('accepted', () => {
  it.each([
    `route: {receiver: a}\n${plain}`,
    `global:\nroute: {receiver: a, group_by: [...], group_wait: 1d12h}\n${plain}`,
    `global: &g {resolve_timeout: 5m}\nroute: &r {receiver: a, group_by: [x]}\n${plain}\ntemplates: [a.tmpl]`,
    `route: {receiver: a, routes: [&x {matchers: ['"ü b"=~"c|d"'], group_wait: 1s}, {<<: *x, continue: yes}]}\n${plain}`,
    withReceiver('webhook_configs: [{url: "http://{{ .x }}/a", max_alerts: 5, timeout: 5s, send_resolved: yes}]'),
    withReceiver('email_configs: [{to: a@b, headers: {Subject: x}}]', mail),
    withReceiver('slack_configs: [{channel: c}]', 'global: {slack_api_url_file: /x}'),
    withReceiver('pagerduty_configs: [{routing_key: 123, details: {a: {b: 1}}, images: [{src: x}]}]'),
    withReceiver('opsgenie_configs: [{api_key: x, responders: [{id: a, type: Team}, {name: b, type: "{{ .x }}"}]}]'),
    withReceiver('telegram_configs: [{bot_token: x, chat_id: -100}]'),
    withReceiver('rocketchat_configs: [{token: a, token_id: b, fields: [{title: x, short: true}]}]'),
    withReceiver(
      'jira_configs: [{project: p, issue_type: t, api_url: "http://x", fields: {a: [1]}, summary: {template: x}}]',
    ),
    hook('{oauth2: {client_id: a, token_url: b}, proxy_url: "http://p", no_proxy: q, proxy_connect_header: {a: [b]}}'),
    span(
      '{weekdays: ["monday:friday"], times: [{start_time: 09:00, end_time: 24:00}], months: [1, "may:july"], years: [2026]}',
    ),
    span('{days_of_month: ["1:5", "-3:-1"], location: Europe/Vienna}'),
    `route: {receiver: a}\n${plain}\ntracing: {endpoint: x, sampling_fraction: 0.5, headers: {a: {values: [b]}}}`,
  ])('%s', (text) => {
    expect(whyAlertmanagerConfigWrong(text)).toBeNull();
  });
});

// Each sentence is what Alertmanager 0.34 says.
describe('refused', () => {
  it.each([
    { text: '', why: 'no route provided in config' },
    { text: 'global: {}', why: 'no routes provided' },
    { text: 'route: {}', why: 'root route must specify a default receiver' },
    { text: `route: {receiver: a, matchers: [a=b]}\n${plain}`, why: 'root route must not have any matchers' },
    { text: `route: {receiver: a, continue: true}\n${plain}`, why: 'cannot have continue in root route' },
    {
      text: `route: {receiver: a, mute_time_intervals: [x]}\n${plain}`,
      why: 'root route must not have any mute time intervals',
    },
    { text: `route: {receiver: a, routes: [{receiver: b}]}\n${plain}`, why: 'undefined receiver "b" used in route' },
    {
      text: `route: {receiver: a, routes: [{active_time_intervals: [x]}]}\n${plain}`,
      why: 'undefined time interval "x" used in route',
    },
    { text: `route: {receiver: a, group_by: [b, b]}\n${plain}`, why: 'duplicated label "b" in group_by' },
    {
      text: `route: {receiver: a, group_by: [..., b]}\n${plain}`,
      why: 'cannot have wildcard group_by (`...`) and other labels at the same time',
    },
    { text: `route: {receiver: a, group_interval: 0s}\n${plain}`, why: 'group_interval cannot be zero' },
    { text: `route: {receiver: a, group_wait: 5}\n${plain}`, why: 'not a valid duration string: "5"' },
    { text: `route: {receiver: a, match: {"a b": c}}\n${plain}`, why: 'invalid label name "a b"' },
    { text: `route: {receiver: a, match_re: {b: }}\n${plain}`, why: 'invalid regexp value for "b"' },
    {
      text: 'route: {receiver: a}\nreceivers: [{name: a}, {name: a}]',
      why: 'notification config name "a" is not unique',
    },
    { text: 'route: {receiver: a}\nreceivers: [{}]', why: 'missing name in receiver' },
    {
      text: `route: {receiver: a}\n${plain}\nbogus: 1\nother: 2`,
      why: 'yaml: unmarshal errors:\n  line 3: field bogus not found in type config.plain\n  line 4: field other not found in type config.plain',
    },
    {
      text: `route: {receiver: a, receiver: b}\n${plain}`,
      why: 'yaml: unmarshal errors:\n  line 1: field receiver already set in type config.plain',
    },
    { text: 'route: [a]', why: 'yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into config.plain' },
    { text: withReceiver('webhook_configs: [null]'), why: 'missing webhook config' },
    { text: withReceiver('webhook_configs: [{}]'), why: 'one of url or url_file must be configured' },
    { text: withReceiver('webhook_configs: [{url: "x"}]'), why: 'invalid URL: unsupported scheme "" for URL' },
    {
      text: withReceiver('webhook_configs: [{url: "http://x", max_alerts: "5"}]'),
      why: 'yaml: unmarshal errors:\n  line 5: cannot unmarshal !!str `5` into uint64',
    },
    {
      text: withReceiver('webhook_configs: [{url: "http://x", max_alerts: -5}]'),
      why: 'yaml: unmarshal errors:\n  line 5: cannot unmarshal !!int `-5` into uint64',
    },
    { text: withReceiver('email_configs: [{to: a@b}]'), why: 'no global SMTP smarthost set' },
    { text: withReceiver('email_configs: [{to: a@b, smarthost: h}]', mail), why: 'address h: missing port in address' },
    {
      text: withReceiver('email_configs: [{to: a@b, headers: {Subject: x, subject: y}}]', mail),
      why: 'duplicate header "Subject" in email config',
    },
    {
      text: withReceiver('pagerduty_configs: [{routing_key: x, images: [{source: x}]}]'),
      why: 'yaml: unmarshal errors:\n  line 5: field source not found in type pagerduty.PagerdutyImage',
    },
    {
      text: withReceiver('sns_configs: [{topic_arn: x, sigv4: {access_key: a}}]'),
      why: 'must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4 config',
    },
    {
      text: withReceiver('victorops_configs: [{routing_key: x, api_key: k, custom_fields: {entity_id: x}}]'),
      why: 'victorOps config contains custom field entity_id which cannot be used as it conflicts with the fixed/static fields',
    },
    {
      text: withReceiver('pushover_configs: [{user_key: a, token: b, ttl: 1d}]'),
      why: 'time: unknown unit "d" in duration "1d"',
    },
    {
      text: withReceiver('incidentio_configs: [{url: "http://x", http_config: {}}]'),
      why: 'at least one of alert_source_token, alert_source_token_file or http_config.authorization must be configured',
    },
    {
      text: hook('{basic_auth: {username: a}, bearer_token: x}'),
      why: 'at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured',
    },
    {
      text: hook('{tls_config: {cert_file: a}}'),
      why: 'exactly one of key or key_file must be configured when a client certificate is configured',
    },
    { text: hook('{http_headers: {user-agent: {values: [x]}}}'), why: 'setting header "User-Agent" is not allowed' },
    { text: hook('{no_proxy: a}'), why: 'if no_proxy is configured, proxy_url must also be configured' },
    {
      text: `route: {receiver: a}\n${plain}\ninhibit_rules: [{target_match_re: {a: "("}}]`,
      why: 'error parsing regexp: missing closing ): `^(?:()$`',
    },
    {
      text: `route: {receiver: a}\n${plain}\ntracing: {endpoint: x, sampling_fraction: "0.5"}`,
      why: 'yaml: unmarshal errors:\n  line 3: cannot unmarshal !!str `0.5` into float64',
    },
    {
      text: span('{days_of_month: ["-3:2"]}'),
      why: 'days_of_month[0]: end day must be negative if start day is negative',
    },
    { text: span('{weekdays: [1]}'), why: 'weekdays[0]: cannot convert startStr: 1 is not a valid weekday' },
  ])('$why', ({ text, why }) => {
    expect(whyAlertmanagerConfigWrong(text)).toBe(why);
  });
});

describe('a hostile text is refused, not followed', () => {
  const rounds = Array.from({ length: 24 }, (_, index) => `- &x${index + 1} {routes: [*x${index}, *x${index}]}`);
  it.each([
    { name: 'contains itself', text: `route: &x {receiver: a, routes: [{<<: *x}]}\n${plain}` },
    { name: 'is its own route', text: `route: &x {receiver: a, routes: [*x]}\n${plain}` },
    {
      name: 'doubles with each line',
      text: `route:\n  receiver: a\n  routes:\n  - &x0 {receiver: a}\n  ${rounds.join('\n  ')}\n${plain}`,
    },
    { name: 'is nested ten thousand levels deep', text: `route: ${'['.repeat(10_000)}` },
    { name: 'merges itself', text: `route: &x {<<: *x, bogus: 1}\n${plain}` },
  ])('$name', ({ text }) => {
    expect(whyAlertmanagerConfigWrong(text)).toMatch(/^yaml: /);
  });
});

it('shows no URL, which may hold a password', () => {
  const text = withReceiver('slack_configs: [{api_url: "http://hunter2 hunter2/"}]');
  expect(whyAlertmanagerConfigWrong(text)).not.toContain('hunter2');
});
