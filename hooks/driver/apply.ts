import { isJsonObject, type JsonObject } from '../lib/json.ts';
import type { KubeObject, ManagedFieldsEntry } from '../lib/kube-object.ts';
import {
  type FieldSet,
  fieldsOf,
  isLeaf,
  itemKey,
  joinPath,
  type TypeContext,
  withKeyDefaults,
  withoutChanged,
} from './field-set.ts';
import { isAtomicMap, listType } from './list-types.ts';

interface Owners {
  /** What this manager applied before. */
  readonly mine: FieldSet | undefined;
  readonly others: readonly FieldSet[];
}

/**
 * Forced server-side apply: fields of `desired` win; fields which this manager applied before, left out now and shared with nobody, go;
 * everything else stays. Ownership is kept in metadata.managedFields, so `retain` reads it as it reads a real one.
 * Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export function applyObject(live: KubeObject | undefined, desired: KubeObject, manager: string): KubeObject {
  const type: TypeContext = desired;
  const wanted = desiredBody(desired);
  const fields = fieldsOf(wanted, type);
  const entries = live?.metadata.managedFields ?? [];
  const mine = entries.find((entry) => isApplyOf(entry, manager));
  const rest = entries.filter((entry) => entry !== mine);
  const body =
    live === undefined
      ? withListDefaults(wanted, type, '')
      : merge(live, wanted, type, {
          mine: fieldSet(mine),
          others: rest.map(fieldSet).filter((set) => set !== undefined),
        });
  const kept = live === undefined ? [] : rest.flatMap((entry) => keepEntry(entry, live, body, type));
  const entry: ManagedFieldsEntry = {
    manager,
    operation: 'Apply',
    apiVersion: desired.apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
  };
  const merged: JsonObject = isJsonObject(body) ? body : {};
  const metadata: JsonObject = isJsonObject(merged['metadata']) ? merged['metadata'] : {};
  return {
    ...merged,
    apiVersion: desired.apiVersion,
    kind: desired.kind,
    metadata: { ...metadata, name: desired.metadata.name, ...namespaceOf(desired), managedFields: [...kept, entry] },
  };
}

function namespaceOf(object: KubeObject): { readonly namespace?: string } {
  return object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace };
}

/** What an apply may set: no identity, no bookkeeping, no status (that is a subresource). */
function desiredBody(desired: KubeObject): JsonObject {
  const { apiVersion: _apiVersion, kind: _kind, metadata, status: _status, ...rest } = desired;
  const { labels, annotations, ownerReferences, finalizers } = metadata;
  const meta = Object.fromEntries(
    Object.entries({ labels, annotations, ownerReferences, finalizers }).filter(([, value]) => value !== undefined),
  );
  return { ...rest, ...(Object.keys(meta).length === 0 ? {} : { metadata: meta }) };
}

function isApplyOf(entry: ManagedFieldsEntry, manager: string): boolean {
  return entry.manager === manager && entry.operation === 'Apply' && (entry.subresource ?? '') === '';
}

function fieldSet(entry: ManagedFieldsEntry | undefined): FieldSet | undefined {
  return isFieldSet(entry?.fieldsV1) ? entry.fieldsV1 : undefined;
}

function isFieldSet(value: unknown): value is FieldSet {
  return isJsonObject(value) && Object.values(value).every(isFieldSet);
}

function keepEntry(
  entry: ManagedFieldsEntry,
  before: unknown,
  after: unknown,
  type: TypeContext,
): ManagedFieldsEntry[] {
  const set = fieldSet(entry);
  if (set === undefined) return [entry];
  const left = withoutChanged(set, before, after, type);
  return left === undefined ? [] : [{ ...entry, fieldsV1: left }];
}

function merge(live: unknown, desired: unknown, type: TypeContext, owners: Owners, path = ''): unknown {
  if (isJsonObject(live) && isJsonObject(desired) && !isAtomicMap(type.apiVersion, path))
    return mergeMaps(live, desired, type, owners, path);
  if (Array.isArray(live) && Array.isArray(desired)) {
    const list = listType(type.apiVersion, type.kind, path);
    if (list.kind === 'map') return mergeItems(live, desired, list.keys, type, owners, path);
    if (list.kind === 'set') return mergeSets(live, desired, owners);
  }
  return withListDefaults(desired, type, path);
}

function mergeMaps(live: JsonObject, desired: JsonObject, type: TypeContext, owners: Owners, path: string): JsonObject {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(live), ...Object.keys(desired)])) {
    const below = descend(owners, `f:${key}`);
    const field = joinPath(path, key);
    const wished = desired[key];
    const value =
      wished === undefined || wished === null
        ? prune(live[key], type, below, field)
        : merge(live[key], wished, type, below, field);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function mergeItems(
  live: readonly unknown[],
  desired: readonly unknown[],
  keys: readonly string[],
  type: TypeContext,
  owners: Owners,
  path: string,
): unknown[] {
  const wished = new Set(desired.map((item) => itemKey(item, keys)));
  const observed = new Map(live.map((item): [string, unknown] => [itemKey(item, keys), item]));
  const items = desired.map((item) => {
    const key = itemKey(item, keys);
    return merge(observed.get(key), withKeyDefaults(item, keys), type, descend(owners, key), `${path}[]`);
  });
  // Items of other managers stay behind ours; ours which are wished no longer go.
  const kept = live
    .filter((item) => !wished.has(itemKey(item, keys)))
    .map((item) => prune(item, type, descend(owners, itemKey(item, keys)), `${path}[]`));
  return [...items, ...kept.filter((item) => item !== undefined)];
}

function mergeSets(live: readonly unknown[], desired: readonly unknown[], owners: Owners): unknown[] {
  const segment = (item: unknown): string => `v:${JSON.stringify(item)}`;
  const kept = live.filter(
    (item) =>
      !desired.includes(item) &&
      prune(item, { apiVersion: '', kind: '' }, descend(owners, segment(item)), '') !== undefined,
  );
  return [...desired, ...kept];
}

/** Removes from a live value what only this manager had applied; undefined when nothing is left. */
function prune(live: unknown, type: TypeContext, owners: Owners, path: string): unknown {
  const { mine, others } = owners;
  if (mine === undefined) return live;
  const isShared = others.length > 0;
  if (isLeaf(mine)) return isShared ? live : undefined;
  if (isJsonObject(live)) {
    const left = Object.entries(live).flatMap(([key, value]): [string, unknown][] => {
      const rest = prune(value, type, descend(owners, `f:${key}`), joinPath(path, key));
      return rest === undefined ? [] : [[key, rest]];
    });
    const isItemOfMine = mine['.'] !== undefined && !isShared;
    return left.length === 0 || isItemOfMine ? undefined : Object.fromEntries(left);
  }
  if (!Array.isArray(live)) return isShared ? live : undefined;
  const list = listType(type.apiVersion, type.kind, path);
  const segment = (item: unknown): string =>
    list.kind === 'map' ? itemKey(item, list.keys) : `v:${JSON.stringify(item)}`;
  const left = live
    .map((item) => prune(item, type, descend(owners, segment(item)), `${path}[]`))
    .filter((item) => item !== undefined);
  return left.length === 0 ? undefined : left;
}

function descend(owners: Owners, segment: string): Owners {
  return {
    mine: owners.mine?.[segment],
    others: owners.others.map((set) => set[segment]).filter((set) => set !== undefined),
  };
}

function withListDefaults(value: unknown, type: TypeContext, path: string): unknown {
  if (isJsonObject(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
    return Object.fromEntries(fields.map(([key, field]) => [key, withListDefaults(field, type, joinPath(path, key))]));
  }
  if (!Array.isArray(value)) return value;
  const list = listType(type.apiVersion, type.kind, path);
  return value.map((item) =>
    withListDefaults(list.kind === 'map' ? withKeyDefaults(item, list.keys) : item, type, `${path}[]`),
  );
}
