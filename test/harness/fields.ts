import { isJsonObject, type JsonObject } from '../../hooks/lib/json.ts';

/** Reads a value deep in an object by keys and list positions; undefined where the way ends. For objects whose type a test does not know. */
export function field(value: unknown, ...path: readonly (string | number)[]): unknown {
  let at = value;
  for (const step of path) {
    if (Array.isArray(at) && typeof step === 'number') at = at[step];
    else if (isJsonObject(at)) at = at[step];
    else return undefined;
  }
  return at;
}

/** Reads a list of objects; empty where there is none. */
export function objectsAt(value: unknown, ...path: readonly (string | number)[]): readonly JsonObject[] {
  const list = field(value, ...path);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/** Reads a text; undefined where there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const text = field(value, ...path);
  return typeof text === 'string' ? text : undefined;
}
