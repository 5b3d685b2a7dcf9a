/** A span of time as a user writes it; a time lies in it if it lies in one entry of every list. */
export interface TimeIntervalSpec {
  readonly times?: readonly { readonly start_time: string; readonly end_time: string }[] | undefined;
  readonly weekdays?: readonly string[] | undefined;
  readonly days_of_month?: readonly string[] | undefined;
  readonly months?: readonly string[] | undefined;
  readonly years?: readonly string[] | undefined;
  readonly location?: string | undefined;
}

/** A mistake in a span of time: the field, such as `weekdays[0]`, and a sentence. */
export interface TimeFinding {
  readonly field: string;
  readonly message: string;
}

type Checker = (text: string) => string | null;

/** Who reads the span: the operator takes weekdays as numbers too, Alertmanager takes months of any number. */
export type TimeDialect = 'operator' | 'alertmanager';

/** What is wrong with a span of time, the first mistake of each entry. Source: reference D5.2, https://prometheus.io/docs/alerting/latest/configuration/#time_interval-0 */
export function findTimeMistakes(
  interval: TimeIntervalSpec,
  dialect: TimeDialect = 'operator',
): readonly TimeFinding[] {
  const [weekday, month] = dialect === 'operator' ? [weekdayOf, monthOf] : [weekdayByName, monthOfAnyNumber];
  const lists: readonly [string, readonly string[] | undefined, Checker][] = [
    ['weekdays', interval.weekdays, (text) => whyRangeWrong(text, weekday, whyDescending('day'))],
    ['days_of_month', interval.days_of_month, whyDaysWrong],
    ['months', interval.months, (text) => whyRangeWrong(text, month, whyDescending('month'))],
    ['years', interval.years, (text) => whyRangeWrong(text, yearOf, whyDescending('year'))],
  ];
  const times = (interval.times ?? []).flatMap(({ start_time, end_time }, index) =>
    finding(`times[${index}]`, whyTimesWrong(start_time, end_time)),
  );
  const ranges = lists.flatMap(([name, entries = [], check]) =>
    entries.flatMap((entry, index) => finding(`${name}[${index}]`, check(entry))),
  );
  return [...times, ...ranges];
}

/** True if nothing is set, so that Alertmanager would get no entry at all. */
export function isEmptyInterval({ location, ...lists }: TimeIntervalSpec): boolean {
  return !location && Object.values(lists).every((list) => list === undefined || list.length === 0);
}

function finding(field: string, message: string | null): readonly TimeFinding[] {
  return message === null ? [] : [{ field, message }];
}

function whyTimesWrong(start: string, end: string): string | null {
  const [from, to] = [minuteOf(start), minuteOf(end)];
  if (from === undefined) return `start_time=${JSON.stringify(start)} is no time of the form HH:MM`;
  if (to === undefined) return `end_time=${JSON.stringify(end)} is no time of the form HH:MM`;
  return from < to ? null : 'start time cannot be equal or greater than end time';
}

function minuteOf(time: string): number | undefined {
  if (!/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(time)) return undefined;
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

type Member = (text: string) => number | string;

const weekdayOf: Member = (text) => {
  const day = /^[0-6]$/.test(text) ? Number(text) : weekdays.indexOf(text);
  if (day >= 0) return day;
  return `day of week=${JSON.stringify(text)} is not valid, expect day name from sunday to saturday or number from 0 to 6`;
};

const monthOf: Member = (text) => {
  const month = /^\d{1,2}$/.test(text) ? Number(text) : months.indexOf(text) + 1;
  if (month >= 1 && month <= 12) return month;
  return `month=${JSON.stringify(text)} is not valid, expect month name from january to december or number from 1 to 12`;
};

const weekdayByName: Member = (text) => (/^\d/.test(text) ? `${text} is not a valid weekday` : weekdayOf(text));

const monthOfAnyNumber: Member = (text) => (/^-?\d{1,9}$/.test(text) ? Number(text) : monthOf(text));

const yearOf: Member = (text) =>
  /^\d{1,9}$/.test(text) ? Number(text) : `year=${JSON.stringify(text)} is not valid, expect a number`;

const dayOf: Member = (text) => {
  const day = /^-?\d{1,2}$/.test(text) ? Number(text) : 0;
  if (day !== 0 && Math.abs(day) <= 31) return day;
  return `day of month=${JSON.stringify(text)} is not valid, expect a number from 1 to 31 or from -31 to -1`;
};

const whyDaysWrong: Checker = (text) =>
  whyRangeWrong(text, dayOf, (start, end) => {
    if (start < 0 && end > 0) return 'end day must be negative if start day is negative';
    // Days from the end of the month are compared as in the shortest month: only what is never right is refused.
    const [from, to] = [start, end].map((day) => (day < 0 ? 28 + day : day));
    return (from ?? 0) <= (to ?? 0) ? null : `end day ${end} is always before start day ${start}`;
  });

function whyDescending(unit: string): (start: number, end: number) => string | null {
  return (start, end) => (start <= end ? null : `start ${unit} cannot be after end ${unit}`);
}

/** Checks `a` or `a:b`. */
function whyRangeWrong(
  text: string,
  member: Member,
  whyOrderWrong: (start: number, end: number) => string | null,
): string | null {
  const [first = '', second = first, ...more] = text.split(':');
  if (more.length > 0) return `${JSON.stringify(text)} is no range of the form start:end`;
  const [start, end] = [member(first), member(second)];
  if (typeof start === 'string') return `cannot convert startStr: ${start}`;
  if (typeof end === 'string') return `cannot convert endStr: ${end}`;
  return whyOrderWrong(start, end);
}
