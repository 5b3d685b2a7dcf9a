import { type ReferenceBundle, referenceBundleApi } from '../../api/reference-bundle.ts';
import type { Kind } from '../kind.ts';
import { referenceBundleRelatedKinds, relateReferenceBundle } from './relate.ts';
import { syncReferenceBundle } from './sync.ts';

/** The values which selected objects refer to, resolved for one workload (DESIGN 6). */
export const referenceBundle: Kind<ReferenceBundle> = {
  api: referenceBundleApi,
  controller: {
    childKinds: [{ apiVersion: 'v1', kind: 'Secret', resource: 'secrets', updateMethod: 'InPlace' }],
    relatedKinds: referenceBundleRelatedKinds,
    resyncPeriodSeconds: 300,
    relate: relateReferenceBundle,
    sync: syncReferenceBundle,
  },
};
