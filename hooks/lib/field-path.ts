import { isJsonObject } from './json.ts';

/** Names of nested fields from an object's root: `['spec', 'template', 'spec']`. */
export type FieldPath = readonly [string, ...string[]];

/** The value at a path, or undefined where something on the way is missing or no object. */
export function fieldAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (!isJsonObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

/** A copy of the object with the value at the path; undefined removes the field. Objects on the way are created, other values replaced. */
export function withField<T extends object>(object: T, path: FieldPath, value: unknown): T {
  // The casts are safe as far as the caller's value has the type of the field, which only the caller can know.
  return set(object as Record<string, unknown>, path, value) as T;
}

function set(
  object: Readonly<Record<string, unknown>>,
  path: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const [name = '', ...rest] = path;
  const nested = object[name];
  if (rest.length === 0) {
    if (value !== undefined) return { ...object, [name]: value };
    const { [name]: _, ...others } = object;
    return others;
  }
  if (value === undefined && !isJsonObject(nested)) return { ...object };
  return { ...object, [name]: set(isJsonObject(nested) ? nested : {}, rest, value) };
}
