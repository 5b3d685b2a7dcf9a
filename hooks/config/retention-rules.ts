import type { Issue } from '../api/issue.ts';
import { parseMetricsDuration, parseRetention } from '../lib/metrics-duration.ts';
import type { License } from './args/license.ts';
import { checkSelector } from './metricsql/selector.ts';
import { licenses } from './needs-license.ts';

/** One thinning-out rule: per filter, ages and resolutions. */
interface DownsamplingRule {
  readonly filter?: string | undefined;
  readonly periods: readonly { readonly offset: string; readonly interval: string }[];
}

/** spec fields of VMSingle and VMCluster about how long data is kept and how densely. */
export interface RetentionSpec {
  readonly license?: License | undefined;
  readonly retentionPeriod?: string | undefined;
  readonly downsampling?:
    | { readonly dedupInterval?: string | undefined; readonly rules?: readonly DownsamplingRule[] | undefined }
    | undefined;
  readonly retentionFilters?: readonly { readonly filter: string; readonly retention: string }[] | undefined;
}

/** Downsampling rules must be readable, one per filter, and their intervals multiples of each other. Source: reference D4 */
export function downsamplingIssues({ downsampling, license }: RetentionSpec): readonly Issue[] {
  if (downsampling === undefined) return [];
  const unlicensed = licenses(license, 'spec.downsampling', 'license key is required for downsampling');
  if (unlicensed !== null) return [unlicensed];
  const { dedupInterval, rules = [] } = downsampling;
  const dedup = dedupInterval ? parseMetricsDuration(dedupInterval) : undefined;
  if (dedup !== undefined && !dedup.ok) {
    return [issue('dedupInterval', `downsampling.dedupInterval: invalid duration "${dedupInterval}": ${dedup.error}`)];
  }
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    const filter = rule.filter ?? '';
    const where = `downsampling.rules[${index}]`;
    const at = (message: string) => [issue(`rules[${index}]`, `${where}: ${message}`)];
    if (seen.has(filter)) return at(`duplicate filter "${filter}"`);
    seen.add(filter);
    const selector = filter === '' ? undefined : checkSelector(filter);
    if (selector?.ok === false) return at(`invalid filter ${JSON.stringify(filter)}: ${selector.error}`);
    if (rule.periods.length === 0) return at('periods must not be empty');
    const wrong = whyPeriodsWrong(rule, dedup === undefined ? 0 : dedup.value, dedupInterval ?? '');
    return wrong === null ? [] : at(wrong);
  });
}

/** What is wrong with the periods of one rule, or null. */
function whyPeriodsWrong({ periods }: DownsamplingRule, dedupMs: number, dedupText: string): string | null {
  const intervals: number[] = [];
  for (const [index, { offset, interval }] of periods.entries()) {
    const at = `periods[${index}]`;
    if (offset === '') return `${at}: offset must not be empty`;
    const offsetMs = parseMetricsDuration(offset);
    if (!offsetMs.ok) return `${at}: invalid offset ${JSON.stringify(offset)}: ${offsetMs.error}`;
    if (interval === '') return `${at}: interval must not be empty`;
    const intervalMs = parseMetricsDuration(interval);
    if (!intervalMs.ok) return `${at}: invalid interval ${JSON.stringify(interval)}: ${intervalMs.error}`;
    if (offsetMs.value !== 0 && intervalMs.value <= 0) return `${at}: interval must be greater than 0`;
    if (!isMultiple(offsetMs.value, intervalMs.value))
      return `${at}: offset "${offset}" must be a multiple of interval "${interval}"`;
    if (dedupMs > 0 && !isMultiple(intervalMs.value, dedupMs)) {
      return `${at}: interval "${interval}" must be a multiple of dedupInterval "${dedupText}"`;
    }
    intervals.push(intervalMs.value);
  }
  return whyNotMultiples(periods, intervals);
}

function whyNotMultiples(periods: DownsamplingRule['periods'], intervals: readonly number[]): string | null {
  for (const [i, a] of intervals.entries()) {
    for (const [offset, b] of intervals.slice(i + 1).entries()) {
      const j = i + 1 + offset;
      if (isMultiple(Math.max(a, b), Math.min(a, b))) continue;
      return `periods[${i}] interval "${periods[i]?.interval}" and periods[${j}] interval "${periods[j]?.interval}" must be multiples of each other`;
    }
  }
  return null;
}

/** Retention filters must be readable and must not keep data longer than the whole database does. Without a retentionPeriod there is nothing to compare. */
export function retentionFilterIssues({
  retentionFilters = [],
  retentionPeriod,
  license,
}: RetentionSpec): readonly Issue[] {
  if (retentionFilters.length === 0) return [];
  const unlicensed = licenses(license, 'spec.retentionFilters', 'license key is required for retentionFilters');
  if (unlicensed !== null) return [unlicensed];
  const longest = retentionPeriod ? parseRetention(retentionPeriod) : undefined;
  return retentionFilters.flatMap(({ filter, retention }, index): readonly Issue[] => {
    const path = `spec.retentionFilters[${index}]`;
    const at = (message: string): readonly Issue[] => [
      { path, reason: 'RetentionFilterInvalid', message: `retentionFilters[${index}]: ${message}` },
    ];
    const selector = checkSelector(filter);
    if (!selector.ok) return at(`invalid filter ${JSON.stringify(filter)}: ${selector.error}`);
    const own = parseRetention(retention);
    if (!own.ok) return at(`invalid retention ${JSON.stringify(retention)}: ${own.error}`);
    if (longest === undefined || !longest.ok || own.value <= longest.value) return [];
    return at(`retention "${retention}" must not exceed retentionPeriod "${retentionPeriod}"`);
  });
}

function isMultiple(value: number, of: number): boolean {
  return of === 0 ? value === 0 : value % of === 0;
}

function issue(field: string, message: string): Issue {
  return { path: `spec.downsampling.${field}`, reason: 'DownsamplingInvalid', message };
}
