import { flag } from './common-args.ts';

/** spec.downsampling. */
export interface Downsampling {
  readonly dedupInterval?: string | undefined;
  readonly rules?:
    | readonly {
        readonly filter?: string | undefined;
        readonly periods?: readonly { readonly offset: string; readonly interval: string }[] | undefined;
      }[]
    | undefined;
}

/** One of spec.retentionFilters. */
export interface RetentionFilter {
  readonly filter: string;
  readonly retention: string;
}

/** Flags that thin out old samples: one for each rule and period, and the interval of deduplication. Source: reference 2.3 */
export function downsamplingArgs(downsampling: Downsampling | undefined): readonly string[] {
  const periods = (downsampling?.rules ?? []).flatMap(({ filter, periods: rulePeriods }) => {
    const prefix = filter === undefined || filter === '' ? '' : `${filter}:`;
    return (rulePeriods ?? []).map(({ offset, interval }) => `-downsampling.period=${prefix}${offset}:${interval}`);
  });
  return [...periods, ...flag('-dedup.minScrapeInterval', downsampling?.dedupInterval)];
}

/** One flag for each series with a retention of its own. */
export function retentionFilterArgs(filters: readonly RetentionFilter[] | undefined): readonly string[] {
  return (filters ?? []).map(({ filter, retention }) => `-retentionFilter=${filter}:${retention}`);
}
