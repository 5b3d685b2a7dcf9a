import type { Issue } from '../api/issue.ts';
import { parseMetricsDuration } from '../lib/metrics-duration.ts';

/** A duration as VictoriaMetrics reads it (`30s`, `1h30m`, `1d`), or why it is none; an empty text counts as not set. */
export function findBadDuration(path: string, text: string | undefined): readonly Issue[] {
  if (text === undefined || text === '') return [];
  const parsed = parseMetricsDuration(text);
  return parsed.ok ? [] : [{ path, reason: 'InvalidDuration', message: parsed.error }];
}
