import type { Issue } from '../../api/issue.ts';
import type { KubeObject } from '../../lib/kube-object.ts';

/** Some of a workload's children, and why others are missing. */
export interface Part {
  readonly children: readonly KubeObject[];
  readonly issues: readonly Issue[];
}

/** A part that is not wanted. */
export const noPart: Part = { children: [], issues: [] };

/** A part that cannot fail. */
export function partOf(...children: readonly KubeObject[]): Part {
  return { children, issues: [] };
}
