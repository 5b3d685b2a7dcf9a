import type { Issue } from '../api/issue.ts';
import { checkSelector } from './metricsql/selector.ts';
import type { TextOrTexts } from './text-list.ts';

/** The `if` of a relabelling rule: each text must be a series selector. `path` is that of `if`. */
export function conditionIssues(condition: TextOrTexts | undefined, path: string): readonly Issue[] {
  return (condition === undefined ? [] : [condition].flat()).flatMap((selector) => {
    const checked = checkSelector(selector);
    if (checked.ok) return [];
    const message = `${JSON.stringify(selector)} is no series selector: ${checked.error}`;
    return [{ path, reason: 'RelabelRuleInvalid' as const, message }];
  });
}
