import type { Issue } from '../../api/issue.ts';
import { findBadDuration } from '../../config/duration.ts';
import { type RelabelRuleSpec, relabelWarnings } from './relabeling.ts';

/** spec.streamAggrConfig, as far as it can be misspelt. */
export interface StreamAggregationSpec {
  readonly dedupInterval?: string | undefined;
  readonly ignoreFirstSampleInterval?: string | undefined;
  readonly rules?: readonly AggregationRuleSpec[] | undefined;
}

interface AggregationRuleSpec {
  readonly interval: string;
  readonly dedup_interval?: string | undefined;
  readonly staleness_interval?: string | undefined;
  readonly ignoreFirstSampleInterval?: string | undefined;
  readonly input_relabel_configs?: readonly RelabelRuleSpec[] | undefined;
  readonly output_relabel_configs?: readonly RelabelRuleSpec[] | undefined;
}

/** Durations and regular expressions of aggregation rules that cannot be read. Warnings: the official operator accepts them, the program does not. */
export function streamAggregationWarnings(
  config: StreamAggregationSpec | undefined,
  path = 'spec.streamAggrConfig',
): readonly Issue[] {
  if (config === undefined) return [];
  return [
    ...findBadDuration(`${path}.dedupInterval`, config.dedupInterval),
    ...findBadDuration(`${path}.ignoreFirstSampleInterval`, config.ignoreFirstSampleInterval),
    ...(config.rules ?? []).flatMap((rule, index) => ruleWarnings(rule, `${path}.rules[${index}]`)),
  ];
}

function ruleWarnings(rule: AggregationRuleSpec, path: string): readonly Issue[] {
  const durations = ['interval', 'dedup_interval', 'staleness_interval', 'ignoreFirstSampleInterval'] as const;
  return [
    ...durations.flatMap((field) => findBadDuration(`${path}.${field}`, rule[field])),
    ...relabelWarnings(rule.input_relabel_configs, `${path}.input_relabel_configs`),
    ...relabelWarnings(rule.output_relabel_configs, `${path}.output_relabel_configs`),
  ];
}
