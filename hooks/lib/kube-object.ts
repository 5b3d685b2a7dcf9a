/** Map of label or annotation keys to values. */
export type StringMap = Readonly<Record<string, string>>;

/** One entry of metadata.ownerReferences. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/ */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** One entry of metadata.managedFields. Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
export interface ManagedFieldsEntry {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly subresource?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: unknown;
  readonly time?: string;
}

/** metadata of any object, as the API server sends it: wire names, timestamps as RFC 3339 text. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
  readonly managedFields?: readonly ManagedFieldsEntry[];
}

/** The least that every Kubernetes object has. Kinds with other top-level fields (data, rules …) extend it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** Names an object in messages and maps: `Kind namespace/name`, or `Kind name` without a namespace. */
export function objectKey(object: KubeObject): string {
  return `${object.kind} ${qualifiedName(object.metadata)}`;
}

/** `namespace/name`, or `name` for a cluster-scoped object: the key which Metacontroller's v2 hooks use. */
export function qualifiedName(metadata: Pick<ObjectMeta, 'name' | 'namespace'>): string {
  return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
}

/** API group of an apiVersion: `apps` for `apps/v1`, the empty string for `v1`. */
export function apiGroup(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
