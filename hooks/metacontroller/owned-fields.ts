import { deepEqual } from '../lib/deep-equal.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import type { KubeObject, ManagedFieldsEntry } from '../lib/kube-object.ts';

/**
 * The field set which our last server-side apply left in metadata.managedFields (format FieldsV1), or null when we never
 * applied this object, or nothing but its name (further down an empty set is a leaf and means everything). Throws when the set was written at another apiVersion: its paths cannot be trusted here.
 */
export function ownedFields(object: KubeObject, fieldManager: string): JsonObject | null {
  const entry = findOwnEntry(object, fieldManager);
  if (entry === undefined || !isJsonObject(entry.fieldsV1)) return null;
  if (entry.apiVersion !== object.apiVersion) {
    throw new Error(
      `${object.kind} was applied at ${entry.apiVersion ?? 'no version'} but observed at ${object.apiVersion}`,
    );
  }
  return Object.keys(entry.fieldsV1).length === 0 ? null : entry.fieldsV1;
}

/**
 * True when our last apply held the path, a whole (atomic) value above it, or anything below it, so that leaving it out of the
 * next one would reset it. Also true when that cannot be known because the apply was at another apiVersion.
 */
export function ownsPath(object: KubeObject, fieldManager: string, path: readonly string[]): boolean {
  const entry = findOwnEntry(object, fieldManager);
  if (entry !== undefined && entry.apiVersion !== object.apiVersion) return true;
  let current = entry?.fieldsV1;
  for (const [depth, name] of path.entries()) {
    if (!isJsonObject(current)) return false;
    if (depth > 0 && Object.keys(current).length === 0) return true;
    current = current[`f:${name}`];
  }
  return isJsonObject(current);
}

/** An apply leaves exactly one entry per manager and subresource, whatever the version. Source: https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management */
function findOwnEntry(object: KubeObject, fieldManager: string): ManagedFieldsEntry | undefined {
  return object.metadata.managedFields?.find(
    ({ manager, operation, subresource = '' }) =>
      manager === fieldManager && operation === 'Apply' && subresource === '',
  );
}

/**
 * The part of a live value that a field set covers, list order kept; undefined when nothing of it is there any more.
 * An empty set is a leaf: scalars, arrays and atomic maps are taken whole. (An empty map which we applied and the API server
 * filled with defaults looks the same and is taken whole too: same values, so the object stays as it is.)
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/#System (FieldsV1: `f:` field, `k:` list item by keys, `v:` set item, `i:` index, `.` the thing itself).
 */
export function extractFields(value: unknown, fields: JsonObject): unknown {
  const { '.': itself, ...parts } = fields;
  if (Object.keys(parts).length === 0) return itself === undefined ? value : emptyLike(value);
  if (Array.isArray(value)) return extractItems(value, parts, itself !== undefined);
  if (!isJsonObject(value)) return undefined;
  const found: [string, unknown][] = [];
  for (const [name, nested] of Object.entries(value)) {
    const set = Object.hasOwn(parts, `f:${name}`) ? parts[`f:${name}`] : undefined;
    const part = isJsonObject(set) ? extractFields(nested, set) : undefined;
    if (part !== undefined) found.push([name, part]);
  }
  return found.length === 0 && itself === undefined ? undefined : Object.fromEntries(found);
}

function emptyLike(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return isJsonObject(value) ? {} : value;
}

/** One entry of a list's field set. */
interface ItemSet {
  readonly matches: (item: unknown, index: number) => boolean;
  readonly fields: JsonObject;
  /** Key fields of an associative list's item. */
  readonly keys: JsonObject;
}

function extractItems(items: readonly unknown[], parts: JsonObject, keepEmpty: boolean): unknown {
  const sets = Object.entries(parts).flatMap(([name, fields]) => (isJsonObject(fields) ? [itemSet(name, fields)] : []));
  const found = items.flatMap((item, index) => {
    const set = sets.find(({ matches }) => matches(item, index));
    const part = set === undefined ? undefined : extractFields(item, set.fields);
    if (set === undefined || part === undefined) return [];
    // Without any of its keys the item could not be merged. (A key that was defaulted, such as protocol, stays left out.)
    const keyless = isJsonObject(part) && !Object.keys(set.keys).some((key) => Object.hasOwn(part, key));
    return [keyless ? { ...set.keys, ...part } : part];
  });
  return found.length === 0 && !keepEmpty ? undefined : found;
}

function itemSet(name: string, fields: JsonObject): ItemSet {
  const text = name.slice(2);
  switch (name.slice(0, 2)) {
    case 'k:': {
      const keys: unknown = JSON.parse(text);
      if (!isJsonObject(keys)) throw new Error(`managedFields holds a key that is no object: ${text}`);
      const wanted = Object.entries(keys);
      return {
        matches: (item) => isJsonObject(item) && wanted.every(([key, value]) => deepEqual(item[key], value)),
        fields,
        keys,
      };
    }
    case 'v:': {
      const value: unknown = JSON.parse(text);
      return { matches: (item) => deepEqual(item, value), fields, keys: {} };
    }
    case 'i:':
      return { matches: (_, index) => index === Number(text), fields, keys: {} };
    default:
      throw new Error(`managedFields holds a list entry of unknown form: ${name.slice(0, 2)}`);
  }
}
