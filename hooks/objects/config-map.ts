import type { StringMap } from '../lib/kube-object.ts';
import type { ConfigMap } from './k8s-types.ts';
import { childMetadata, type Identity } from './metadata.ts';

/** A ConfigMap with generated text; `data` maps file names to their content. Common labels do not reach ConfigMaps. */
export function buildConfigMap(identity: Identity, name: string, data: StringMap): ConfigMap {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: childMetadata(identity, { name }), data };
}
