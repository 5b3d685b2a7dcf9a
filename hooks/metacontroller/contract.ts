import type { Issue } from '../api/issue.ts';
import type { Settings } from '../api/settings.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { SelectorShape } from '../lib/label-selector.ts';
import type { Memo } from '../lib/memo.ts';

/** Label by which Metacontroller knows a parent's children (`generateSelector: true`); its value is the parent's uid. */
export const controllerUidLabel = 'controller-uid';

/** Observed or related objects: `Kind.group/version` (`Deployment.apps/v1`, `Service.v1`) to `namespace/name` to object. Every group that was asked for is present, if only as `{}`. Source: Metacontroller hook API v2. */
export type ObjectGroups = Readonly<Record<string, Readonly<Record<string, KubeObject>>>>;

/** Input of a sync function: one parent with all that is known about it. Nothing else may influence the answer. */
export interface SyncInput<CR> {
  readonly parent: CR;
  readonly children: ObjectGroups;
  readonly related: ObjectGroups;
  readonly settings: Settings;
  /** The time of the request, RFC 3339 in UTC with whole seconds; used only where a condition changes (DESIGN 2.18). */
  readonly now: string;
  /** What admission has against the parent, for a controller that asks for it. */
  readonly refused?: readonly Issue[];
  /** Spares work done before; the answer is the same without it. */
  readonly memo?: Memo;
}

/** Answer of a sync function: *all* children that shall exist. Metacontroller deletes every observed child that is missing here. */
export interface SyncOutput {
  readonly children: readonly KubeObject[];
  readonly status: object;
  /** Keys (`objectKey`) of observed StatefulSets and claims that are missing on purpose; without being listed here, a missing one is refused. Never sent. */
  readonly removes?: readonly string[];
  readonly resyncAfterSeconds?: number;
}

/** Answer of a decorator's sync: only attachments. Labels, annotations and status would be written to the Namespace itself. */
export interface DecorateOutput {
  readonly attachments: readonly KubeObject[];
  /** Keys (`objectKey`) of observed claims that are missing on purpose. Never sent. */
  readonly removes?: readonly string[];
  readonly resyncAfterSeconds?: number;
}

interface RelateTarget {
  readonly apiVersion: string;
  /** Plural resource name: `configmaps`. */
  readonly resource: string;
}

/** One rule of a customize answer. Only the combinations which Metacontroller accepts can be written down (DESIGN 2.2): by names in one namespace (or cluster-scoped names), or by label selector everywhere, in one namespace, or in selected namespaces. */
export type RelateRule = RelateTarget &
  (
    | { readonly names: readonly [string, ...string[]]; readonly namespace?: string }
    | { readonly labelSelector: SelectorShape; readonly namespace?: string }
    | { readonly labelSelector: SelectorShape; readonly namespaceSelector: SelectorShape }
  );

/** A kind of child that a controller may create, as its CompositeController declares it. */
export interface ChildKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly resource: string;
  readonly updateMethod: 'InPlace' | 'OnDelete';
  /** Set for a kind without namespaces; only the decorator on Namespaces has such ones. */
  readonly scope?: 'Cluster';
  /** Set for an API that a cluster may lack (VPA, Gateway API): it goes to an optional kustomize component. */
  readonly optional?: 'vpa' | 'gateway';
}

/** A kind that a controller reads through its customize answer; RBAC is generated from it. */
export interface RelatedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly resource: string;
}

/** Group key in a hook request: `Deployment.apps/v1`, `Service.v1`. */
export function groupKey(apiVersion: string, kind: string): string {
  return `${kind}.${apiVersion}`;
}
