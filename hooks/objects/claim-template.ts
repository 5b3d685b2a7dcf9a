import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from './k8s-types.ts';
import type { ExtraMetadata } from './metadata.ts';

/** A claim template as users write it; apiVersion, kind and status have no effect. */
export interface ClaimTemplateSource {
  readonly metadata?: ExtraMetadata | undefined;
  readonly spec?: PersistentVolumeClaimSpec | undefined;
}

/** One of a StatefulSet's volumeClaimTemplates. Common labels do not reach them, because they can never change. */
export function buildClaimTemplate(
  name: string,
  { metadata, spec }: ClaimTemplateSource,
): Pick<PersistentVolumeClaim, 'metadata' | 'spec'> {
  const { labels = {}, annotations = {} } = metadata ?? {};
  const { accessModes = [] } = spec ?? {};
  return {
    metadata: {
      name,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: { ...spec, accessModes: accessModes.length === 0 ? ['ReadWriteOnce'] : accessModes },
  };
}
