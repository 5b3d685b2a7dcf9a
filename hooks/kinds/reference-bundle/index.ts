import { type ReferenceBundle, referenceBundleApi } from '../../api/reference-bundle.ts';
import { childKind } from '../app/child-kinds.ts';
import type { Kind } from '../kind.ts';
import { referenceBundleRelatedKinds, relateReferenceBundle } from './relate.ts';
import { syncReferenceBundle } from './sync.ts';

/** The values which selected objects refer to, resolved for one workload (DESIGN 6). */
export const referenceBundle: Kind<ReferenceBundle> = {
  api: referenceBundleApi,
  controller: {
    childKinds: [childKind.secret],
    relatedKinds: referenceBundleRelatedKinds,
    resyncPeriodSeconds: 300,
    relate: relateReferenceBundle,
    sync: syncReferenceBundle,
  },
};
