import type { Issue, Verdict } from '../../api/issue.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { whyModelWrong } from './models.ts';
import { whySchedulerWrong } from './schedulers.ts';
import { durations } from './values.ts';

/** Named models, schedulers and queries, as they stand in a VMAnomalyConfig or in the configuration of a VMAnomaly. */
export interface AnomalyParts {
  readonly models?: unknown;
  readonly schedulers?: unknown;
  readonly queries?: unknown;
}

/**
 * Judges models, schedulers and queries. Issues are what the official operator refuses; warnings are references that lead nowhere, for which it
 * refuses the whole configuration that they become part of. `path` is that of the object around the three. Source: reference 4.3, D3
 */
export function checkAnomalyParts({ models, schedulers, queries }: AnomalyParts, path: string): Verdict {
  const whyQueryWrong = (_: string, query: JsonObject) => durations('step', 'offset')(query);
  return {
    issues: [
      ...entryIssues(models, 'model', `${path}.models`, whyModelWrong),
      ...entryIssues(schedulers, 'scheduler', `${path}.schedulers`, whySchedulerWrong),
      ...entryIssues(queries, 'query', `${path}.queries`, whyQueryWrong),
    ],
    warnings: entriesOf(models).flatMap(([name, model]) =>
      isJsonObject(model)
        ? [
            ...strayReferences(model['queries'], queries, {
              owner: 'reader.queries',
              path: `${path}.models.${name}.queries`,
            }),
            ...strayReferences(model['schedulers'], schedulers, {
              owner: 'schedulers',
              path: `${path}.models.${name}.schedulers`,
            }),
          ]
        : [],
    ),
  };
}

type EntryCheck = (name: string, entry: JsonObject) => string | null;

function entryIssues(entries: unknown, word: string, path: string, check: EntryCheck): readonly Issue[] {
  if (entries !== undefined && entries !== null && !isJsonObject(entries))
    return [issue(path, `${path} must be an object`)];
  return entriesOf(entries).flatMap(([name, entry]) => {
    const wrong = isJsonObject(entry)
      ? check(name, entry)
      : `${word}=${JSON.stringify(name)} ${entry === null ? 'is nil' : 'must be an object'}`;
    return wrong === null ? [] : [issue(`${path}.${name}`, wrong)];
  });
}

function strayReferences(
  names: unknown,
  defined: unknown,
  { owner, path }: { readonly owner: string; readonly path: string },
): readonly Issue[] {
  const known = isJsonObject(defined) ? defined : {};
  const listed = Array.isArray(names) ? names : [];
  return listed.flatMap((name: unknown): readonly Issue[] =>
    typeof name !== 'string' || Object.hasOwn(known, name)
      ? []
      : [
          issue(
            path,
            `${path.replace(/^spec\./, '')} contains ${JSON.stringify(name)}, which is not listed in ${owner}`,
          ),
        ],
  );
}

function entriesOf(entries: unknown): readonly [string, unknown][] {
  return isJsonObject(entries) ? Object.entries(entries) : [];
}

function issue(path: string, message: string): Issue {
  return { path, reason: 'AnomalyConfigInvalid', message };
}
