import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { field, objectsAt, textAt } from './fields.ts';

/** An object that must exist before a kubelet starts a pod's containers, as `Kind namespace/name`. */
export type PodNeed = string;

/** Builds the key by which needs are compared with what exists. */
export function podNeed(
  kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim',
  namespace: string,
  name: string,
): PodNeed {
  return `${kind} ${namespace}/${name}`;
}

/** Everything that a pod's volumes and environment refer to and that is not optional: a real kubelet waits for it, so the simulated one does. */
export function podNeeds(pod: KubeObject): readonly PodNeed[] {
  const namespace = pod.metadata.namespace ?? '';
  const needs = new Set<PodNeed>();
  const want = (kind: 'Secret' | 'ConfigMap', source: unknown, key: string) => {
    const name = textAt(source, key);
    if (name !== undefined && name !== '' && field(source, 'optional') !== true)
      needs.add(podNeed(kind, namespace, name));
  };
  for (const volume of objectsAt(pod.spec, 'volumes')) {
    for (const source of [volume, ...objectsAt(volume, 'projected', 'sources')]) {
      want('Secret', field(source, 'secret'), 'secretName');
      want('Secret', field(source, 'secret'), 'name');
      want('ConfigMap', field(source, 'configMap'), 'name');
    }
    const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
    if (claim !== undefined) needs.add(podNeed('PersistentVolumeClaim', namespace, claim));
  }
  for (const container of [...objectsAt(pod.spec, 'containers'), ...objectsAt(pod.spec, 'initContainers')]) {
    for (const source of objectsAt(container, 'envFrom')) {
      want('Secret', field(source, 'secretRef'), 'name');
      want('ConfigMap', field(source, 'configMapRef'), 'name');
    }
    for (const variable of objectsAt(container, 'env')) {
      want('Secret', field(variable, 'valueFrom', 'secretKeyRef'), 'name');
      want('ConfigMap', field(variable, 'valueFrom', 'configMapKeyRef'), 'name');
    }
  }
  return [...needs];
}
