import type { Identity } from '../../objects/metadata.ts';
import { buildNetworkPolicy, type EmbeddedNetworkPolicy } from '../../objects/network-policy.ts';
import { buildPodDisruptionBudget, type EmbeddedDisruptionBudget } from '../../objects/pod-disruption-budget.ts';
import { type Part, partOf } from './part.ts';

/** Fields of a workload spec that protect its pods. */
export interface GuardsSpec {
  readonly podDisruptionBudget?: EmbeddedDisruptionBudget | undefined;
  readonly networkPolicy?: EmbeddedNetworkPolicy | undefined;
}

/** The disruption budget and the NetworkPolicy of a workload, where they are wanted. */
export function buildGuards(identity: Identity, { podDisruptionBudget: budget, networkPolicy }: GuardsSpec): Part {
  return partOf(
    ...(budget === undefined ? [] : [buildPodDisruptionBudget(identity, budget)]),
    ...(networkPolicy === undefined ? [] : [buildNetworkPolicy(identity, networkPolicy)]),
  );
}
