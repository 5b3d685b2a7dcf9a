import type { Issue, Verdict } from '../../api/issue.ts';
import type { KubeObject } from '../../lib/kube-object.ts';

/** A demand on an object: null if it is met, else why not. */
export type Rule<CR> = (cr: CR) => Issue | null;

/** Annotation by which a user turns validation of one object off. */
export const skipValidationAnnotation = 'operator.victoriametrics.com/skip-validation';

/** Has the user switched off all rules for this object? Only the exact text `true` counts. */
export function skipsValidation({ metadata }: Pick<KubeObject, 'metadata'>): boolean {
  return metadata.annotations?.[skipValidationAnnotation] === 'true';
}

/** Nothing to complain about. */
export const accepted: Verdict = { issues: [], warnings: [] };

/** Findings of rules, without those that are met. */
export function collect(findings: readonly (Issue | null | readonly Issue[])[]): readonly Issue[] {
  return findings.flatMap((finding) => finding ?? []);
}
