import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { flag, text, texts } from './scalars.ts';

/** Reading the logs of the containers on each node. */
export const logCollector = openObject({
  enabled: optional(flag, 'Run on every node and read the logs of its containers.'),
  tenantID: optional(text, 'Tenant of the logs, as account:project.'),
  streamFields: optional(texts, 'Fields that name the log stream.'),
  msgFields: optional(texts, 'Fields that may hold the message; the first that is there counts.'),
  timeFields: optional(texts, 'Fields that may hold the time; the first that is there counts.'),
  ignoreFields: optional(texts, 'Fields that are dropped.'),
  decolorizeFields: optional(texts, 'Fields that lose their terminal colours.'),
  extraFields: optional(text, 'Fields that every log gets, as a JSON object.'),
  excludeFilter: optional(text, 'Filter in LogsQL; logs of containers that match it are not read.'),
  includePodLabels: optional(flag, 'Add the labels of the pod to its logs; true without it.'),
  includePodAnnotations: optional(flag, 'Add the annotations of the pod to its logs.'),
  includeNodeLabels: optional(flag, 'Add the labels of the node to its logs.'),
  includeNodeAnnotations: optional(flag, 'Add the annotations of the node to its logs.'),
  logsPath: optional(text, 'Directory with the logs of the containers; then volumes must provide it.'),
  checkpointsPath: optional(text, 'File that remembers how far each log was read.'),
});
