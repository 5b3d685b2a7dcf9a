import type { StringMap } from '../lib/kube-object.ts';
import type { PodDisruptionBudget } from './k8s-types.ts';
import { childMetadata, type Identity, selectorLabels } from './metadata.ts';

/** spec.podDisruptionBudget. */
export interface EmbeddedDisruptionBudget {
  readonly minAvailable?: number | string | undefined;
  readonly maxUnavailable?: number | string | undefined;
  readonly selectorLabels?: StringMap | undefined;
  readonly unhealthyPodEvictionPolicy?: string | undefined;
}

/** PodDisruptionBudget over the component's pods, or over those that the user's labels select. `shardLabels` narrow either. Of two limits the first counts: the API server takes only one. */
export function buildPodDisruptionBudget(
  identity: Identity,
  budget: EmbeddedDisruptionBudget,
  shardLabels: StringMap = {},
): PodDisruptionBudget {
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy } = budget;
  const own = budget.selectorLabels ?? {};
  const labels = Object.keys(own).length > 0 ? own : selectorLabels(identity);
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: childMetadata(identity),
    spec: {
      ...(minAvailable === undefined ? {} : { minAvailable }),
      ...(maxUnavailable === undefined || minAvailable !== undefined ? {} : { maxUnavailable }),
      ...(unhealthyPodEvictionPolicy === undefined ? {} : { unhealthyPodEvictionPolicy }),
      selector: { matchLabels: { ...labels, ...shardLabels } },
    },
  };
}
