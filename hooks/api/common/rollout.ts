import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional } from '../field.ts';
import { intOrString, text } from './scalars.ts';

/** How many pods a roll-out may add and miss at a time. */
export const surgeAndUnavailable = openObject({
  maxSurge: optional(intOrString, 'Number or percentage of pods that may exist beyond the wanted ones.'),
  maxUnavailable: optional(intOrString, 'Number or percentage of pods that may be missing.'),
});

/** How many pods of a StatefulSet may be missing during a roll-out. */
export const statefulRollout = openObject({
  maxUnavailable: optional(
    intOrString,
    'Number or percentage of pods that may be missing; 1 without it, 100% replaces all at once.',
  ),
});

/** How a Deployment replaces its pods. */
export const deploymentRolloutFields = {
  updateStrategy: optional(z.enum(['Recreate', 'RollingUpdate']), 'Replace the pods all at once or one after another.'),
  rollingUpdate: optional(surgeAndUnavailable, 'Steps of a roll-out with strategy RollingUpdate.'),
};

/** Which update strategy a StatefulSet has. */
export const statefulStrategyFields = {
  rollingUpdateStrategy: optional(text, 'Update strategy of the StatefulSet: RollingUpdate or OnDelete.'),
};

/** How a StatefulSet of a cluster replaces its pods. */
export const statefulRolloutFields = {
  ...statefulStrategyFields,
  rollingUpdateStrategyBehavior: optional(statefulRollout, 'How many pods a roll-out replaces at a time.'),
};
