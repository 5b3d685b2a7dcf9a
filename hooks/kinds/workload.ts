import type { CustomResource } from '../api/api-kind.ts';
import type { Issue } from '../api/issue.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { SyncInput } from '../metacontroller/contract.ts';

/** Children that may change together. A later phase gets its new spec only when every earlier one is observed as desired and ready (DESIGN 4). */
export interface Phase {
  /** What the status calls it: `vmsingle`, `vmstorage`. */
  readonly name: string;
  readonly children: readonly KubeObject[];
  /**
   * Keys (`objectKey`) of children whose content others change all the time, such as generated configuration. Once they exist, they are
   * written at once and never waited for: else every scrape object that somebody edits would turn the workload `expanding` and back.
   */
  readonly restless?: readonly string[];
  /** True when a child of the phase could not even be built: whatever comes later has to wait. */
  readonly isBroken?: boolean;
}

/** What a kind's build made of a CR. Phases are in roll-out order. */
export interface Built {
  readonly phases: readonly Phase[];
  /** Why something could not be built. If not empty: the built children are applied, every other observed child is retained, the status is `failed`. */
  readonly issues: readonly Issue[];
  /** Findings that harm nothing but shall be seen in the status, such as a claim that cannot grow. */
  readonly findings: readonly Issue[];
  /** Keys (`objectKey`) of observed StatefulSets and claims that this spec no longer wants; any other one that is missing is refused by the guard. */
  readonly removes?: readonly string[];
  /**
   * Observed workloads (Deployments, StatefulSets, DaemonSets and what goes with them, such as budgets) that this spec replaces
   * by others: kept as they are until every phase is observed as desired and ready, then dropped. StatefulSets among them need
   * no entry in `removes`.
   */
  readonly retires?: readonly KubeObject[];
}

/** The CR types which a workload kind's shared fields need. */
interface WorkloadSpec {
  readonly paused?: boolean;
}

/** A CR of a workload kind. */
export type WorkloadCr = CustomResource & { readonly spec: WorkloadSpec };

/** How a kind takes part in the convergence. */
export interface WorkloadRecipe<CR extends WorkloadCr> {
  /** Name of the kind, for messages. */
  readonly kind: string;
  /** All children of the CR in roll-out order. Throws for a bug of ours only. */
  build(input: SyncInput<CR>): Built;
  /** Further status fields of the kind (replicas, selector); none of them may be empty, null or undefined. */
  statusFields?(input: SyncInput<CR>): object;
}
