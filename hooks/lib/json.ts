/** A JSON object whose fields are not known in advance. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a plain object: not null, no array, no class instance. */
export function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
