import { optional } from '../field.ts';
import { ConfigMapKeySelector } from '../kubernetes.ts';
import { insertPorts } from './insert-ports.ts';
import { relabelConfigs } from './relabel-config.ts';
import { streamAggregation } from './stream-aggregation.ts';

/** How a program takes in samples, and what it does with them on the way. */
export const ingestionFields = {
  insertPorts: optional(insertPorts, 'Listeners for protocols other than HTTP.'),
  inlineRelabelConfig: optional(relabelConfigs, 'Relabelling of all written samples.'),
  relabelConfig: optional(ConfigMapKeySelector, 'Key of a ConfigMap with further relabelling, as YAML.'),
  streamAggrConfig: optional(streamAggregation, 'Aggregation of samples while they are written.'),
};
