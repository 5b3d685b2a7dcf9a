import { fieldAt } from '../lib/field-path.ts';
import type { KubeObject } from '../lib/kube-object.ts';

/**
 * Must an object be made anew to become what it shall be, and can that do no harm? True for a Service that gets an address of its own or loses
 * it: kept as it is, it would lead its clients to ports where nobody listens, and it holds nothing but its address.
 * Source: https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
 */
export function mustRemake(desired: KubeObject, observed: KubeObject): boolean {
  if (desired.kind !== 'Service' || observed.kind !== 'Service') return false;
  if ([desired, observed].some((service) => fieldAt(service, ['spec', 'type']) === 'ExternalName')) return false;
  return isHeadless(desired) !== isHeadless(observed);
}

function isHeadless(service: KubeObject): boolean {
  return fieldAt(service, ['spec', 'clusterIP']) === 'None';
}
