import { describe, expect, it } from 'vitest';
import { validateVMRule } from '../../../../hooks/admission/rules/vmrule.ts';
import { parseObject } from '../../../../hooks/api/parse.ts';
import { type VMRule, vmruleApi } from '../../../../hooks/api/vmrule.ts';

const record = { record: 'a:b', expr: 'up' };
const alert = (patch: object) => ({ rules: [{ alert: 'A', expr: 'up', ...patch }] });

function aVMRule(groups: readonly object[], annotations: Record<string, string> = {}): VMRule {
  const parsed = parseObject(vmruleApi, {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMRule',
    metadata: { name: 'r', namespace: 'demo', annotations },
    spec: { groups },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const judge = (group: object) => validateVMRule(aVMRule([{ name: 'g', rules: [record], ...group }]));

describe('denied', () => {
  it.each([
    { group: { tenant: '1:2:3' }, message: 'at idx=0 bad tenant="1:2:3": it must be account_id or' },
    { group: { tenant: '1:x' }, message: 'cannot parse project_id: "x" as int32, err: strconv.ParseInt: parsing "x"' },
    { group: { tenant: '3000000000' }, message: 'parsing "3000000000": value out of range' },
    { group: { name: '' }, message: 'group name must be set' },
    { group: { concurrency: -2 }, message: "invalid concurrency -2, shouldn't be less than 0" },
    { group: { interval: '-1m' }, message: "interval shouldn't be lower than 0" },
    {
      group: { eval_offset: '2m', interval: '1m' },
      message: 'eval_offset should be smaller than interval; now eval_offset: 2m, interval: 1m',
    },
    { group: { eval_offset: '1m' }, message: 'now eval_offset: 1m, interval: 0s' },
    {
      group: { eval_delay: 'x' },
      message: 'cannot parse vmalert group VMRule: demo/r group: g, err: cannot parse dur',
    },
    { group: { notifier_headers: ['x'] }, message: 'missing \':\' in header "x"; expecting "key: value" format' },
    { group: alert({ keep_firing_for: '5' + 'q' }), message: 'err: cannot parse duration "5q"' },
    { group: alert({ record: 'a:b' }), message: 'rule at group g index 0 has both record and alert set' },
    { group: { rules: [{ expr: 'up' }] }, message: 'rule at group g index 0 has neither record nor alert set' },
    { group: alert({ expr: '' }), message: 'invalid rule "A": expression can\'t be empty' },
    {
      group: alert({ expr: 'sum(' }),
      message: 'group: g err: invalid expression for rule "A": bad MetricsQL expr: "sum("',
    },
    {
      group: { type: 'graphite', ...alert({ expr: 'sumSeries(a.b.*' }) },
      message: 'bad GraphiteQL expr: "sumSeries(a.b.*"',
    },
    {
      group: { type: 'vlogs', ...alert({ expr: 'error' }) },
      message: 'bad LogsQL expr: "error", err: missing `| stats',
    },
    { group: { type: 'vlogs', ...alert({ expr: '"error' }) }, message: 'cannot find closing quote "' },
    {
      group: { type: 'vlogs', ...alert({ expr: 'count(x) | stats count()' }) },
      message: 'missing whitespace or \':\' between "count" and "("',
    },
    { group: alert({ labels: { l: '{{ $nope }}' } }), message: 'invalid labels for rule "A": errors(1)' },
    {
      group: { rules: [{ ...record, labels: { __name__: 'x' } }] },
      message: 'the label __name__ is the name that record gives',
    },
    {
      group: {
        rules: [
          { ...record, labels: { b: '2', a: '1' } },
          { ...record, labels: { a: '1', b: '2' } },
        ],
      },
      message: '"recording rule \\"a:b\\"; expr: \\"up\\"; labels: a=1, b=2" is a duplicate in group',
    },
  ])('$message', ({ group, message }) => {
    expect(judge(group).issues.map((issue) => issue.message)).toEqual([expect.stringContaining(message)]);
  });

  it('two groups of one name', () => {
    const { issues } = validateVMRule(
      aVMRule([1, 2].map((n) => ({ name: 'g', rules: [{ ...record, expr: `${n}` }] }))),
    );
    expect(issues).toEqual([
      { path: 'spec.groups[1].name', reason: 'RuleGroupInvalid', message: 'duplicate group name: g' },
    ]);
  });
});

describe('accepted', () => {
  it.each([
    {},
    { tenant: '7' },
    { tenant: '7:3' },
    { headers: ['', 'a:b'] },
    { type: 'prometheus', interval: '1m', eval_offset: '30s', limit: 0 },
    { type: 'graphite', ...alert({ expr: "alias(sumSeries(a.{b,c}.*), 'x)')" }) },
    {
      type: 'vlogs',
      ...alert({ expr: '_time:5m user:in(a, b) "x(" !(debug or trace) | stats by (host) count() hits' }),
    },
    { type: 'vlogs', ...alert({ expr: '* | count() hits # all' }) },
    alert({ for: '', labels: {}, annotations: { a: '{{ .Some.Thing }}' } }),
  ])('%j', (group) => {
    expect(judge(group)).toEqual({ issues: [], warnings: [] });
  });

  it('anything when validation is skipped', () => {
    const cr = aVMRule([{ name: 'g', rules: [{}] }], { 'operator.victoriametrics.com/skip-validation': 'true' });
    expect(validateVMRule(cr)).toEqual({ issues: [], warnings: [] });
  });

  it('braces that are never closed, with a warning', () => {
    const { issues, warnings } = judge(alert({ annotations: { summary: '{{ $labels.job ' } }));
    expect(issues).toEqual([]);
    expect(warnings.map(({ path }) => path)).toEqual(['spec.groups[0].rules[0].annotations.summary']);
  });
});
