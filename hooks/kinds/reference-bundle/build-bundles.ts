import { internalGroup, internalVersion } from '../../api/common/internal-resource.ts';
import type { ReferenceBundle } from '../../api/reference-bundle.ts';
import type { Settings } from '../../api/settings.ts';
import type { Reference } from '../../config/reference.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import { internalLabels } from '../internal-kind.ts';
import { isNameable } from './look-up.ts';
import { shardReferences } from './shard-references.ts';
import { signList } from './signed-list.ts';

/** The workload for which references are resolved. */
export interface BundleOwner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
}

/** Bundles as a child kind, for the controllers of workloads that have some. */
export const referenceBundleChild: ChildKind = {
  apiVersion: `${internalGroup}/${internalVersion}`,
  kind: 'ReferenceBundle',
  resource: 'referencebundles',
  updateMethod: 'InPlace',
};

// Half as many on average: a bundle is a request of some 100 kB, and a change of one Secret reads its bundle again.
const maxPerBundle = 256;

/**
 * The signed bundles for what the objects selected by a workload refer to, as its children. Each reference must stand in the namespace of the
 * object that makes it: who calls answers for that, the signature only carries it on. `identityName` is the name of the workload's children.
 * No references, no bundles.
 */
export function buildBundles(
  owner: BundleOwner,
  identityName: string,
  references: readonly Reference[],
  settings: Pick<Settings, 'hmacKeys'>,
): readonly KubeObject[] {
  const { namespace, apiVersion, kind, name: ownerName, uid } = owner;
  const shards = shardReferences(references.filter(isNameable), maxPerBundle);
  return shards.flatMap((shard, index) => {
    if (shard.length === 0) return [];
    // With a dot, no workload's own Secret is called like the Secret of a bundle: their names are those of Services.
    const name = `${identityName}.references-${index}`;
    const list = {
      owner: { apiVersion, kind, name: ownerName, uid },
      references: shard.map((reference) => ({
        kind: reference.kind,
        namespace: reference.namespace,
        name: reference.name,
        key: reference.key,
      })),
    };
    const spec: ReferenceBundle['spec'] = {
      ...list,
      signature: signList({ namespace, name, ...list }, settings.hmacKeys),
    };
    return [
      {
        apiVersion: referenceBundleChild.apiVersion,
        kind: referenceBundleChild.kind,
        metadata: { name, namespace, labels: internalLabels },
        spec,
      },
    ];
  });
}
