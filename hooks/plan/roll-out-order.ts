import { compareBytewise } from '../lib/bytewise.ts';
import type { KubeObject } from '../lib/kube-object.ts';

// Values of `app.kubernetes.io/name` of the parts of a VMCluster, as the gate lets them through (hooks/kinds/vmcluster/build.ts). They follow
// from labels, since what another release has rendered carries nothing else; a test holds them against the roll-out of the driver.
const parts: readonly string[] = ['vmclusterlb-vmauth-balancer', 'vmstorage', 'vmselect', 'vminsert'];

/**
 * Orders workloads as their pods roll: by namespace, and in it cluster after cluster with the parts of each in roll-out order. Whatever is no
 * part of a cluster comes first and is equal among itself, so a stable sort keeps it as it is.
 */
export function compareRollOut(a: KubeObject, b: KubeObject): number {
  const [left, right] = [placeOf(a), placeOf(b)];
  return (
    compareBytewise(left.namespace, right.namespace) ||
    compareBytewise(left.cluster, right.cluster) ||
    left.part - right.part
  );
}

/** Place of a part among those of its cluster in roll-out order, from 0; -1 for what is no part of a cluster. */
export function partOrder({ metadata }: KubeObject): number {
  return parts.indexOf(metadata.labels?.['app.kubernetes.io/name'] ?? '');
}

function placeOf(object: KubeObject) {
  const { namespace = '', labels } = object.metadata;
  const part = partOrder(object);
  return { namespace, cluster: part < 0 ? '' : (labels?.['app.kubernetes.io/instance'] ?? ''), part };
}
