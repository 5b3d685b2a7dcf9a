import type { Settings } from '../api/settings.ts';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from './k8s-types.ts';
import { childMetadata, type ExtraMetadata, type Identity, selectorLabels, withCommonMetadata } from './metadata.ts';

/** The volume claim of a component, without owner: claims outlive their CR and belong to the Namespace. The user's storageMetadata wins over managedMetadata, the selector's labels win over both. */
export function buildClaim(
  identity: Identity,
  spec: PersistentVolumeClaimSpec,
  storageMetadata: ExtraMetadata | undefined,
  settings: Settings,
): PersistentVolumeClaim {
  const metadata = childMetadata(identity, {
    labels: { ...identity.managed?.labels, ...storageMetadata?.labels, ...selectorLabels(identity) },
    annotations: { ...identity.managed?.annotations, ...storageMetadata?.annotations },
  });
  const accessModes =
    spec.accessModes !== undefined && spec.accessModes.length > 0 ? spec.accessModes : ['ReadWriteOnce'];
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: withCommonMetadata(metadata, settings),
    spec: { ...spec, accessModes },
  };
}
