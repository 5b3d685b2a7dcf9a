import type { KubeObject } from '../lib/kube-object.ts';

/** Finalizer of the official operator on its custom resources. `vmop takeover` takes it off last. */
export const officialFinalizer = 'apps.victoriametrics.com/finalizer';

/** True while an object still belongs to the official operator, as far as one can see from the object. */
export function isOfficial(object: KubeObject): boolean {
  return object.metadata.finalizers?.includes(officialFinalizer) === true;
}
