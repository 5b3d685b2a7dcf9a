import type { KubeObject } from '../lib/kube-object.ts';
import { objectKey } from '../lib/kube-object.ts';
import { type Pace, paceOf } from './pace.ts';
import { partOrder } from './roll-out-order.ts';

/** A workload that an edit makes, changes or removes, with or without its pods. */
export interface WorkloadChange {
  /** `StatefulSet demo/vmstorage-main`. */
  readonly workload: string;
  readonly action: 'appears' | 'changes' | 'goes';
  /** Missing where its labels name none. */
  readonly owner?: WorkloadOwner;
  /** Its turn among the workloads of the same custom resource that change, from 1; those of one turn change at the same time. */
  readonly step: number;
  readonly pace: Pace;
}

/** The custom resource that a workload belongs to; the kind in lower case. */
export interface WorkloadOwner {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A workload before and after; at least one side is there. */
export interface WorkloadPair {
  readonly before?: KubeObject;
  readonly after?: KubeObject;
}

/** True for a Deployment, StatefulSet or DaemonSet. */
export function isWorkload({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'apps/v1' && (kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet');
}

/**
 * Changes of workloads with their turns, one custom resource after another in the order given. What goes, goes last: it stays until the
 * rest is ready. The pairs differ, and come in roll-out order.
 */
export function workloadChanges(pairs: readonly WorkloadPair[]): readonly WorkloadChange[] {
  const groups = new Map<string, Turn[]>();
  for (const pair of pairs) {
    const turn = turnOf(pair);
    if (turn === undefined) continue;
    const { kind = '', namespace = '', name = '' } = turn.owner ?? {};
    const group = `${kind} ${namespace}/${name}`;
    groups.set(group, [...(groups.get(group) ?? []), turn]);
  }
  return [...groups.values()].flatMap((turns) => {
    const ranks = [...new Set(turns.map(({ rank }) => rank))].sort((a, b) => a - b);
    return turns
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ rank, ...change }) => ({ ...change, step: ranks.indexOf(rank) + 1 }));
  });
}

interface Turn extends Omit<WorkloadChange, 'step'> {
  readonly rank: number;
}

function turnOf({ before, after }: WorkloadPair): Turn | undefined {
  const object = after ?? before;
  if (object === undefined || !isWorkload(object)) return undefined;
  const owner = ownerOf(object);
  return {
    workload: objectKey(object),
    action: before === undefined ? 'appears' : after === undefined ? 'goes' : 'changes',
    ...(owner === undefined ? {} : { owner }),
    rank: after === undefined ? Number.POSITIVE_INFINITY : partOrder(object),
    pace: paceOf(object),
  };
}

/** The owner by labels, since what another release has rendered has no owner references: a part of a cluster says so, of other kinds the application is the kind. Undefined where they name none. */
export function ownerOf({ metadata }: KubeObject): WorkloadOwner | undefined {
  const labels = metadata.labels ?? {};
  const kind = labels['app.kubernetes.io/part-of'] ?? labels['app.kubernetes.io/name'];
  const name = labels['app.kubernetes.io/instance'];
  return kind === undefined || name === undefined ? undefined : { kind, name, namespace: metadata.namespace ?? '' };
}
