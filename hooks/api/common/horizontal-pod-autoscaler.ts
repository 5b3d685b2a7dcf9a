import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { opaqueObject, optional } from '../field.ts';
import { HorizontalPodAutoscalerBehavior, MetricSpec } from '../kubernetes.ts';
import { int32 } from './scalars.ts';

const horizontalPodAutoscaler = openObject({
  minReplicas: optional(int32, 'Fewest pods.'),
  maxReplicas: optional(int32, 'Most pods.'),
  metrics: optional(z.array(MetricSpec), 'What the number of pods follows.'),
  behaviour: optional(HorizontalPodAutoscalerBehavior, 'How fast the number of pods may rise and fall.'),
});

const description = 'Horizontal autoscaling; while it is set, the number of pods is left to it.';

/** Horizontal autoscaling of the pods, where the CRDs spell it out. */
export const autoscalingFields = { hpa: optional(horizontalPodAutoscaler, description) };

/** The same for parts of a cluster, where the CRDs keep it as it is. */
export const opaqueAutoscalingFields = {
  hpa: optional(horizontalPodAutoscaler, description, { crdInstead: opaqueObject }),
};
