import type { KubeObject } from '../lib/kube-object.ts';
import type { ObjectStore } from './store.ts';

/**
 * Kubernetes' garbage collection: an object whose owners are all gone is deleted, and so are its own dependents; where some owners live,
 * only the dangling references go. Source: https://kubernetes.io/docs/concepts/architecture/garbage-collection/
 */
export function collectGarbage(store: ObjectStore): void {
  for (let hasChanged = true; hasChanged; ) {
    const uids = new Set(store.all().map(({ metadata }) => metadata.uid));
    const dangling = store.all().filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => !uids.has(uid)));
    for (const object of dangling) dropOwners(store, object, uids);
    hasChanged = dangling.length > 0;
  }
}

function dropOwners(store: ObjectStore, object: KubeObject, uids: ReadonlySet<string | undefined>): void {
  const owners = object.metadata.ownerReferences?.filter(({ uid }) => uids.has(uid)) ?? [];
  if (owners.length === 0) store.delete(object, 'garbage-collector');
  else store.put({ ...object, metadata: { ...object.metadata, ownerReferences: owners } }, 'garbage-collector');
}
