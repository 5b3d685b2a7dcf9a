import type { VMCluster } from '../../api/vmcluster.ts';
import type { Identity } from '../../objects/metadata.ts';
import { partName } from '../../objects/part-name.ts';

/** What runs in a VMCluster; `vmcluster` is the whole, which has but an account. */
export type PartApp = 'vmcluster' | 'vmstorage' | 'vmselect' | 'vminsert' | 'vmclusterlb';

/** A cluster, as far as identities of its parts depend on it. */
type ClusterNames = Pick<VMCluster, 'metadata'> & {
  readonly spec: Pick<VMCluster['spec'], 'useLegacyNaming' | 'managedMetadata'>;
};

/** Names and labels of one part's children. Source: reference 1.2 */
export function partIdentity(app: PartApp, cr: ClusterNames): Identity {
  return {
    app: app === 'vmclusterlb' ? 'vmclusterlb-vmauth-balancer' : app,
    instance: cr.metadata.name,
    name: partName(app, cr),
    namespace: cr.metadata.namespace,
    partOf: 'vmcluster',
    managed: cr.spec.managedMetadata,
  };
}

/** Name of the Service that lists the pods of a part while the load balancer has the part's own name. */
export function internalServiceName(app: 'vmselect' | 'vminsert', cr: ClusterNames): string {
  const { name } = cr.metadata;
  return cr.spec.useLegacyNaming === true ? `${name}-${app}-internal` : `${app}internal-${name}`;
}
