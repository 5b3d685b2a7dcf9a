import { describe, expect, it } from 'vitest';
import { validateVMAlertmanagerConfig } from '../../../../hooks/admission/rules/vmalertmanagerconfig.ts';
import { parseObject } from '../../../../hooks/api/parse.ts';
import { vmalertmanagerconfigApi } from '../../../../hooks/api/vmalertmanagerconfig.ts';

function judge(spec: object, annotations: Record<string, string> = {}) {
  const parsed = parseObject(vmalertmanagerconfigApi, {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMAlertmanagerConfig',
    metadata: { name: 'team', namespace: 'demo', annotations },
    spec,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return validateVMAlertmanagerConfig(parsed.value);
}

const key = { name: 's', key: 'k' };
const receiverWith = (lists: object) => ({ route: { receiver: 'a' }, receivers: [{ name: 'a', ...lists }] });
const http = (http_config: object) => receiverWith({ webhook_configs: [{ url: 'http://x', http_config }] });
const interval = (span: object) => ({ time_intervals: [{ name: 't', time_intervals: [span] }] });
const email = (patch: object) => receiverWith({ email_configs: [{ to: 'a@b', ...patch }] });

describe('receivers are refused', () => {
  it.each([
    { lists: { webhook_configs: [{ url: 'http://[::1' }] }, why: "incorrect url: missing ']' in host" },
    { lists: { mattermost_configs: [{ text: 'x' }] }, why: "one of 'url' or 'url_secret' must be specified" },
    {
      lists: { msteams_configs: [{ webhook_url: 'http://x', webhook_url_secret: key }] },
      why: "at most one of 'webhook_url' or 'webhook_url_secret' must be specified",
    },
    { lists: { msteamsv2_configs: [{}] }, why: "one of 'webhook_url' or 'webhook_url_secret' must be specified" },
    { lists: { discord_configs: [{ webhook_url: '' }] }, why: "one of 'webhook_url' or 'webhook_url_secret'" },
    { lists: { pagerduty_configs: [{}] }, why: "one of 'routing_key' or 'service_key' must be configured" },
    { lists: { pushover_configs: [{ user_key: key }] }, why: 'missing required field token' },
    { lists: { telegram_configs: [{ bot_token: key, chat_id: 0 }] }, why: 'missing required field chat_id' },
    { lists: { telegram_configs: [{ bot_token: key, chat_id: 1, parse_mode: 'html' }] }, why: 'parse_mode="html"' },
    { lists: { opsgenie_configs: [{ responders: [{ type: 'team' }] }] }, why: 'at least one of id, name or username' },
    {
      lists: { opsgenie_configs: [{ responders: [{ id: 'a', type: '{{ .x' }] }] },
      why: 'responders[0].type is not a valid template: unclosed action',
    },
    { lists: { jira_configs: [{ project: 'p', issue_type: '' }] }, why: 'missing required field issue_type' },
    { lists: { victorops_configs: [{ routing_key: '' }] }, why: 'missing required field routing_key' },
    { lists: { wechat_configs: [{ api_url: '://x' }] }, why: 'incorrect api_url: missing protocol scheme' },
    {
      lists: { incidentio_configs: [{ alert_source_token: key, alert_source_token_file: '/f' }] },
      why: 'alert_source_token and alert_source_token_file are mutually exclusive',
    },
  ])('$why', ({ lists, why }) => {
    const [field] = Object.keys(lists);
    const [issue, ...more] = judge(receiverWith(lists)).issues;
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ path: `spec.receivers[0].${field}[0]`, reason: 'ReceiverInvalid' });
    expect(issue?.message).toContain(`receivers[0]: ${field}[0]: `);
    expect(issue?.message).toContain(why);
  });

  it.each([
    { spec: email({ smarthost: '::1:25' }), why: 'too many colons in address' },
    { spec: email({ smarthost: 'mail:' }), why: 'port cannot be empty' },
    { spec: email({ tls_config: { caFile: '/x', ca: { secret: key } } }), why: 'both specify CAFile and CA' },
    {
      spec: http({ bearer_token_secret: key, basic_auth: {} }),
      why: 'authorization & bearer token must be configured',
    },
    { spec: http({ authorization: {} }), why: 'at least `credentials` or `credentials_file` must be set' },
    { spec: http({ oauth2: { client_id: {}, token_url: 'u' } }), why: 'client_id field must be set' },
    { spec: http({ http_headers: { 'a b': { values: ['x'] } } }), why: 'header name "a b" is not valid' },
    { spec: http({ http_headers: { 'X-A': {} } }), why: 'needs at least one of values, secrets and files' },
  ])('$why', ({ spec, why }) => {
    expect(judge(spec).issues.map(({ message }) => message)).toEqual([expect.stringContaining(why)]);
  });

  it('URLs without showing them', () => {
    const { issues } = judge(receiverWith({ webhook_configs: [{ url: 'http://u:hunter2@a b/' }] }));
    expect(issues).toHaveLength(1);
    expect(JSON.stringify(issues)).not.toContain('hunter2');
  });
});

describe('time intervals', () => {
  it.each([
    { times: [{ start_time: '00:00', end_time: '24:00' }], weekdays: ['0', 'monday:friday'] },
    { days_of_month: ['1:31', '-31:-1', '27:-1'], months: ['1:december', 'may'], years: ['2026', '2026:2030'] },
  ])('are accepted: %o', (span) => {
    expect(judge(interval(span))).toEqual({ issues: [], warnings: [] });
  });

  it.each([
    {
      span: { times: [{ start_time: '9:00', end_time: '10:00' }] },
      at: 'times[0]',
      why: 'is no time of the form HH:MM',
    },
    { span: { times: [{ start_time: '10:00', end_time: '10:00' }] }, at: 'times[0]', why: 'equal or greater' },
    { span: { times: [{ start_time: '10:00', end_time: '24:01' }] }, at: 'times[0]', why: 'end_time="24:01"' },
    { span: { weekdays: ['friday:monday'] }, at: 'weekdays[0]', why: 'start day cannot be after end day' },
    { span: { weekdays: ['monday:7'] }, at: 'weekdays[0]', why: 'cannot convert endStr: day of week="7"' },
    { span: { weekdays: ['1:2:3'] }, at: 'weekdays[0]', why: 'is no range' },
    { span: { days_of_month: ['1', '0'] }, at: 'days_of_month[1]', why: 'day of month="0" is not valid' },
    { span: { days_of_month: ['-1:-5'] }, at: 'days_of_month[0]', why: 'end day -5 is always before start day -1' },
    { span: { months: ['13'] }, at: 'months[0]', why: 'month="13" is not valid' },
    { span: { months: ['may:april'] }, at: 'months[0]', why: 'start month cannot be after end month' },
    { span: { years: ['2027:2026'] }, at: 'years[0]', why: 'start year cannot be after end year' },
    { span: { years: ['next'] }, at: 'years[0]', why: 'year="next" is not valid' },
  ])('$span', ({ span, at, why }) => {
    const { issues } = judge(interval(span));
    expect(issues).toMatchObject([
      { path: `spec.time_intervals[0].time_intervals[0].${at}`, reason: 'TimeIntervalInvalid' },
    ]);
    expect(issues[0]?.message).toContain(`time_intervals[0]: time_intervals[0].${at}: `);
    expect(issues[0]?.message).toContain(why);
  });

  it('have names, each its own', () => {
    const named = (name: string) => ({ name, time_intervals: [{ years: ['2026'] }] });
    const messages = judge({ time_intervals: [named(''), named('t'), named('t')] }).issues.map(
      ({ message }) => message,
    );
    expect(messages).toEqual(['time_intervals[2].name="t" is not unique', 'empty name field for time interval']);
  });
});

describe('routes', () => {
  const route = (patch: object) => ({ route: { receiver: 'a', ...patch }, receivers: [{ name: 'a' }] });

  it('name what lies deep', () => {
    const spec = route({
      routes: [{ receiver: 'a', routes: [{ receiver: 'a', active_time_intervals: ['x'] }] }, { matchers: ['b'] }],
    });
    expect(judge(spec).issues.map(({ path, message }) => [path, message])).toEqual([
      [
        'spec.route.routes[1].matchers[0]',
        'cannot parse routes for VMAlertmanagerConfig: team at namespace: demo, err: cannot parse matchers="b" idx=0 ' +
          "for route_receiver=: end of input: expected an operator such as '=', '!=', '=~' or '!~'",
      ],
      [
        'spec.route.routes[0].routes[0].active_time_intervals',
        'subRoute=0 is not valid: nested route=0: undefined time interval "x" used in route',
      ],
    ]);
  });

  it.each([
    {
      name: 'below a route without receiver',
      spec: route({ routes: [{ routes: [{ receiver: 'z' }] }] }),
      reason: 'RouteInvalid',
    },
    {
      name: 'a waiting time',
      spec: route({ routes: [{ receiver: 'a', group_wait: '5 minutes' }] }),
      reason: 'InvalidDuration',
    },
    { name: 'a silent interval', spec: interval({}), reason: 'TimeIntervalInvalid' },
    {
      name: 'inhibition without route',
      spec: { inhibit_rules: [{ source_matchers: ['b'] }] },
      reason: 'MatcherInvalid',
    },
  ])('are warned of $name', ({ spec, reason }) => {
    const { issues, warnings } = judge(spec);
    expect(issues).toEqual([]);
    expect(warnings.map((warning) => warning.reason)).toEqual([reason]);
  });

  it('inhibition with a route is refused', () => {
    const { issues } = judge({ ...route({}), inhibit_rules: [{ target_matchers: ['a=b', 'b'] }] });
    expect(issues).toMatchObject([{ path: 'spec.inhibit_rules[0].target_matchers[1]', reason: 'MatcherInvalid' }]);
  });

  it('nothing is looked at where validation is switched off', () => {
    const skip = { 'operator.victoriametrics.com/skip-validation': 'true' };
    expect(judge(route({ receiver: '' }), skip)).toEqual({ issues: [], warnings: [] });
  });
});
