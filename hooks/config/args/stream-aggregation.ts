import { flag } from './common-args.ts';

/** Options of stream aggregation beside its rules, for all storages or for one. */
export interface AggregationOptions {
  readonly keepInput?: boolean | undefined;
  readonly dropInput?: boolean | undefined;
  readonly dedupInterval?: string | undefined;
  readonly dropInputLabels?: readonly string[] | undefined;
  readonly ignoreFirstIntervals?: number | undefined;
  readonly ignoreFirstSampleInterval?: string | undefined;
  readonly ignoreOldSamples?: boolean | undefined;
  readonly enableWindows?: boolean | undefined;
}

/** Flags of the aggregation that comes before all storages. `file` holds the rules; without rules only deduplication and dropped labels have an effect. Source: reference 4.4 */
export function aggregationArgs(options: AggregationOptions, file: string | undefined): readonly string[] {
  const { dropInputLabels = [] } = options;
  return [
    ...(file === undefined ? [] : ruleArgs(options, file)),
    ...flag('-streamAggr.dedupInterval', options.dedupInterval),
    ...(dropInputLabels.length === 0 ? [] : [`-streamAggr.dropInputLabels=${dropInputLabels.join(',')}`]),
  ];
}

function ruleArgs(options: AggregationOptions, file: string): readonly string[] {
  const { ignoreFirstIntervals = 0 } = options;
  return [
    `-streamAggr.config=${file}`,
    ...(options.keepInput === true ? ['-streamAggr.keepInput=true'] : []),
    ...(options.dropInput === true ? ['-streamAggr.dropInput=true'] : []),
    ...(ignoreFirstIntervals === 0 ? [] : [`-streamAggr.ignoreFirstIntervals=${ignoreFirstIntervals}`]),
    ...flag('-streamAggr.ignoreFirstSampleInterval', options.ignoreFirstSampleInterval),
    ...(options.ignoreOldSamples === true ? ['-streamAggr.ignoreOldSamples=true'] : []),
    ...(options.enableWindows === true ? ['-streamAggr.enableWindows=true'] : []),
  ];
}
