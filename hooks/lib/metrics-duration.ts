import { err, ok, type Result } from './result.ts';

const milliseconds: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

// `M` is no minute: in MetricsQL it is the number suffix for a million.
const part = /^(-?)(\d+(?:\.\d*)?)(ms|mS|Ms|MS|m|[shdwyiSHDWYI])/;
const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const monthMs = 31 * 24 * 3_600_000;
const maxMonths = 1200;
const maxLength = 1000;

/**
 * Parses a VictoriaMetrics duration (`5m`, `1h30m`, `1d`, `2h-5m`, `90` = seconds) into whole milliseconds, negative allowed.
 * `i` is the query's step, which defaults to 0 as it does for flags. A year has 365 days.
 * Source: https://docs.victoriametrics.com/victoriametrics/metricsql/#metricsql-features (durations), metricsql.DurationValue.
 */
export function parseMetricsDuration(text: string, stepMs = 0): Result<number, string> {
  if (text === '' || text.length > maxLength) return err(`cannot parse duration ${quote(text)}`);
  if (/[\d.]$/.test(text) && plainNumber.test(text)) return toWholeMs(Number(text) * 1000, text);
  let rest = text;
  let total = 0;
  // `-2h5m` is minus two hours and minus five minutes.
  let isMinus = false;
  while (rest !== '') {
    const [all, sign = '', number = '', unit = ''] = part.exec(rest) ?? [];
    if (all === undefined || /^m[ib]/i.test(rest.slice(sign.length + number.length))) {
      return err(`cannot parse duration ${quote(text)}: expected a number with one of ms, s, m, h, d, w, y`);
    }
    if (sign === '-' && Number(number) !== 0) isMinus = true;
    const value = Number(number) * (milliseconds[unit.toLowerCase()] ?? stepMs);
    total += isMinus ? -value : value;
    rest = rest.slice(all.length);
  }
  return toWholeMs(total, text);
}

/**
 * Parses a retention as the `-retentionPeriod` flag does: `6` and `1.5` are months of 31 days (at most 1200), otherwise a
 * positive duration whose unit is not minutes (`30d`, `1y`, `100h`). Gives milliseconds.
 */
export function parseRetention(text: string): Result<number, string> {
  if (plainNumber.test(text)) {
    const months = Number(text);
    if (months > maxMonths) return err(`duration months must be smaller than ${maxMonths}; got ${text}`);
    if (months < 0) return err(`duration months cannot be negative; got ${text}`);
    return toWholeMs(months * monthMs, text);
  }
  const lower = text.toLowerCase();
  if (lower.endsWith('m')) {
    return err(`months are written without the suffix m, which would be read as minutes; got ${quote(text)}`);
  }
  const duration = parseMetricsDuration(lower);
  if (duration.ok && duration.value < 0) return err(`duration cannot be negative; got ${quote(text)}`);
  return duration;
}

// Beyond 2^53 ms, 285,000 years, a number is no longer exact; the programs cap there anyway, but read no number beyond a float's range.
function toWholeMs(value: number, text: string): Result<number, string> {
  if (!Number.isFinite(value)) return err(`cannot parse duration ${quote(text)}: the number is too large`);
  const whole = Math.trunc(value);
  return ok(Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, whole === 0 ? 0 : whole)));
}

function quote(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}
