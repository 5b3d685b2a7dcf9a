import type { RegisteredKind } from '../kinds/kind.ts';
import type { ChildKind, RelatedKind } from '../metacontroller/contract.ts';

/** What the decorator on Namespaces declares. */
export interface NamespaceExtras {
  readonly childKinds: readonly ChildKind[];
  readonly relatedKinds: readonly RelatedKind[];
  readonly resyncPeriodSeconds: number;
}

const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims' };

/**
 * Kinds of the Namespace decorator: it attaches claims that outlive their CR and reads the CRs that want them. The claims are
 * related as well, because Metacontroller does not count them as attachments (DESIGN 2.11).
 */
export function namespaceExtras(registry: readonly RegisteredKind[]): NamespaceExtras {
  const owners = registry.filter(({ controller }) => controller?.retainedClaims !== undefined);
  return {
    childKinds: [{ ...claims, updateMethod: 'InPlace' }],
    relatedKinds: [
      claims,
      ...owners.map(({ api }) => ({ apiVersion: `${api.group}/${api.version}`, kind: api.kind, resource: api.plural })),
    ],
    // Bounds how long a lost event can matter; at 60 s, 2,000 namespaces would cost more than the idle budget (DESIGN 2.10, 2.13).
    resyncPeriodSeconds: 300,
  };
}
