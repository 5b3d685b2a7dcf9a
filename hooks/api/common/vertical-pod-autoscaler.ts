import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional, required, withMeta } from '../field.ts';
import { int32, int64From, quantities, quantity, text, texts } from './scalars.ts';

const startupBoostCpu = withMeta(
  openObject({
    type: required(z.enum(['Factor', 'Quantity']), 'Whether the boost multiplies the request or adds to it.'),
    factor: optional(int32, 'Factor for the request; with type Factor only.'),
    quantity: optional(quantity, 'Amount added to the request; with type Quantity only.'),
    durationSeconds: optional(int32, 'Seconds that the boost lasts after the pod is ready.'),
  }),
  {
    crd: {
      'x-kubernetes-validations': [
        { rule: "(self.type == 'Factor') == has(self.factor)", message: 'factor goes with type Factor' },
        { rule: "(self.type == 'Quantity') == has(self.quantity)", message: 'quantity goes with type Quantity' },
      ],
    },
  },
);

const containerPolicy = openObject({
  containerName: optional(text, 'Container that the policy is for; * stands for all others.'),
  mode: optional(z.enum(['Auto', 'Off']), 'Whether the container is scaled.'),
  minAllowed: optional(quantities, 'Least amounts to recommend.'),
  maxAllowed: optional(quantities, 'Greatest amounts to recommend.'),
  controlledResources: optional(texts, 'Resources to scale: cpu, memory.'),
  controlledValues: optional(z.enum(['RequestsAndLimits', 'RequestsOnly']), 'Whether limits follow the requests.'),
  oomBumpUpRatio: optional(quantity, 'Factor for the memory after the container ran out of it.'),
  oomMinBumpUp: optional(quantity, 'Least memory added after the container ran out of it.'),
  memoryAggregationIntervalSeconds: optional(int32.min(1), 'Seconds over which peak memory is taken.'),
  memoryAggregationIntervalCount: optional(int64From(1), 'Number of such intervals that are looked at.'),
  startupBoost: optional(
    openObject({ cpu: optional(startupBoostCpu, 'Boost of the CPU.') }),
    'More resources while the container starts.',
  ),
});

const evictionRequirement = openObject({
  resources: required(texts, 'Resources that the requirement looks at.'),
  changeRequirement: required(
    z.enum(['TargetHigherThanRequests', 'TargetLowerThanRequests']),
    'Direction of the change which allows an eviction.',
  ),
});

const updatePolicy = openObject({
  updateMode: optional(
    z.enum(['Off', 'Initial', 'Recreate', 'InPlaceOrRecreate', 'InPlace', 'Auto']),
    'How recommendations are applied.',
  ),
  minReplicas: optional(int32, 'Fewest live pods at which one may be evicted.'),
  evictionRequirements: optional(z.array(evictionRequirement), 'What must hold before a pod is evicted.'),
  evictAfterOOMSeconds: optional(int32.min(1), 'Seconds after which a container that ran out of memory is evicted.', {
    crd: { format: 'int32' },
  }),
});

/** Vertical autoscaling of the pods. The types belong to the autoscaler's own API, not to Kubernetes. Source: https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md */
export const verticalPodAutoscaler = openObject({
  updatePolicy: optional(updatePolicy, 'When and how recommendations are applied.'),
  resourcePolicy: optional(
    openObject({ containerPolicies: optional(z.array(containerPolicy), 'Policy per container.') }),
    'Limits of the recommendations.',
  ),
  recommenders: optional(
    z.array(openObject({ name: required(text, 'Name of the recommender.') })),
    'Recommender to use; at most one.',
  ),
});
