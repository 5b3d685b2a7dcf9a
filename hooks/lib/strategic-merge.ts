import { isJsonObject, type JsonObject } from './json.ts';
import { err, ok, type Result } from './result.ts';
import { type MergedList, mergeListOrder } from './strategic-merge-order.ts';

/**
 * Which lists merge item by item: path of the list inside the object (fields joined by dots, list items leave no trace in it)
 * to the field that tells its items apart. Lists that are not named here are replaced as a whole.
 */
export type MergeKeys = Readonly<Record<string, string>>;

/**
 * Applies a strategic merge patch to an object, as `kubectl patch` and Kubernetes' strategicpatch package do: maps merge, null
 * deletes a field, lists with a merge key merge by that key, other values are replaced. Understands `$patch: delete` and
 * `$patch: replace` in maps and list items, and `$retainKeys`. Nothing that goes in is changed. The error says which part of
 * the patch cannot be applied.
 *
 * Order of a merged list: the patch's items in the patch's order, each item of the original before the first patch item that
 * stood behind it in the original, all others last. So new items of the patch come first: env `[A, B]` patched with `[C]`
 * gives `[C, A, B]`, which is what the official operator's users see today.
 *
 * Three differences from Go: a null inside a new list item is dropped instead of kept, so is a `$retainKeys` inside a new map,
 * and `$setElementOrder` and `$deleteFromPrimitiveList`, which only kubectl writes, are errors.
 * Source: https://github.com/kubernetes/community/blob/main/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function strategicMerge(original: JsonObject, patch: JsonObject, keys: MergeKeys): Result<JsonObject, string> {
  try {
    return ok(mergeMaps(original, patch, '', keys));
  } catch (error) {
    if (error instanceof PatchError) return err(error.message);
    throw error;
  }
}

// Thrown and caught in this file only: a patch is as deep as its author likes, a Result at every level would hide the rules.
class PatchError extends Error {}

function mergeMaps(original: JsonObject, patch: JsonObject, path: string, keys: MergeKeys): JsonObject {
  const directive = patch['$patch'];
  if (directive === 'delete') return {};
  if (directive === 'replace') return withoutDirectives({ ...patch, $patch: undefined });
  if (directive !== undefined)
    throw new PatchError(`unknown $patch directive ${JSON.stringify(directive)} at ${shown(path)}`);

  const merged = new Map(Object.entries(retainedOf(original, patch, path)));
  for (const [field, value] of Object.entries(patch)) {
    if (field === '$retainKeys') continue;
    if (field.startsWith('$')) throw new PatchError(`the directive ${field} at ${shown(path)} is not supported`);
    if (value === null) merged.delete(field);
    else if (!merged.has(field) && isDirective(value)) continue;
    else merged.set(field, mergeValues(merged.get(field), value, path === '' ? field : `${path}.${field}`, keys));
  }
  return Object.fromEntries(merged);
}

function mergeValues(original: unknown, patch: unknown, path: string, keys: MergeKeys): unknown {
  if (isJsonObject(patch))
    return isJsonObject(original) ? mergeMaps(original, patch, path, keys) : withoutDirectives(patch);
  if (!Array.isArray(patch)) return patch;
  const mergeKey = Object.hasOwn(keys, path) ? keys[path] : undefined;
  if (!Array.isArray(original) || mergeKey === undefined) return cleanList(patch);
  return mergeLists(original, patch, { path, mergeKey, keys });
}

interface ListRule {
  readonly path: string;
  readonly mergeKey: string;
  readonly keys: MergeKeys;
}

function mergeLists(original: readonly unknown[], patch: readonly unknown[], rule: ListRule): readonly unknown[] {
  const live = original.map((item) => keyed(item, rule));
  const { kept, items } = applyItemDirectives(
    live,
    patch.map((item) => keyed(item, rule)),
    rule,
  );
  const merged: MergedList = [...kept];
  for (const { key, item } of items) {
    const index = merged.findIndex((candidate) => candidate.key === key);
    const present = merged[index];
    if (present === undefined) merged.push({ key, item: withoutDirectives(item) });
    else merged[index] = { key, item: mergeMaps(present.item, item, rule.path, rule.keys) };
  }
  return mergeListOrder({ merged, patchOrder: items, originalOrder: kept }).map(({ item }) => item);
}

// Items that carry `$patch` act on the original's items and are no items themselves.
function applyItemDirectives(live: MergedList, patch: MergedList, { path, mergeKey }: ListRule) {
  const items = patch.filter(({ item }) => item['$patch'] === undefined);
  let kept: MergedList = live;
  for (const { key, item } of patch) {
    const directive = item['$patch'];
    if (directive === 'delete') {
      if (key === undefined) throw new PatchError(`an item of ${path} with $patch: delete has no ${mergeKey}`);
      kept = kept.filter((candidate) => candidate.key !== key);
    } else if (directive !== undefined && directive !== 'replace') {
      throw new PatchError(`unknown $patch directive ${JSON.stringify(directive)} in ${path}`);
    }
  }
  const nameless = [...kept, ...items].some(({ key }) => key === undefined);
  if (nameless) throw new PatchError(`an item of ${path} has no ${mergeKey}, by which the list merges`);
  if (!patch.some(({ item }) => item['$patch'] === 'replace')) return { kept, items };
  return { kept: items.map(({ key, item }) => ({ key, item: withoutDirectives(item) })), items: [] };
}

function keyed(item: unknown, { path, mergeKey }: ListRule): MergedList[number] {
  if (!isJsonObject(item)) throw new PatchError(`an item of ${path} is no object`);
  return { key: item[mergeKey] ?? undefined, item };
}

// `$retainKeys` lists all fields that may remain; it must name the patch's own fields.
function retainedOf(original: JsonObject, patch: JsonObject, path: string): JsonObject {
  const retained = patch['$retainKeys'];
  if (retained === undefined) return original;
  if (!Array.isArray(retained)) throw new PatchError(`$retainKeys at ${shown(path)} is no list`);
  const names = new Set<unknown>(retained);
  const stray = Object.entries(patch).find(
    ([field, value]) => !field.startsWith('$') && value !== null && !names.has(field),
  );
  if (stray !== undefined) throw new PatchError(`$retainKeys at ${shown(path)} lacks the patched field ${stray[0]}`);
  return Object.fromEntries(Object.entries(original).filter(([field]) => names.has(field)));
}

// What is new is taken as it is, without the directives and nulls that had something to act on only in an existing value.
function withoutDirectives(value: JsonObject): JsonObject {
  const kept = Object.entries(value).filter(([field, item]) => !isMarker(field) && item !== null && !isDirective(item));
  return Object.fromEntries(kept.map(([field, item]) => [field, clean(item)]));
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return cleanList(value);
  return isJsonObject(value) ? withoutDirectives(value) : value;
}

function cleanList(list: readonly unknown[]): readonly unknown[] {
  return list.filter((item) => !isDirective(item)).map(clean);
}

function isDirective(value: unknown): boolean {
  return isJsonObject(value) && value['$patch'] !== undefined;
}

function isMarker(field: string): boolean {
  return field === '$patch' || field === '$retainKeys';
}

function shown(path: string): string {
  return path === '' ? 'the top' : path;
}
