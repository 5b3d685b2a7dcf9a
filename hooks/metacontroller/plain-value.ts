import { isJsonObject } from '../lib/json.ts';

/** Path of the first value that JSON cannot carry unchanged: undefined, NaN, Infinity, a Date or other class instance, a function, a cycle. Null when there is none. */
export function findUnplain(value: unknown, path = '$', ancestors: readonly object[] = []): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? null : path;
  if (typeof value !== 'object' || ancestors.includes(value)) return path;
  const within = [...ancestors, value];
  if (Array.isArray(value)) {
    // By index: entries of a hole would be skipped.
    for (let i = 0; i < value.length; i++) {
      const found = findUnplain(value[i], `${path}[${i}]`, within);
      if (found !== null) return found;
    }
    return null;
  }
  if (!isJsonObject(value)) return path;
  for (const [key, nested] of Object.entries(value)) {
    const found = findUnplain(nested, `${path}.${key}`, within);
    if (found !== null) return found;
  }
  return null;
}
