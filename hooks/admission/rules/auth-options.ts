import type { Issue } from '../../api/issue.ts';
import { checkRegex } from '../../lib/re2.ts';
import { collect } from './rule.ts';

/** Headers as vmauth adds them to requests and answers. */
export interface HeaderRuleSpec {
  readonly headers?: readonly string[] | undefined;
  readonly response_headers?: readonly string[] | undefined;
}

/** Headers have a name before a colon. The header itself is not shown: it may be a secret. `prefix` begins the message. */
export function headerIssues(spec: HeaderRuleSpec, path: string, prefix: string): readonly Issue[] {
  return (['headers', 'response_headers'] as const).flatMap((field) =>
    (spec[field] ?? []).flatMap((header, index): readonly Issue[] =>
      header.indexOf(':') > 0
        ? []
        : [
            {
              path: `${path}.${field}[${index}]`,
              reason: 'InvalidHeader',
              message: `${prefix}expected colon separated header: value`,
            },
          ],
    ),
  );
}

const labelPattern = '^[a-zA-Z_:.][a-zA-Z0-9_:.]*$';
const labelSyntax = new RegExp(labelPattern);

/** Names of labels on the metrics of vmauth. `prefix` stands before the name in the message. */
export function metricLabelIssues(
  labels: Readonly<Record<string, string>> | undefined,
  path: string,
  prefix: string,
): readonly Issue[] {
  return Object.keys(labels ?? {}).flatMap((name): readonly Issue[] =>
    labelSyntax.test(name)
      ? []
      : [
          {
            path: `${path}.metric_labels`,
            reason: 'InvalidMetricLabel',
            message: `${prefix}=${JSON.stringify(name)}, must match pattern=${JSON.stringify(labelPattern)}`,
          },
        ],
  );
}

/** Regular expressions for paths and hosts that do not compile. Warnings: the official operator accepts them, vmauth keeps its former configuration. */
export function routeRegexWarnings(
  lists: Readonly<Record<string, readonly string[] | undefined>>,
  path: string,
): readonly Issue[] {
  return Object.entries(lists).flatMap(([field, expressions]) =>
    (expressions ?? []).flatMap((expression, index) => whyRegexWrong(expression, `${path}.${field}[${index}]`)),
  );
}

function whyRegexWrong(expression: string, path: string): readonly Issue[] {
  const checked = checkRegex(expression);
  const message = checked.ok ? '' : `${JSON.stringify(expression)} is no regular expression: ${checked.error}`;
  return collect([checked.ok ? null : { path, reason: 'InvalidRegex', message }]);
}
