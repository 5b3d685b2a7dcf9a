import type { Issue, Verdict } from '../../api/issue.ts';

/** A demand on an object: null if it is met, else why not. */
export type Rule<CR> = (cr: CR) => Issue | null;

/** Nothing to complain about. */
export const accepted: Verdict = { issues: [], warnings: [] };

/** Findings of rules, without those that are met. */
export function collect(findings: readonly (Issue | null | readonly Issue[])[]): readonly Issue[] {
  return findings.flatMap((finding) => finding ?? []);
}
