import type { Issue } from '../../api/issue.ts';
import type { VMRule } from '../../api/vmrule.ts';
import { checkAlertTemplate } from '../../config/go-template/alert-template.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import type { Result } from '../../lib/result.ts';

type Rule = VMRule['spec']['groups'][number]['rules'][number];

/** What vmalert would refuse in the rules of one group: doubles, empty or unreadable queries, templates. `path` is that of the group. */
export function alertRuleIssues(
  rules: readonly Rule[],
  checkQuery: (query: string) => Result<void, string>,
  path: string,
): readonly Issue[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    const at = `${path}.rules[${index}]`;
    const text = describe(rule);
    if (seen.has(text)) {
      const message = `${JSON.stringify(text)} is a duplicate in group`;
      return [{ path: at, reason: 'RuleInvalid', message }] satisfies readonly Issue[];
    }
    seen.add(text);
    return [
      ...queryIssues(rule, checkQuery, at),
      ...labelIssues(rule, at),
      ...templateIssues(rule, 'annotations', at),
      ...templateIssues(rule, 'labels', at),
    ];
  });
}

function nameOf({ alert, record }: Rule): string {
  return alert || record || '';
}

/** What makes a rule one of its own, in the words of vmalert. */
function describe(rule: Rule): string {
  const labels = Object.entries(rule.labels ?? {})
    .toSorted(([a], [b]) => compareBytewise(a, b))
    .map(([key, value]) => ` ${key}=${value}`);
  const kind = rule.alert ? 'alerting' : 'recording';
  const suffix = labels.length === 0 ? '' : `; labels:${labels.join(',')}`;
  return `${kind} rule ${JSON.stringify(nameOf(rule))}; expr: ${JSON.stringify(rule.expr ?? '')}${suffix}`;
}

function queryIssues(rule: Rule, checkQuery: (query: string) => Result<void, string>, at: string): readonly Issue[] {
  const name = JSON.stringify(nameOf(rule));
  const path = `${at}.expr`;
  if (!rule.expr)
    return [{ path, reason: 'InvalidExpression', message: `invalid rule ${name}: expression can't be empty` }];
  const checked = checkQuery(rule.expr);
  if (checked.ok) return [];
  return [{ path, reason: 'InvalidExpression', message: `invalid expression for rule ${name}: ${checked.error}` }];
}

function labelIssues(rule: Rule, at: string): readonly Issue[] {
  if (!rule.record || rule.labels?.['__name__'] === undefined) return [];
  const message = `invalid rule ${JSON.stringify(nameOf(rule))}: the label __name__ is the name that record gives`;
  return [{ path: `${at}.labels.__name__`, reason: 'RuleInvalid', message }];
}

function templateIssues(rule: Rule, field: 'annotations' | 'labels', at: string): readonly Issue[] {
  return Object.entries(rule[field] ?? {}).flatMap(([key, text]): readonly Issue[] => {
    const checked = checkAlertTemplate(text);
    if (checked.ok) return [];
    const what = `(key: ${JSON.stringify(key)}, value: ${JSON.stringify(text)}): ${checked.error}`;
    const message = `invalid ${field} for rule ${JSON.stringify(nameOf(rule))}: errors(1): \n${what}`;
    return [{ path: `${at}.${field}.${key}`, reason: 'InvalidTemplate', message }];
  });
}
