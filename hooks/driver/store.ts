import { createHash } from 'node:crypto';
import { compareBytewise } from '../lib/bytewise.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { apiGroup, type KubeObject, objectKey, qualifiedName } from '../lib/kube-object.ts';
import { asStored } from './as-stored.ts';

/** What identifies an object in the store. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** One change of the store, in order. */
export interface Write {
  readonly verb: 'create' | 'update' | 'delete';
  /** `Kind namespace/name`. */
  readonly key: string;
  /** What changed it: a field manager, `status`, `user`, `cluster`, `garbage-collector`. */
  readonly by: string;
}

/** Objects by group, kind and name, with the bookkeeping of an API server: uid, resourceVersion, generation. Objects in it are never mutated. */
export interface ObjectStore {
  get(ref: ObjectRef): KubeObject | undefined;
  /** Objects of one kind, sorted by namespace/name; of one namespace where it is given. */
  list(apiVersion: string, kind: string, namespace?: string): readonly KubeObject[];
  all(): readonly KubeObject[];
  /** Creates or replaces. Returns what is stored; writing what is there already is no write. */
  put(object: KubeObject, by: string): KubeObject;
  delete(ref: ObjectRef, by: string): void;
  /** Every change so far, oldest first. */
  readonly writes: readonly Write[];
}

// The API server keeps no metadata.generation for these; custom resources and everything with a status subresource of its own have one.
const groupsWithoutGeneration: ReadonlySet<string> = new Set(['', 'rbac.authorization.k8s.io', 'storage.k8s.io']);

/**
 * An empty store. uids are a hash of group, kind, name and incarnation, so two runs over the same input give the same uids and an object
 * that was deleted and created again has another one. `now` is the creationTimestamp of what is created without one.
 */
export function createStore(now: string): ObjectStore {
  const objects = new Map<string, KubeObject>();
  const usedUids = new Set<string>();
  const writes: Write[] = [];
  let version = 0;

  const keyOf = (ref: ObjectRef): string => `${apiGroup(ref.apiVersion)}|${ref.kind}|${qualifiedName(ref.metadata)}`;

  function create(key: string, object: KubeObject): KubeObject {
    const uid = object.metadata.uid ?? unusedUid(key);
    usedUids.add(uid);
    const metadata = {
      ...object.metadata,
      uid,
      creationTimestamp: object.metadata.creationTimestamp ?? now,
      ...(hasGeneration(object) ? { generation: object.metadata.generation ?? 1 } : {}),
    };
    return { ...object, metadata };
  }

  function unusedUid(key: string): string {
    for (let incarnation = 1; ; incarnation++) {
      const uid = deterministicUid(`${key}|${incarnation}`);
      if (!usedUids.has(uid)) return uid;
    }
  }

  function replace(existing: KubeObject, object: KubeObject): KubeObject {
    const { uid, creationTimestamp, generation } = existing.metadata;
    const next =
      generation === undefined
        ? undefined
        : generation + (deepEqual(desiredState(existing), desiredState(object)) ? 0 : 1);
    const { generation: _ignored, ...metadata } = object.metadata;
    return {
      ...object,
      metadata: {
        ...metadata,
        ...(uid === undefined ? {} : { uid }),
        ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
        ...(next === undefined ? {} : { generation: next }),
      },
    };
  }

  return {
    get: (ref) => objects.get(keyOf(ref)),
    list: (apiVersion, kind, namespace) =>
      [...objects.values()]
        .filter((object) => object.kind === kind && object.apiVersion === apiVersion)
        .filter((object) => namespace === undefined || object.metadata.namespace === namespace)
        .sort(byKey),
    all: () => [...objects.values()].sort(byKey),
    put(given, by) {
      const object = asStored(given);
      const key = keyOf(object);
      const existing = objects.get(key);
      const written = existing === undefined ? create(key, object) : replace(existing, object);
      if (existing !== undefined && deepEqual(withoutVersion(existing), withoutVersion(written))) return existing;
      writes.push({ verb: existing === undefined ? 'create' : 'update', key: objectKey(object), by });
      const loadedVersion = existing === undefined ? written.metadata.resourceVersion : undefined;
      version = Math.max(version + 1, Number(loadedVersion) || 0);
      const stored = {
        ...written,
        metadata: { ...written.metadata, resourceVersion: loadedVersion ?? String(version) },
      };
      objects.set(key, stored);
      return stored;
    },
    delete(ref, by) {
      const key = keyOf(ref);
      const existing = objects.get(key);
      if (existing === undefined) return;
      objects.delete(key);
      writes.push({ verb: 'delete', key: objectKey(existing), by });
    },
    writes,
  };
}

/** Everything that an API server counts as desired state: all but metadata and status. */
function desiredState(object: KubeObject): Readonly<Record<string, unknown>> {
  const { metadata: _metadata, status: _status, ...rest } = object;
  return rest;
}

function hasGeneration(object: KubeObject): boolean {
  return !groupsWithoutGeneration.has(apiGroup(object.apiVersion));
}

function withoutVersion(object: KubeObject): KubeObject {
  const { resourceVersion: _ignored, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function deterministicUid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Cluster-scoped objects first, then by namespace, kind and name. */
function byKey(left: KubeObject, right: KubeObject): number {
  return (
    compareBytewise(left.metadata.namespace ?? '', right.metadata.namespace ?? '') ||
    compareBytewise(left.kind, right.kind) ||
    compareBytewise(left.metadata.name, right.metadata.name) ||
    compareBytewise(left.apiVersion, right.apiVersion)
  );
}
