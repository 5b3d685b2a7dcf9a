import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { changedFields, type FieldChange } from './field-change.ts';
import { objectPatch, type PatchStep } from './object-patch.ts';
import { type PodChange, podChanges } from './pod-change.ts';
import { compareRollOut } from './roll-out-order.ts';
import { type WorkloadChange, type WorkloadPair, workloadChanges } from './workload-change.ts';

/** One object that an edit makes, changes or removes. */
export interface ObjectChange {
  readonly action: 'appears' | 'changes' | 'goes';
  readonly key: string;
  /** Fields of a changed object; empty for the others. */
  readonly fields: readonly FieldChange[];
  /** The same change as a JSON Patch; empty for the others. */
  readonly patch: readonly PatchStep[];
}

/** How two states of the same cluster differ. */
export interface Difference {
  /** By namespace, kind and name. */
  readonly changes: readonly ObjectChange[];
  /** In roll-out order. */
  readonly pods: readonly PodChange[];
  /** Those of `changes` that have pods, in roll-out order. */
  readonly workloads: readonly WorkloadChange[];
}

/** Compares objects by identity: which appear, change and go, and what that does to pods. Of two that share an identity the last one counts. */
export function compareObjects(before: readonly KubeObject[], after: readonly KubeObject[]): Difference {
  const pairs = new Map<string, WorkloadPair>();
  for (const object of before) pairs.set(identity(object), { before: object });
  for (const object of after) pairs.set(identity(object), { ...pairs.get(identity(object)), after: object });
  const sorted = [...pairs.keys()].sort().flatMap((key) => pairs.get(key) ?? []);
  const facts = sorted.map((pair) => ({
    pair,
    changes: objectChange(pair),
    pods: podChanges(pair.before, pair.after),
  }));
  const inOrder = facts.toSorted((a, b) => byRollOut(a.pair, b.pair));
  const differing = inOrder.filter(({ changes, pods }) => changes.length + pods.length > 0);
  return {
    changes: facts.flatMap(({ changes }) => changes),
    pods: inOrder.flatMap(({ pods }) => pods),
    workloads: workloadChanges(differing.map(({ pair }) => pair)),
  };
}

/** What makes two objects the same one; sorts by namespace, kind and name. */
export function identity({ apiVersion, kind, metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''} ${kind} ${apiVersion} ${metadata.name}`;
}

function byRollOut(a: WorkloadPair, b: WorkloadPair): number {
  const [left, right] = [a.after ?? a.before, b.after ?? b.before];
  return left === undefined || right === undefined ? 0 : compareRollOut(left, right);
}

function objectChange({ before, after }: WorkloadPair): readonly ObjectChange[] {
  if (before === undefined)
    return after === undefined ? [] : [{ action: 'appears', key: objectKey(after), fields: [], patch: [] }];
  if (after === undefined) return [{ action: 'goes', key: objectKey(before), fields: [], patch: [] }];
  const fields = changedFields(before, after);
  return fields.length === 0
    ? []
    : [{ action: 'changes', key: objectKey(after), fields, patch: objectPatch(before, after) }];
}
