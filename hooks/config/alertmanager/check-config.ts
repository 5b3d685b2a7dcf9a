import type { Issue, Verdict } from '../../api/issue.ts';
import type { Receiver } from '../../api/receivers/receiver.ts';
import type { VMAlertmanagerConfig, VMAlertmanagerConfigSpec } from '../../api/vmalertmanagerconfig.ts';
import { whyHttpConfigWrong } from './http-config.ts';
import { parseMatchers } from './matcher.ts';
import { type ReceiverCheck, type ReceiverLists, receiverChecks } from './receiver-checks.ts';
import { findBadMatchers, findBadReferences, findBadWaits } from './routes.ts';
import { findTimeMistakes, isEmptyInterval } from './time-interval.ts';

/**
 * Judges a VMAlertmanagerConfig by itself: receivers, time intervals, routes, inhibitions. Issues are what the official operator leaves an
 * object out for; warnings are what it lets through although Alertmanager would refuse the whole configuration for it. Source: reference D5
 */
export function checkAlertmanagerConfig({ metadata, spec }: VMAlertmanagerConfig): Verdict {
  const { route, receivers = [], time_intervals: intervals = [], inhibit_rules: rules = [] } = spec;
  const inhibitions = rules.flatMap((rule, index) => [
    ...matcherIssues(rule.source_matchers, `spec.inhibit_rules[${index}].source_matchers`),
    ...matcherIssues(rule.target_matchers, `spec.inhibit_rules[${index}].target_matchers`),
  ]);
  const own = [...receivers.flatMap(receiverIssues), ...duplicateReceivers(receivers), ...intervalIssues(intervals)];
  const empty = intervals.flatMap(emptyWarning);
  if (route === undefined) return { issues: own, warnings: [...empty, ...inhibitions] };
  const defined = {
    receivers: new Set(receivers.map(({ name }) => name)),
    timeIntervals: new Set(intervals.map(({ name }) => name)),
  };
  const references = findBadReferences(route, defined);
  return {
    issues: [...findBadMatchers(route, metadata), ...own, ...references.issues, ...inhibitions],
    warnings: [...empty, ...references.hidden, ...findBadWaits(route)],
  };
}

function receiverIssues(receiver: Receiver, index: number): readonly Issue[] {
  const { name, ...lists } = receiver;
  const fields = Object.keys(receiverChecks).filter(isListField);
  const unnamed: Issue = {
    path: `spec.receivers[${index}].name`,
    reason: 'ReceiverInvalid',
    message: `receivers[${index}]: name cannot be empty`,
  };
  return [...(name === '' ? [unnamed] : []), ...fields.flatMap((field) => listIssues(lists, field, index))];
}

function listIssues<Field extends keyof ReceiverLists>(
  lists: ReceiverLists,
  field: Field,
  receiver: number,
): readonly Issue[] {
  const check: ReceiverCheck<Field> = receiverChecks[field];
  const entries: readonly Parameters<ReceiverCheck<Field>>[0][] = lists[field] ?? [];
  return entries.flatMap((entry, index): readonly Issue[] => {
    const wrong = check(entry) ?? ('http_config' in entry ? whyHttpConfigWrong(entry.http_config) : null);
    if (wrong === null) return [];
    const message = `receivers[${receiver}]: ${field}[${index}]: ${wrong}`;
    return [{ path: `spec.receivers[${receiver}].${field}[${index}]`, reason: 'ReceiverInvalid', message }];
  });
}

function isListField(name: string): name is keyof ReceiverLists {
  return name in receiverChecks;
}

function duplicateReceivers(receivers: readonly Receiver[]): readonly Issue[] {
  return duplicates(receivers).map(({ name, index }) => ({
    path: `spec.receivers[${index}].name`,
    reason: 'ReceiverInvalid',
    message: `notification config name ${JSON.stringify(name)} is not unique`,
  }));
}

type NamedInterval = NonNullable<VMAlertmanagerConfigSpec['time_intervals']>[number];

function intervalIssues(intervals: readonly NamedInterval[]): readonly Issue[] {
  const issue = (path: string, message: string): Issue => ({ path, reason: 'TimeIntervalInvalid', message });
  const doubled = duplicates(intervals).map(({ name, index }) =>
    issue(`spec.time_intervals[${index}].name`, `time_intervals[${index}].name=${JSON.stringify(name)} is not unique`),
  );
  const wrong = intervals.flatMap(({ name, time_intervals: spans }, index) => {
    const where = `time_intervals[${index}]`;
    const unnamed = name === '' ? [issue(`spec.${where}.name`, 'empty name field for time interval')] : [];
    const mistakes = spans.flatMap((span, position) =>
      findTimeMistakes(span).map(({ field, message }) =>
        issue(
          `spec.${where}.time_intervals[${position}].${field}`,
          `${where}: time_intervals[${position}].${field}: ${message}`,
        ),
      ),
    );
    return [...unnamed, ...mistakes];
  });
  return [...doubled, ...wrong];
}

function emptyWarning({ name, time_intervals: spans }: NamedInterval, index: number): readonly Issue[] {
  if (!spans.every(isEmptyInterval)) return [];
  const message = `time interval ${JSON.stringify(name)} says no time at all: it is left out, and a route cannot use it`;
  return [{ path: `spec.time_intervals[${index}]`, reason: 'TimeIntervalInvalid', message }];
}

function matcherIssues(matchers: readonly string[] | undefined, path: string): readonly Issue[] {
  return (matchers ?? []).flatMap((text, index): readonly Issue[] => {
    const parsed = parseMatchers(text);
    if (parsed.ok) return [];
    const message = `cannot parse matcher=${JSON.stringify(text)}: ${parsed.error}`;
    return [{ path: `${path}[${index}]`, reason: 'MatcherInvalid', message }];
  });
}

function duplicates(items: readonly { readonly name: string }[]): readonly { name: string; index: number }[] {
  const seen = new Set<string>();
  return items.flatMap(({ name }, index) => {
    const isDouble = seen.has(name);
    seen.add(name);
    return isDouble ? [{ name, index }] : [];
  });
}
