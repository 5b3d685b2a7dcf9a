import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { customResource, group } from './common/custom-resource.ts';
import { flag, text, texts } from './common/scalars.ts';
import { configStatus } from './common/status.ts';
import { opaqueValue, optional, required } from './field.ts';
import { receiver } from './receivers/receiver.ts';

const duration = text.regex(/[0-9]+(ms|s|m|h)/);

const routeFields = {
  matchers: optional(texts, 'Alerts that the route takes, each entry as `label="value"`; all alerts without it.'),
  continue: optional(flag, 'Whether alerts of this route go on to the next one.'),
  group_by: optional(texts, 'Labels whose values put alerts into one notification; `...` stands for all labels.'),
  mute_time_intervals: optional(texts, 'Names of time intervals in which the route is silent.'),
  active_time_intervals: optional(texts, 'Names of time intervals outside of which the route is silent.'),
};

/** Waiting times of a route. The pattern of the first route's holds for it alone, because the CRD does not look at nested ones. */
const waitFields = <Time extends z.ZodString>(time: Time) => ({
  group_wait: optional(time, 'Time to wait for more alerts before the first notification of a group.'),
  group_interval: optional(time, 'Time between two notifications of a group that has changed.'),
  repeat_interval: optional(time, 'Time between two notifications of a group that has not changed.'),
});

/** A route below another: what it leaves out it has from the one above. */
export type NestedRoute = z.output<z.ZodObject<typeof routeFields>> & {
  readonly receiver?: string;
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly NestedRoute[];
};

const nestedRoute: z.ZodType<NestedRoute> = z.lazy(() =>
  openObject({
    receiver: optional(text, 'Name of the receiver; that of the route above without it.'),
    ...routeFields,
    ...waitFields(text),
    routes,
  }),
);

// A CRD cannot contain itself, so the API server stores nested routes as they are.
const routes = optional(
  z.array(nestedRoute),
  'Routes that are tried before this one; they have the same fields, and each may leave out its receiver.',
  { crdInstead: { type: 'array', items: opaqueValue } },
);

const route = openObject({
  receiver: required(text, 'Name of the receiver.'),
  ...routeFields,
  ...waitFields(duration),
  routes,
});

const inhibitRule = openObject({
  target_matchers: optional(texts, 'Alerts that are silenced.'),
  source_matchers: optional(texts, 'Alerts that silence them while they fire.'),
  equal: optional(texts, 'Labels that must have the same value in both.'),
});

const times = openObject({
  start_time: required(text, 'Begin as HH:MM.'),
  end_time: required(text, 'End as HH:MM, later than the begin; 24:00 is midnight.'),
});

const timeInterval = openObject({
  times: optional(z.array(times), 'Times of the day.'),
  weekdays: optional(texts, 'Days of the week by name, or ranges such as `monday:friday`.'),
  days_of_month: optional(texts, 'Days of the month or ranges of them; -1 is the last day.'),
  months: optional(texts, 'Months by name or number, or ranges such as `may:august`.'),
  years: optional(texts, 'Years or ranges such as `2026:2028`.'),
  location: optional(text, 'Time zone, such as `Europe/Vienna`; UTC without it.'),
});

const namedInterval = openObject({
  name: required(text, 'Name that routes refer to.'),
  time_intervals: required(z.array(timeInterval), 'Spans of time; the interval holds while one of them does.'),
});

const vmalertmanagerconfigSpec = openObject({
  route: optional(route, 'Where alerts of this namespace go; without it receivers serve other configurations only.'),
  receivers: optional(z.array(receiver), 'Who hears of alerts.'),
  inhibit_rules: optional(z.array(inhibitRule), 'Alerts that silence other alerts.'),
  time_intervals: optional(z.array(namedInterval), 'Named spans of time for routes.'),
});
export type VMAlertmanagerConfigSpec = z.output<typeof vmalertmanagerconfigSpec>;

const schema = customResource({
  kind: 'VMAlertmanagerConfig',
  version: 'v1beta1',
  spec: vmalertmanagerconfigSpec,
  specOptional: true,
  status: openObject({
    ...configStatus.shape,
    lastErrorParentAlertmanagerName: optional(text, 'Kept for objects which another operator wrote, never written.'),
  }),
});

/** Routes, receivers and time intervals for Alertmanager. */
export type VMAlertmanagerConfig = z.output<typeof schema>;

/** The API of VMAlertmanagerConfig. */
export const vmalertmanagerconfigApi: ApiKind<VMAlertmanagerConfig> = {
  kind: 'VMAlertmanagerConfig',
  group,
  version: 'v1beta1',
  plural: 'vmalertmanagerconfigs',
  singular: 'vmalertmanagerconfig',
  listKind: 'VMAlertmanagerConfigList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: [
    { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    { name: 'Status', type: 'string', jsonPath: '.status.updateStatus' },
    { name: 'Sync Error', type: 'string', jsonPath: '.status.reason' },
  ],
  description:
    'VMAlertmanagerConfig adds routes, receivers, inhibitions and time intervals to the configuration of VMAlertmanager.',
  schema,
};
