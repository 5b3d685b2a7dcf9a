import type { KubeObject } from '../lib/kube-object.ts';
import { describeAsWarnings } from './describe.ts';
import { type PlanOptions, plan } from './plan.ts';

/** The `plan` argument of reviewAdmission: what the edit of one object leads to, from its spec alone. Throws as `plan` does. */
export function planWarnings(options: PlanOptions): (before: KubeObject, after: KubeObject) => readonly string[] {
  return (before, after) => describeAsWarnings(plan([before], [after], options));
}
