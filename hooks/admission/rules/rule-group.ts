import type { Issue } from '../../api/issue.ts';
import type { VMRule } from '../../api/vmrule.ts';
import { checkGraphiteQuery } from '../../config/graphite.ts';
import { checkStatsQuery } from '../../config/logsql.ts';
import { checkExpression } from '../../config/metricsql/expression.ts';
import { parseMetricsDuration } from '../../lib/metrics-duration.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { alertRuleIssues } from './alert-rule.ts';

/** One group of rules. */
export type RuleGroup = VMRule['spec']['groups'][number];

/** Query languages with their checks and the names which vmalert has for them. */
const languages = {
  prometheus: { name: 'MetricsQL', check: checkExpression },
  graphite: { name: 'GraphiteQL', check: checkGraphiteQuery },
  vlogs: { name: 'LogsQL', check: checkStatsQuery },
};

/**
 * What vmalert would refuse in a group. `owner` is `namespace/name` of the VMRule, `path` that of the group. The words before the finding are those of
 * the official operator: first what cannot be read, and only where all can be, what makes no sense. Source: reference D3
 */
export function groupIssues(group: RuleGroup, owner: string, path: string): readonly Issue[] {
  const unreadable = readIssues(group, path).map((issue) => ({
    ...issue,
    message: `cannot parse vmalert group VMRule: ${owner} group: ${group.name}, err: ${issue.message}`,
  }));
  if (unreadable.length > 0) return unreadable;
  return senseIssues(group, path).map((issue) => ({
    ...issue,
    message: `validation failed for VMRule: ${owner} group: ${group.name} err: ${issue.message}`,
  }));
}

function readIssues(group: RuleGroup, path: string): readonly Issue[] {
  const type = group.type ?? '';
  const typeIssue: readonly Issue[] =
    type === '' || Object.hasOwn(languages, type)
      ? []
      : [
          {
            path: `${path}.type`,
            reason: 'RuleGroupInvalid',
            message: `unknown datasource type=${JSON.stringify(type)}, want prometheus, graphite or vlogs`,
          },
        ];
  return [
    ...typeIssue,
    ...(['interval', 'eval_offset', 'eval_delay'] as const).flatMap((field) =>
      durationIssue(group[field], `${path}.${field}`),
    ),
    ...headerIssues(group.headers, `${path}.headers`),
    ...headerIssues(group.notifier_headers, `${path}.notifier_headers`),
    ...group.rules.flatMap((rule, index) =>
      (['for', 'keep_firing_for'] as const).flatMap((field) =>
        durationIssue(rule[field], `${path}.rules[${index}].${field}`),
      ),
    ),
  ];
}

function senseIssues(group: RuleGroup, path: string): readonly Issue[] {
  const negative = (['limit', 'concurrency'] as const).flatMap((field): readonly Issue[] => {
    const value = group[field] ?? 0;
    const message = `invalid ${field} ${value}, shouldn't be less than 0`;
    return value < 0 ? [{ path: `${path}.${field}`, reason: 'RuleGroupInvalid', message }] : [];
  });
  const nameless: readonly Issue[] =
    group.name === '' ? [{ path: `${path}.name`, reason: 'RuleGroupInvalid', message: 'group name must be set' }] : [];
  const { name, check } = languages[languageOf(group)];
  const checkQuery = (query: string): Result<void, string> => {
    const checked = check(query);
    return checked.ok ? ok(undefined) : err(`bad ${name} expr: ${JSON.stringify(query)}, err: ${checked.error}`);
  };
  return [...nameless, ...intervalIssues(group, path), ...negative, ...alertRuleIssues(group.rules, checkQuery, path)];
}

function languageOf({ type }: RuleGroup): keyof typeof languages {
  return type === 'graphite' || type === 'vlogs' ? type : 'prometheus';
}

function intervalIssues({ interval, eval_offset: offset }: RuleGroup, path: string): readonly Issue[] {
  const every = millisecondsOf(interval);
  if (every < 0)
    return [{ path: `${path}.interval`, reason: 'RuleGroupInvalid', message: "interval shouldn't be lower than 0" }];
  if (Math.abs(millisecondsOf(offset)) <= every) return [];
  const message = `eval_offset should be smaller than interval; now eval_offset: ${offset}, interval: ${interval ?? '0s'}`;
  return [{ path: `${path}.eval_offset`, reason: 'RuleGroupInvalid', message }];
}

function millisecondsOf(duration: string | undefined): number {
  const parsed = parseMetricsDuration(duration || '0s');
  return parsed.ok ? parsed.value : 0;
}

function durationIssue(text: string | undefined, path: string): readonly Issue[] {
  if (text === undefined || text === '') return [];
  const parsed = parseMetricsDuration(text);
  return parsed.ok ? [] : [{ path, reason: 'InvalidDuration', message: parsed.error }];
}

// Without a colon there is no value that could be a secret, so the text may be shown.
function headerIssues(headers: readonly string[] | undefined, path: string): readonly Issue[] {
  return (headers ?? []).flatMap((header, index): readonly Issue[] => {
    if (header === '' || header.includes(':')) return [];
    const message = `missing ':' in header ${JSON.stringify(header)}; expecting "key: value" format`;
    return [{ path: `${path}[${index}]`, reason: 'InvalidHeader', message }];
  });
}
