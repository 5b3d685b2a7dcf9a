import type { JsonObject } from '../lib/json.ts';
import { aggregationRelabelRule, type RelabelRule, withoutEmpty } from './relabel.ts';
import { shortenTexts, type TextOrTexts } from './text-list.ts';
import { toYaml } from './yaml.ts';

/** A stream aggregation rule as a user writes it. */
export interface AggregationRule {
  readonly match?: TextOrTexts | undefined;
  readonly interval: string;
  readonly no_align_flush_to_interval?: boolean | undefined;
  readonly flush_on_shutdown?: boolean | undefined;
  readonly dedup_interval?: string | undefined;
  readonly staleness_interval?: string | undefined;
  readonly outputs: readonly string[];
  readonly keep_metric_names?: boolean | undefined;
  readonly ignore_old_samples?: boolean | undefined;
  readonly by?: readonly string[] | undefined;
  readonly without?: readonly string[] | undefined;
  readonly ignore_first_intervals?: number | undefined;
  readonly ignoreFirstSampleInterval?: string | undefined;
  readonly drop_input_labels?: readonly string[] | undefined;
  readonly input_relabel_configs?: readonly RelabelRule[] | undefined;
  readonly output_relabel_configs?: readonly RelabelRule[] | undefined;
  readonly enable_windows?: boolean | undefined;
}

/**
 * A rule as vmagent reads it, keys in the official order. `interval` and `outputs` are always there. Options that also exist as
 * a flag for all rules stay when they are set, even to false, 0 or []: they override the flag. Empty relabelling rules are left
 * out, because vmagent refuses them. Source: reference 4.7
 */
export function aggregationRule(rule: AggregationRule): JsonObject {
  const fields: readonly (readonly [string, unknown])[] = [
    ['match', shortenTexts(rule.match)],
    ['interval', rule.interval],
    ['no_align_flush_to_interval', rule.no_align_flush_to_interval],
    ['flush_on_shutdown', rule.flush_on_shutdown === true ? true : undefined],
    ['dedup_interval', filled(rule.dedup_interval)],
    ['staleness_interval', filled(rule.staleness_interval)],
    ['outputs', rule.outputs],
    ['keep_metric_names', rule.keep_metric_names],
    ['ignore_old_samples', rule.ignore_old_samples],
    ['by', filledList(rule.by)],
    ['without', filledList(rule.without)],
    ['ignore_first_intervals', rule.ignore_first_intervals],
    ['ignore_first_sample_interval', filled(rule.ignoreFirstSampleInterval)],
    ['drop_input_labels', rule.drop_input_labels],
    ['input_relabel_configs', relabelRules(rule.input_relabel_configs)],
    ['output_relabel_configs', relabelRules(rule.output_relabel_configs)],
    ['enable_windows', rule.enable_windows === true ? true : undefined],
  ];
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Aggregation rules as the text of a file: a YAML list. */
export function renderStreamAggregationRules(rules: readonly AggregationRule[]): string {
  return toYaml(rules.map(aggregationRule));
}

function relabelRules(rules: readonly RelabelRule[] | undefined): readonly JsonObject[] | undefined {
  return filledList(withoutEmpty((rules ?? []).map(aggregationRelabelRule)));
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function filledList<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}
