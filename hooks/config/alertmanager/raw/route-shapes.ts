import { checkRegex } from '../../../lib/re2.ts';
import { parseMatchers } from '../matcher.ts';
import { findTimeMistakes } from '../time-interval.ts';
import { duration, flag, object, type RawObject, type Shape, text, textMap, texts } from './shape.ts';

const matchers: Shape = {
  kind: 'list',
  item: {
    kind: 'text',
    check: (value) => {
      const parsed = parseMatchers(value);
      return parsed.ok ? null : parsed.error;
    },
  },
};

const regexMap: Shape = {
  kind: 'map',
  value: {
    kind: 'text',
    check: (value) => {
      const checked = checkRegex(`^(?:${value})$`);
      return checked.ok ? null : checked.error;
    },
  },
};

function whyLabelWrong(texts: unknown, expressions: unknown): string | null {
  const wrong = [texts, expressions]
    .flatMap((map) => Object.keys(map ?? {}))
    .find((name) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name));
  if (wrong !== undefined) return `invalid label name ${JSON.stringify(wrong)}`;
  const empty = Object.entries(expressions ?? {}).find(([, value]) => value === undefined);
  return empty === undefined ? null : `invalid regexp value for ${JSON.stringify(empty[0])}`;
}

/** A route and, below it, routes. Source: https://prometheus.io/docs/alerting/latest/configuration/#route */
export const routeShape = object(
  'config.plain',
  {
    receiver: text,
    group_by: texts,
    match: textMap,
    match_re: regexMap,
    matchers,
    mute_time_intervals: texts,
    active_time_intervals: texts,
    continue: flag,
    get routes(): Shape {
      return { kind: 'list', item: routeShape };
    },
    group_wait: duration,
    group_interval: duration,
    repeat_interval: duration,
    labels: textMap,
  },
  (route) => whyLabelWrong(route['match'], route['match_re']) ?? whyGroupingWrong(route),
);

function whyGroupingWrong({ group_by, group_interval, repeat_interval }: RawObject): string | null {
  const labels = (Array.isArray(group_by) ? group_by : []).filter((label) => label !== '...');
  const isAll = Array.isArray(group_by) && labels.length < group_by.length;
  if (labels.some((label) => !label)) return 'invalid label name "" in group_by list';
  if (isAll && labels.length > 0) return 'cannot have wildcard group_by (`...`) and other labels at the same time';
  const double = labels.find((label, index) => labels.indexOf(label) !== index);
  if (double !== undefined) return `duplicated label ${JSON.stringify(double)} in group_by`;
  const zero = /^(0|0[a-z]+)+$/;
  if (zero.test(String(group_interval))) return 'group_interval cannot be zero';
  return zero.test(String(repeat_interval)) ? 'repeat_interval cannot be zero' : null;
}

/** A rule that silences alerts while others fire. */
export const inhibitShape = object(
  'common.plain',
  {
    name: text,
    source_match: textMap,
    source_match_re: regexMap,
    source_matchers: matchers,
    target_match: textMap,
    target_match_re: regexMap,
    target_matchers: matchers,
    equal: texts,
  },
  ({ source_match, source_match_re, target_match, target_match_re }) =>
    whyLabelWrong(source_match, source_match_re) ?? whyLabelWrong(target_match, target_match_re),
);

const times: Shape = { kind: 'list', item: object('timeinterval.yamlTimeRange', { start_time: text, end_time: text }) };

const span = object(
  'timeinterval.TimeInterval',
  { times, weekdays: texts, days_of_month: texts, months: texts, years: texts, location: text },
  (value) => {
    const list = (name: string): readonly string[] => (Array.isArray(value[name]) ? value[name].map(String) : []);
    const ranges = Array.isArray(value['times']) ? value['times'] : [];
    const interval = {
      times: ranges.map((range: RawObject | undefined) => ({
        start_time: String(range?.['start_time'] ?? ''),
        end_time: String(range?.['end_time'] ?? ''),
      })),
      weekdays: list('weekdays'),
      days_of_month: list('days_of_month'),
      months: list('months'),
      years: list('years'),
    };
    const found = findTimeMistakes(interval, 'alertmanager')[0];
    return found === undefined ? null : `${found.field}: ${found.message}`;
  },
);

/** A named span of time; `word` says what the list is called in messages. */
export function namedIntervalShape(word: string): Shape {
  return object('config.plain', { name: text, time_intervals: { kind: 'list', item: span } }, ({ name }) =>
    name === undefined || name === '' ? `missing name in ${word}` : null,
  );
}
