import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { opaqueValue, optional, required } from '../field.ts';
import { dateTime, int64, int64From, text } from './scalars.ts';

/** One condition of a status. */
const condition = openObject({
  type: required(text.max(316), 'Name of the condition.'),
  status: required(z.enum(['True', 'False', 'Unknown']), 'Whether the condition holds.'),
  reason: required(text.min(1).max(1024), 'Why, as one word from the catalogue of reasons.'),
  message: optional(text.max(32768), 'Why, in a sentence for people.'),
  observedGeneration: optional(int64From(0), 'Generation of the object that the condition speaks of.'),
  lastTransitionTime: required(dateTime, 'When the condition last changed its status.'),
  lastUpdateTime: required(dateTime, 'When the condition last changed in any way.'),
});

/** Fields which the status of every kind has. */
const statusFields = {
  updateStatus: optional(text, 'Overall state: expanding, operational, failed or paused.'),
  reason: optional(text, 'Why the object is not operational, in a sentence for people.'),
  observedGeneration: optional(int64, 'Generation of the object that this status speaks of.'),
  conditions: optional(z.array(condition), 'Findings on the object, one per type.', {
    crd: { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['type'] },
  }),
};

/** Status of a kind that runs nothing itself, such as a scrape or a rule. */
export const configStatus = openObject(statusFields);

/** Fields of the status of a kind that runs a workload. */
export const workloadStatusFields = {
  ...statusFields,
  lastAppliedSpec: optional(
    z.unknown(),
    'The spec that was applied last; kept for objects which another operator wrote, never written.',
    {
      crdInstead: opaqueValue,
    },
  ),
};
