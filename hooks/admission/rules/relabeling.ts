import type { Issue } from '../../api/issue.ts';
import { checkRegex } from '../../lib/re2.ts';

/** A relabel rule, as far as it can be misspelt. */
export interface RelabelRuleSpec {
  readonly regex?: string | readonly string[] | undefined;
}

/** Regular expressions of relabel rules that do not compile. Warnings: the official operator accepts them, and the program keeps its former rules. */
export function regexWarnings(rules: readonly RelabelRuleSpec[] | undefined, path: string): readonly Issue[] {
  return (rules ?? []).flatMap(({ regex }, index) => {
    const expressions = regex === undefined ? [] : [regex].flat();
    return expressions.flatMap((expression) => whyRegexWrong(expression, `${path}[${index}].regex`));
  });
}

function whyRegexWrong(expression: string, path: string): readonly Issue[] {
  const checked = checkRegex(expression);
  if (checked.ok) return [];
  return [
    {
      path,
      reason: 'InvalidRegex',
      message: `${JSON.stringify(expression)} is no regular expression: ${checked.error}`,
    },
  ];
}
