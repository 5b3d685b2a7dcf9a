import { z } from 'zod';
import { openObject } from '../lib/open-object.ts';
import type { ApiKind } from './api-kind.ts';
import { configColumns } from './common/config-columns.ts';
import { customResource, group } from './common/custom-resource.ts';
import { flag, integer, text, textMap, texts } from './common/scalars.ts';
import { configStatus } from './common/status.ts';
import { optional, required } from './field.ts';

const rule = openObject({
  record: optional(text, 'Name of the metric that a recording rule writes.', { crd: { default: '' } }),
  alert: optional(text, 'Name of the alert of an alerting rule.', { crd: { default: '' } }),
  expr: optional(text, 'Expression that is evaluated, in the query language of the group.'),
  for: optional(text, 'How long the expression must hold before the alert fires.'),
  keep_firing_for: optional(text, 'How long the alert goes on firing when the expression holds no longer.'),
  labels: optional(textMap, 'Labels of the alert or of the written metric; templates are filled in for alerts.'),
  annotations: optional(textMap, 'Texts that come with the alert; templates are filled in.'),
  debug: optional(flag, 'Log every evaluation of this rule.'),
  update_entries_limit: optional(integer, 'How many past evaluations are kept for display.'),
});

const ruleGroup = openObject({
  name: required(text, 'Name of the group, different from that of the other groups.'),
  type: optional(text, 'Query language: prometheus, graphite or vlogs; prometheus without it.'),
  interval: optional(text, 'Time between two evaluations; the one of VMAlert without it.'),
  eval_alignment: optional(flag, 'Whether evaluations happen at multiples of the interval.'),
  eval_delay: optional(text, 'How far in the past the group is evaluated, for data that arrives late.'),
  eval_offset: optional(text, 'Point within the interval at which the group is evaluated.'),
  limit: optional(integer, 'Most alerts or series that one rule may give; 0 stands for any number.'),
  concurrency: optional(integer, 'How many rules are evaluated at the same time.'),
  labels: optional(textMap, 'Labels added to all rules of the group.'),
  tenant: optional(text, 'Tenant whose data the group reads and writes, as `account` or `account:project`.'),
  params: optional(z.record(text, texts), 'Further parameters of each query.'),
  headers: optional(texts, 'Headers of each query, each as `Name: value`.'),
  notifier_headers: optional(texts, 'Headers of each notification, each as `Name: value`.'),
  rules: required(z.array(rule), 'Rules of the group, evaluated in order.'),
});

const vmruleSpec = openObject({
  groups: required(z.array(ruleGroup), 'Rules that are evaluated together.', {
    crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] },
  }),
});

const schema = customResource({
  kind: 'VMRule',
  version: 'v1beta1',
  spec: vmruleSpec,
  specOptional: false,
  status: configStatus,
});

/** Recording and alerting rules. */
export type VMRule = z.output<typeof schema>;

/** The API of VMRule. */
export const vmruleApi: ApiKind<VMRule> = {
  kind: 'VMRule',
  group,
  version: 'v1beta1',
  plural: 'vmrules',
  singular: 'vmrule',
  listKind: 'VMRuleList',
  shortNames: [],
  categories: [],
  scope: 'Namespaced',
  printColumns: configColumns,
  description: 'VMRule holds recording and alerting rules for VMAlert.',
  schema,
};
