import type { Issue } from '../../api/issue.ts';

/** spec.hpa, as far as rules look at it. */
export interface AutoscalingRuleSpec {
  readonly minReplicas?: number | undefined;
  readonly maxReplicas?: number | undefined;
  readonly behaviour?: { readonly scaleDown?: object | undefined } | undefined;
}

/** The fewest pods must not be more than the most, which count as none where they are left out. `path` is that of the hpa field. */
export function ordersReplicaLimits(hpa: AutoscalingRuleSpec | undefined, path: string): Issue | null {
  if (hpa?.minReplicas === undefined || hpa.minReplicas <= (hpa.maxReplicas ?? 0)) return null;
  const message = 'minReplicas cannot be greater then maxReplicas';
  return { path: `${path}.minReplicas`, reason: 'AutoscalingInvalid', message };
}
