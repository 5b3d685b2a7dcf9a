import type { Issue } from '../../api/issue.ts';
import { type HeaderRuleSpec, headerIssues, metricLabelIssues, routeRegexWarnings } from './auth-options.ts';
import { findBadBackends } from './backend-url.ts';
import { collect } from './rule.ts';
import { type TargetRefSpec, targetRefIssues, targetRefWarnings } from './target-refs.ts';

type Texts = string | readonly string[];

/** One route to fixed addresses. */
export interface UrlMapItemSpec extends HeaderRuleSpec {
  readonly src_paths?: readonly string[] | undefined;
  readonly src_hosts?: readonly string[] | undefined;
  readonly src_headers?: readonly string[] | undefined;
  readonly src_query_args?: readonly string[] | undefined;
  readonly url_prefix?: Texts | undefined;
}

/** What happens to requests without credentials, as far as rules look at it. */
export interface UnauthorizedRuleSpec extends UserOptionsSpec {
  readonly targetRefs?: readonly TargetRefSpec[] | undefined;
  readonly url_prefix?: Texts | undefined;
  readonly url_map?: readonly UrlMapItemSpec[] | undefined;
  readonly metric_labels?: Readonly<Record<string, string>> | undefined;
  readonly retry_status_codes?: readonly number[] | undefined;
}

/** Options of a user or of requests without one. */
export interface UserOptionsSpec extends HeaderRuleSpec {
  readonly default_url?: readonly string[] | undefined;
}

/** Requests without credentials go somewhere, by one of the forms, and every address is one. `path` is that of the spec. */
export function unauthorizedIssues(spec: UnauthorizedRuleSpec, path: string): readonly Issue[] {
  const prefix = 'incorrect cr.spec.UnauthorizedUserAccess syntax: ';
  const { targetRefs = [], url_map: map = [] } = spec;
  const say = (message: string): Issue => ({
    path,
    reason: 'UnauthorizedAccessInvalid',
    message: `${prefix}${message}`,
  });
  const hasEarlier = map.length > 0 || [spec.url_prefix ?? []].flat().length > 0;
  const hasRetryCodes = (spec.retry_status_codes ?? []).length > 0;
  return collect([
    hasEarlier || targetRefs.length > 0
      ? null
      : say('at least one of `url_map`, `url_prefix` or `targetRefs` must be defined'),
    hasEarlier && targetRefs.length > 0
      ? say('`targetRefs` cannot be used together with `url_prefix` or `url_map`')
      : null,
    findBadBackends(spec.url_prefix, say),
    urlMapIssues(map, `${path}.url_map`, prefix),
    targetRefIssues(targetRefs, { path: `${path}.targetRefs`, label: 'targetRefs', hasRetryCodes }),
    userOptionIssues(spec, path, prefix),
    metricLabelIssues(spec.metric_labels, path, `${prefix}incorrect metricLabelName`),
  ]);
}

/** Each route says what comes to it and where it goes. `prefix` begins the messages. */
export function urlMapIssues(map: readonly UrlMapItemSpec[], path: string, prefix: string): readonly Issue[] {
  return map.flatMap((item, index): readonly Issue[] => {
    const say = (message: string): Issue => ({
      path: `${path}[${index}]`,
      reason: 'UnauthorizedAccessInvalid',
      message: `${prefix}${message} at idx=${index}`,
    });
    const { src_paths = [], src_hosts = [], src_headers = [], src_query_args = [] } = item;
    const isEmpty = [src_paths, src_hosts, src_headers, src_query_args].every((list) => list.length === 0);
    return collect([
      isEmpty
        ? say('incorrect url_map config: at least one of src_paths, src_hosts, src_query_args or src_headers is needed')
        : null,
      [item.url_prefix ?? []].flat().length === 0 ? say('incorrect url_map config: url_prefix cannot be empty') : null,
      findBadBackends(item.url_prefix, say),
      headerIssues(item, `${path}[${index}]`, prefix),
    ]);
  });
}

/** Headers and default addresses. */
export function userOptionIssues(spec: UserOptionsSpec, path: string, prefix: string): readonly Issue[] {
  const urls = findBadBackends(spec.default_url, (wrong, index) => ({
    path: `${path}.default_url[${index}]`,
    reason: 'InvalidUrl',
    message: `${prefix}${wrong}`,
  }));
  return [...urls, ...headerIssues(spec, path, `${prefix}incorrect 'headers' syntax: `)];
}

/** What is doubtful, though the official operator lets it through. */
export function unauthorizedWarnings(spec: UnauthorizedRuleSpec, path: string): readonly Issue[] {
  const { targetRefs = [], url_map: map = [] } = spec;
  return [
    ...targetRefWarnings(targetRefs, `${path}.targetRefs`),
    ...map.flatMap(({ src_paths, src_hosts }, index) =>
      routeRegexWarnings({ src_paths, src_hosts }, `${path}.url_map[${index}]`),
    ),
  ];
}
