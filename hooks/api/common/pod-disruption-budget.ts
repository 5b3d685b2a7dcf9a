import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { intOrString, textMap } from './scalars.ts';

const podDisruptionBudget = openObject({
  minAvailable: optional(intOrString, 'Number or percentage of pods that must stay; goes before maxUnavailable.'),
  maxUnavailable: optional(intOrString, 'Number or percentage of pods that may be evicted at a time.'),
  selectorLabels: optional(textMap, 'Labels of the pods, in place of the generated ones.'),
  unhealthyPodEvictionPolicy: optional(
    z.enum(['IfHealthyBudget', 'AlwaysAllow']),
    'Whether pods that are not ready may be evicted beyond the budget.',
  ),
});

/** Budget for voluntary evictions of the pods. */
export const podDisruptionBudgetFields = {
  podDisruptionBudget: optional(podDisruptionBudget, 'Limits evictions of the pods, such as by a node drain.'),
};
