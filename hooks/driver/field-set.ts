import { deepEqual } from '../lib/deep-equal.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { isAtomicMap, keyDefaults, listType } from './list-types.ts';

/** A set of field paths in the form of metadata.managedFields[].fieldsV1: `f:NAME`, `k:{keys}`, `v:value`, `.` for the item itself; `{}` is a leaf. */
export type FieldSet = { readonly [segment: string]: FieldSet };

/** Which type a path belongs to; decides how its lists and maps merge. */
export interface TypeContext {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The fields that a value sets. `path` is where the value stands, as listType takes it. */
export function fieldsOf(value: unknown, type: TypeContext, path = ''): FieldSet {
  if (isJsonObject(value)) return mapFields(value, type, path);
  if (Array.isArray(value)) return listFields(value, type, path);
  return {};
}

function mapFields(value: JsonObject, type: TypeContext, path: string): FieldSet {
  if (isAtomicMap(type.apiVersion, path)) return {};
  const entries = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return Object.fromEntries(entries.map(([key, field]) => [`f:${key}`, fieldsOf(field, type, joinPath(path, key))]));
}

function listFields(items: readonly unknown[], type: TypeContext, path: string): FieldSet {
  const list = listType(type.apiVersion, type.kind, path);
  switch (list.kind) {
    case 'atomic':
      return {};
    case 'set':
      return Object.fromEntries(items.map((item) => [`v:${JSON.stringify(item)}`, {}]));
    case 'map':
      return Object.fromEntries(
        items.map((item) => [
          itemKey(item, list.keys),
          { '.': {}, ...fieldsOf(withKeyDefaults(item, list.keys), type, `${path}[]`) },
        ]),
      );
    default:
      return list satisfies never;
  }
}

/** The segment of an item in an associative list: `k:{"name":"http"}`, keys in the order of the alphabet, as the API server writes them. */
export function itemKey(item: unknown, keys: readonly string[]): string {
  const fields = isJsonObject(item) ? item : {};
  const found = keys.toSorted().map((key): [string, unknown] => [key, fields[key] ?? keyDefaults[key]]);
  return `k:${JSON.stringify(Object.fromEntries(found.filter(([, value]) => value !== undefined)))}`;
}

/** Fills in the key fields which the API server defaults. */
export function withKeyDefaults(item: unknown, keys: readonly string[]): unknown {
  if (!isJsonObject(item)) return item;
  const missing = keys.filter((key) => item[key] === undefined && keyDefaults[key] !== undefined);
  return missing.length === 0
    ? item
    : { ...item, ...Object.fromEntries(missing.map((key) => [key, keyDefaults[key]])) };
}

/** Appends a field to a path: `spec` + `ports` is `spec.ports`. */
export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** True for the set that only says "this value as a whole". */
export function isLeaf(set: FieldSet): boolean {
  return Object.keys(set).every((segment) => segment === '.');
}

/** What is left of a manager's fields after a forced apply: fields whose value another manager changed belong to the other one. */
export function withoutChanged(
  set: FieldSet,
  before: unknown,
  after: unknown,
  type: TypeContext,
  path = '',
): FieldSet | undefined {
  if (isLeaf(set)) return deepEqual(before, after) ? set : undefined;
  const kept = Object.entries(set).flatMap(([segment, child]): [string, FieldSet][] => {
    const was = valueAt(before, segment, type, path);
    const is = valueAt(after, segment, type, path);
    const childPath = segment.startsWith('f:') ? joinPath(path, segment.slice(2)) : `${path}[]`;
    const left =
      segment === '.' ? child : is === undefined ? undefined : withoutChanged(child, was, is, type, childPath);
    return left === undefined ? [] : [[segment, left]];
  });
  return kept.some(([segment]) => segment !== '.') ? Object.fromEntries(kept) : undefined;
}

function valueAt(value: unknown, segment: string, type: TypeContext, path: string): unknown {
  if (segment.startsWith('f:')) return isJsonObject(value) ? value[segment.slice(2)] : undefined;
  if (!Array.isArray(value)) return undefined;
  const list = listType(type.apiVersion, type.kind, path);
  if (segment.startsWith('v:')) return value.find((item) => `v:${JSON.stringify(item)}` === segment);
  return list.kind === 'map' ? value.find((item) => itemKey(item, list.keys) === segment) : undefined;
}
