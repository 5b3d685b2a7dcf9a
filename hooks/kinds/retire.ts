import { compareBytewise } from '../lib/bytewise.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import type { ObjectGroups } from '../metacontroller/contract.ts';
import { retain } from '../metacontroller/retain.ts';
import { findObserved } from './gate.ts';

/** What becomes of the workloads that others replace. */
export interface Retirement {
  /** Those that stay for now, as they are. */
  readonly children: readonly KubeObject[];
  /** What the status says of them: at most one sentence. */
  readonly awaited: readonly string[];
  /** Keys of those that go with this answer. */
  readonly removes: readonly string[];
}

/** Input of a retirement. */
export interface RetireInput {
  /** Built.retires: objects that the new spec no longer wants. */
  readonly retires: readonly KubeObject[];
  /** Children that are answered anyway: what the spec wants is not retired. */
  readonly answered: readonly KubeObject[];
  readonly observed: ObjectGroups;
  /** True when all that the spec wants is observed as desired and ready, or nothing waits because the CR is being deleted. */
  readonly isReplaced: boolean;
  readonly fieldManager: string;
}

/**
 * Make before break: a workload that the spec replaces (another mode, other shards) stays untouched until its replacement is
 * there and ready, and goes in one answer then. A replacement that fails or cannot be applied never takes the old one
 * away. Only observed objects are named; their order in the input does not matter.
 */
export function retireReplaced({ retires, answered, observed, isReplaced, fieldManager }: RetireInput): Retirement {
  const wanted = new Set(answered.map(identify));
  const old = new Map<string, KubeObject>();
  for (const object of retires) {
    const live = findObserved(observed, object);
    if (live !== undefined && !wanted.has(identify(live))) old.set(identify(live), live);
  }
  const replaced = [...old].sort(([a], [b]) => compareBytewise(a, b)).map(([, live]) => live);
  if (isReplaced) return { children: [], awaited: [], removes: replaced.map(objectKey) };
  return {
    children: replaced.map((live) => retain(live, fieldManager)),
    awaited: replaced.length === 0 ? [] : [`kept until then: ${replaced.map(objectKey).join(', ')}`],
    removes: [],
  };
}

function identify(object: KubeObject): string {
  return `${object.apiVersion} ${objectKey(object)}`;
}
