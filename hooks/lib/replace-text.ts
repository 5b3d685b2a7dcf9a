import { isJsonObject } from './json.ts';

/** A copy of a JSON value in which every text, keys included, has `search` replaced by `replacement` wherever it occurs. The shape stays, as far as it does not depend on such texts. */
export function replaceText<T>(value: T, search: string, replacement: string): T {
  return replace(value, (text) => text.replaceAll(search, () => replacement)) as T;
}

function replace(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: unknown) => replace(item, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), replace(item, change)]));
}
