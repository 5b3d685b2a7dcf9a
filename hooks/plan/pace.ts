import { fieldAt } from '../lib/field-path.ts';
import { scaleIntOrPercent } from '../lib/int-or-percent.ts';
import type { KubeObject } from '../lib/kube-object.ts';

/** How a workload replaces its pods. */
export type Pace =
  /** When somebody deletes them (OnDelete). */
  | { readonly by: 'hand' }
  /** `atOnce` at the same time, of which `missing` are not there meanwhile; the others' successors are ready before they go. */
  | { readonly by: 'controller'; readonly atOnce: number; readonly missing: number }
  /** One on every node, on this many nodes at the same time: a number, or a percentage where it is one. */
  | { readonly by: 'nodes'; readonly atOnce: number | string };

/** How a Deployment, StatefulSet or DaemonSet replaces its pods, with the defaults of the API server. Source: https://kubernetes.io/docs/concepts/workloads/controllers */
export function paceOf(workload: KubeObject): Pace {
  const strategy = fieldAt(workload, ['spec', workload.kind === 'Deployment' ? 'strategy' : 'updateStrategy']);
  const type = fieldAt(strategy, ['type']) ?? 'RollingUpdate';
  const limits = {
    surge: fieldAt(strategy, ['rollingUpdate', 'maxSurge']),
    unavailable: fieldAt(strategy, ['rollingUpdate', 'maxUnavailable']),
  };
  if (type === 'OnDelete') return { by: 'hand' };
  const pods = podCount(workload);
  switch (workload.kind) {
    case 'Deployment': {
      if (type === 'Recreate') return { by: 'controller', atOnce: pods, missing: pods };
      const surge = scaleIntOrPercent(limits.surge ?? '25%', pods, 'up') ?? 0;
      const unavailable = scaleIntOrPercent(limits.unavailable ?? '25%', pods, 'down') ?? 0;
      // With neither it would never get on, so Kubernetes lets one be missing.
      const missing = surge === 0 ? Math.max(1, unavailable) : unavailable;
      return { by: 'controller', atOnce: Math.min(pods, surge + missing), missing: Math.min(pods, missing) };
    }
    case 'DaemonSet': {
      const value = limits.unavailable ?? 1;
      return { by: 'nodes', atOnce: typeof value === 'number' ? value : String(value) };
    }
    default: {
      const wished = scaleIntOrPercent(limits.unavailable ?? 1, pods, 'down') ?? 1;
      const missing = Math.min(pods, Math.max(1, wished));
      return { by: 'controller', atOnce: missing, missing };
    }
  }
}

function podCount(workload: KubeObject): number {
  const replicas = fieldAt(workload, ['spec', 'replicas']);
  return typeof replicas === 'number' ? replicas : 1;
}
