import { isJsonObject, type JsonObject } from '../../../lib/json.ts';

/**
 * A mapping less the keys that say nothing: undefined, empty text, empty list, empty mapping. `false` and 0 say something and stay,
 * and so does the order of the keys.
 */
export function keepFilled(mapping: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(mapping).filter(([, value]) => !isBlank(value)));
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
