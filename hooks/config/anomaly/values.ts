import type { JsonObject } from '../../lib/json.ts';
import { parseMetricsDuration } from '../../lib/metrics-duration.ts';

/** What is wrong with a part of an anomaly configuration, or null. */
export type PartCheck = (part: JsonObject) => string | null;

/** The first finding of several checks. */
export function firstOf(...checks: readonly PartCheck[]): PartCheck {
  return (part) => {
    for (const check of checks) {
      const wrong = check(part);
      if (wrong !== null) return wrong;
    }
    return null;
  };
}

/** Demands that a number, where it is given, lies in a range; `range` says which, as in `in range (0, 1]`. */
export function numberWithin(key: string, range: string, holds: (value: number) => boolean): PartCheck {
  return (part) => {
    const value = part[key];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'number') return `${key} must be a number, got ${goType(value)}`;
    // Six digits, as the official text has them.
    return holds(value) ? null : `${key} must be ${range}, got ${value.toFixed(6)}`;
  };
}

/** Demands that durations, where they are given, are texts such as `1h` or `1d12h`. */
export function durations(...keys: readonly string[]): PartCheck {
  return (part) => {
    for (const key of keys) {
      const value = part[key];
      if (value === undefined || value === null || value === '') continue;
      if (typeof value !== 'string') return `duration must be a string, got ${goType(value)}`;
      const parsed = parseMetricsDuration(value);
      if (!parsed.ok) return `${key}: ${parsed.error}`;
    }
    return null;
  };
}

/** Type of a YAML value in Go's words. */
function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  switch (typeof value) {
    case 'number':
      return Number.isInteger(value) ? 'int' : 'float64';
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    default:
      return 'map[string]interface {}';
  }
}
