import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { opaqueValue, optional, required } from '../field.ts';
import { ConfigMapKeySelector } from '../kubernetes.ts';
import { relabelConfigs, textOrTexts } from './relabel-config.ts';
import { flag, integer, text, texts } from './scalars.ts';

const rule = openObject({
  match: optional(
    textOrTexts,
    'Series selector, or a list of them, that chooses the samples to aggregate; all samples without it.',
    {
      crdInstead: opaqueValue,
    },
  ),
  interval: required(text, 'Time between two results, such as 1m.'),
  no_align_flush_to_interval: optional(flag, 'Do not align results to multiples of the interval.'),
  flush_on_shutdown: optional(flag, 'Write unfinished results at the end of the program.'),
  dedup_interval: optional(text, 'Keep one sample per series and this time before aggregating.'),
  staleness_interval: optional(text, 'Forget a series that had no sample for this time.'),
  outputs: required(texts, 'What to compute, such as total, sum_samples or quantiles(0.9).'),
  keep_metric_names: optional(flag, 'Keep metric names instead of adding a suffix per output.'),
  ignore_old_samples: optional(flag, 'Ignore samples older than the current interval.'),
  ignore_first_intervals: optional(integer, 'Number of intervals after the start whose results are dropped.'),
  ignoreFirstSampleInterval: optional(
    text,
    'Time after the start in which first samples of a series do not count for increases.',
  ),
  by: optional(texts, 'Labels to group by.'),
  without: optional(texts, 'Labels to leave out when grouping.'),
  drop_input_labels: optional(texts, 'Labels removed before anything else happens.'),
  input_relabel_configs: optional(relabelConfigs, 'Relabelling before aggregation.'),
  output_relabel_configs: optional(relabelConfigs, 'Relabelling of the results.'),
  enable_windows: optional(flag, 'Aggregate in fixed windows: exacter, for twice the memory.'),
});

/** Stream aggregation, with inline rules, rules from a ConfigMap, or both. */
export const streamAggregation = openObject({
  rules: optional(z.array(rule), 'Aggregation rules.'),
  configmap: optional(ConfigMapKeySelector, 'Key of a ConfigMap with more rules, as YAML.'),
  keepInput: optional(flag, 'Store the samples that matched a rule too.'),
  dropInput: optional(flag, 'Drop all samples, matched or not.'),
  dedupInterval: optional(text, 'Keep one sample per series and this time before aggregating.'),
  ignoreFirstIntervals: optional(integer, 'Number of intervals after the start whose results are dropped.'),
  ignoreFirstSampleInterval: optional(
    text,
    'Time after the start in which first samples of a series do not count for increases.',
  ),
  ignoreOldSamples: optional(flag, 'Ignore samples older than the current interval.'),
  enableWindows: optional(flag, 'Aggregate in fixed windows: exacter, for twice the memory.'),
  dropInputLabels: optional(texts, 'Labels removed before anything else happens.'),
});
