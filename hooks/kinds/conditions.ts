import type { Reason } from '../api/reasons.ts';
import { fieldAt } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { truncateBytes } from '../lib/truncate.ts';

/** One entry of status.conditions, as the CRDs of all kinds have it. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: Reason;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly lastUpdateTime: string;
  readonly observedGeneration: number;
}

/** What a condition says, before it is dated. */
export type Fact = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** Longest message of a condition, and longest status.reason; the CRDs allow 32,768, a reader less. */
export const maxMessageBytes = 1024;

/**
 * Dates facts (DESIGN 2.18): `now` where type, status or reason differ from the parent's present status, else both times as they
 * are there, so that an unchanged state costs no write. Without a time, e.g. on a status that was written by hand, now counts.
 */
export function dateConditions(facts: readonly Fact[], parent: KubeObject, now: string): readonly Condition[] {
  return facts.map((fact) => {
    const previous = findCondition(parent, fact.type);
    const isSame = previous?.['status'] === fact.status && previous['reason'] === fact.reason;
    return {
      ...fact,
      message: truncateBytes(fact.message, maxMessageBytes),
      lastTransitionTime: (isSame ? timeOf(previous['lastTransitionTime']) : undefined) ?? now,
      lastUpdateTime: (isSame ? timeOf(previous['lastUpdateTime']) : undefined) ?? now,
      observedGeneration: parent.metadata.generation ?? 0,
    };
  });
}

/** Since when a fact holds by the parent's present status, in milliseconds since 1970; null when it does not hold there. */
export function holdsSince(type: string, parent: KubeObject): number | null {
  const previous = findCondition(parent, type);
  const time = previous?.['status'] === 'True' ? timeOf(previous['lastTransitionTime']) : undefined;
  return time === undefined ? null : Date.parse(time);
}

function findCondition(parent: KubeObject, type: string): Readonly<Record<string, unknown>> | undefined {
  const conditions = fieldAt(parent, ['status', 'conditions']);
  if (!Array.isArray(conditions)) return undefined;
  return conditions.filter(isJsonObject).find((condition) => condition['type'] === type);
}

function timeOf(value: unknown): string | undefined {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
