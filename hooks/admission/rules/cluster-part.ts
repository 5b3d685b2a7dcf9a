import type { Issue } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { portIssues } from '../../objects/port-number.ts';
import { collect } from './rule.ts';
import {
  completesVpa,
  findsVpaApi,
  leavesIdsToOpenShift,
  namesServiceApart,
  stopsInTime,
  type WorkloadRuleSpec,
} from './workload.ts';

/** One part of a cluster, as far as the rules that all parts share look at it. */
export interface PartRuleSpec extends WorkloadRuleSpec {
  readonly port?: string | undefined;
}

/** Issues of one part of a cluster. `path` is that of the part, `mainName` the name of its Service. */
export function partIssues(part: PartRuleSpec | undefined, path: string, mainName: string): readonly Issue[] {
  if (part === undefined) return [];
  const issues = collect([namesServiceApart(part, mainName), completesVpa(part), stopsInTime(part)]);
  return [...issues.map((issue) => below(path, issue)), ...portIssues({ ...part }, path)];
}

/** Warnings of one part of a cluster, whose path is `path`. */
export function partWarnings(part: PartRuleSpec | undefined, path: string, settings: Settings): readonly Issue[] {
  if (part === undefined) return [];
  const issues = collect([leavesIdsToOpenShift(part, settings), findsVpaApi(part, settings)]);
  return issues.map((issue) => below(path, issue));
}

/** The shared rules speak of `spec`; here that is the part. */
function below(path: string, { reason, message, path: original }: Issue): Issue {
  return {
    path: original.replace(/^spec(?=\.)/, path),
    reason,
    message: message.replace(/^spec(?=\.)/, path),
  };
}
