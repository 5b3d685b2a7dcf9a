import type { ApiKind, CustomResource } from '../api/api-kind.ts';
import type { Issue, Verdict } from '../api/issue.ts';
import type { Settings } from '../api/settings.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { Result } from '../lib/result.ts';
import type { ChildKind, RelatedKind, RelateRule, SyncInput, SyncOutput } from '../metacontroller/contract.ts';
import type { RbacRule } from '../objects/scraper-rbac.ts';

/** A volume claim that outlives its CR. It is attached to the Namespace, never a child of the CR (DESIGN 2.11). */
export interface RetainedClaim {
  /** The claim as the spec wants it, without owner references. */
  readonly claim: KubeObject;
  /** spec.removePvcAfterDelete: delete the claim once the CR is gone. */
  readonly removeAfterDelete: boolean;
}

/** The controller of one kind: what it creates, what it reads, and the pure functions that decide. */
export interface Controller<CR extends CustomResource> {
  readonly childKinds: readonly ChildKind[];
  readonly relatedKinds: readonly RelatedKind[];
  readonly resyncPeriodSeconds: number;
  /** True where sync gets what admission has against the parent, because not every cluster asks admission: the official operator judges clusters a second time when it builds them. */
  readonly asksAdmission?: boolean;
  /** Related objects of a parent; depends on nothing but the parent's metadata and spec. */
  relate(parent: CR, settings: Settings): readonly RelateRule[];
  /** All children and the status. Throws when a group that relate names is missing in the request. */
  sync(input: SyncInput<CR>): SyncOutput;
  /** False for a CR that certainly has no claims, judged from the raw object: namespace-extras then need not parse it. Goes with retainedClaims. */
  mayRetainClaims?(cr: KubeObject): boolean;
  /** The claims which namespace-extras attaches for this CR. */
  retainedClaims?(cr: CR, settings: Settings): readonly RetainedClaim[];
  /** False for a CR that certainly has no cluster-scoped objects, judged from the raw object. Goes with clusterObjects. */
  mayHaveClusterObjects?(cr: KubeObject): boolean;
  /** The cluster-scoped objects (ClusterRole, ClusterRoleBinding) which namespace-extras attaches for this CR; their names begin with clusterNamePrefix. */
  clusterObjects?(cr: CR, settings: Settings): readonly KubeObject[];
  /** Every rule that a Role or ClusterRole made for a CR may hold. Metacontroller must hold them itself: the API server lets nobody grant what he lacks (DESIGN 2.22). */
  readonly grants?: readonly RbacRule[];
}

/** One kind: its API, and its controller where it has one. */
export interface Kind<CR extends CustomResource = CustomResource> {
  readonly api: ApiKind<CR>;
  readonly controller?: Controller<CR>;
}

/** A kind with its rules. They live in hooks/admission, which kinds may not import, so the registry ties the two together. */
export interface ValidatedKind<CR extends CustomResource = CustomResource> extends Kind<CR> {
  /** Everything beyond structure: rules on one object, and on a change when `old` is given. */
  validate(cr: CR, settings: Settings, old?: CR): Verdict;
}

/** A Kind with its CR type hidden behind `parse`, so that kinds of different types stand in one list. */
export interface RegisteredKind {
  readonly api: ApiKind;
  /** Structure check: mistyped and missing fields are issues with their path. Unknown fields are kept and tolerated, as the official operator does at run time. */
  parse(object: unknown): Result<CustomResource, readonly Issue[]>;
  /** Fields that the schema does not know, embedded Kubernetes types included, each with the nearest right spelling. For admission and the CLI; not on the hot path. */
  unknownFields(object: unknown): readonly Issue[];
  validate(cr: CustomResource, settings: Settings, old?: CustomResource): Verdict;
  readonly controller?: Controller<CustomResource>;
}
