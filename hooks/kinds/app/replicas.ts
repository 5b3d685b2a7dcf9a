import { fieldAt } from '../../lib/field-path.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { isScaledByOthers } from '../../metacontroller/scale-owner.ts';

/** How many pods a workload is told to have, or that it is told nothing. */
export interface Replicas {
  readonly replicaCount?: number | undefined;
  readonly omitsReplicas?: true;
}

/**
 * Replicas of a workload. Without an autoscaler as the spec says. With one the spec counts for the first creation only: then the number stays as
 * observed, and is left out once the autoscaler has set it, because a stale number of ours would undo its work (DESIGN 2.8).
 */
export function replicasOf(
  { replicaCount, hpa }: { readonly replicaCount?: number | undefined; readonly hpa?: object | undefined },
  live: KubeObject | undefined,
): Replicas {
  if (hpa === undefined || live === undefined) return { replicaCount };
  return isScaledByOthers(live) ? { omitsReplicas: true } : { replicaCount: liveReplicas(live) ?? replicaCount };
}

/** Pods that an observed workload is to have, whoever said so. */
export function liveReplicas(live: KubeObject): number | undefined {
  const replicas = fieldAt(live, ['spec', 'replicas']);
  return typeof replicas === 'number' ? replicas : undefined;
}
