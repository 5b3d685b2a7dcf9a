import type { Issue } from '../../api/issue.ts';
import { conditionIssues } from '../../config/relabel-condition.ts';
import { nearest } from '../../lib/edit-distance.ts';
import { checkRegex } from '../../lib/re2.ts';

/** A relabel rule, as far as it can be misspelt. */
export interface RelabelRuleSpec {
  readonly action?: string | undefined;
  readonly if?: string | readonly string[] | undefined;
  readonly regex?: string | readonly string[] | undefined;
}

/** Actions of vmagent; the case does not matter. Source: https://docs.victoriametrics.com/victoriametrics/relabeling/ */
const actions = new Set([
  'drop',
  'drop_if_contains',
  'drop_if_equal',
  'drop_metrics',
  'dropequal',
  'graphite',
  'hashmod',
  'keep',
  'keep_if_contains',
  'keep_if_equal',
  'keep_metrics',
  'keepequal',
  'labeldrop',
  'labelkeep',
  'labelmap',
  'labelmap_all',
  'lowercase',
  'replace',
  'replace_all',
  'uppercase',
]);

/**
 * Relabel rules that the program cannot read: unknown actions, regular expressions and `if` selectors that do not parse. Warnings: the
 * official operator accepts them, and the program keeps its former rules.
 */
export function relabelWarnings(rules: readonly RelabelRuleSpec[] | undefined, path: string): readonly Issue[] {
  return (rules ?? []).flatMap((rule, index) => {
    const at = `${path}[${index}]`;
    return [
      ...whyActionWrong(rule.action, `${at}.action`),
      ...conditionIssues(rule.if, `${at}.if`),
      ...listOf(rule.regex).flatMap((expression) => whyRegexWrong(expression, `${at}.regex`)),
    ];
  });
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

function whyActionWrong(action: string | undefined, path: string): readonly Issue[] {
  if (!action || actions.has(action.toLowerCase())) return [];
  const spelling = nearest(action.toLowerCase(), [...actions]);
  const suggestion = spelling === undefined ? '' : `; did you mean ${spelling}?`;
  return [
    { path, reason: 'RelabelRuleInvalid', message: `${JSON.stringify(action)} is no relabelling action${suggestion}` },
  ];
}

function whyRegexWrong(expression: string, path: string): readonly Issue[] {
  const checked = checkRegex(expression);
  if (checked.ok) return [];
  const message = `${JSON.stringify(expression)} is no regular expression: ${checked.error}`;
  return [{ path, reason: 'InvalidRegex', message }];
}
