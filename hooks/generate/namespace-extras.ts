import type { RegisteredKind } from '../kinds/kind.ts';
import { namespaceExtrasChildKinds, namespaceExtrasRelatedKinds } from '../kinds/namespace-extras/relate.ts';
import type { ChildKind, RelatedKind } from '../metacontroller/contract.ts';

/** What the decorator on Namespaces declares. */
export interface NamespaceExtras {
  readonly childKinds: readonly ChildKind[];
  readonly relatedKinds: readonly RelatedKind[];
  readonly resyncPeriodSeconds: number;
}

// Bounds how long a lost event can matter; at 60 s, 2,000 namespaces would cost more than the idle budget (DESIGN 2.10, 2.13).
const resyncPeriodSeconds = 300;

/** The declaration of the Namespace decorator for the given kinds. */
export function namespaceExtras(registry: readonly RegisteredKind[]): NamespaceExtras {
  return {
    childKinds: namespaceExtrasChildKinds,
    relatedKinds: namespaceExtrasRelatedKinds(registry),
    resyncPeriodSeconds,
  };
}
