import type { NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from './k8s-types.ts';
import { childMetadata, type Identity, selectorLabels } from './metadata.ts';

/** spec.networkPolicy: the rules; which pods they are for is derived. */
export interface EmbeddedNetworkPolicy {
  readonly ingress?: readonly NetworkPolicyIngressRule[] | undefined;
  readonly egress?: readonly NetworkPolicyEgressRule[] | undefined;
}

/** NetworkPolicy over the component's pods. A direction counts as restricted only if it has rules. */
export function buildNetworkPolicy(identity: Identity, rules: EmbeddedNetworkPolicy): NetworkPolicy {
  const ingress = rules.ingress ?? [];
  const egress = rules.egress ?? [];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: childMetadata(identity),
    spec: {
      podSelector: { matchLabels: selectorLabels(identity) },
      ...(ingress.length > 0 ? { ingress } : {}),
      ...(egress.length > 0 ? { egress } : {}),
      policyTypes: [...(ingress.length > 0 ? ['Ingress'] : []), ...(egress.length > 0 ? ['Egress'] : [])],
    },
  };
}
