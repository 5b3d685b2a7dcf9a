import type { Issue } from '../../api/issue.ts';
import { parseGoDuration } from '../../lib/go-duration.ts';

/** spec.zoneCommon, as far as it tells how long to wait. */
export interface ZonePausesSpec {
  readonly readyTimeout?: string | undefined;
  readonly updatePause?: string | undefined;
}

/** Waiting times that are no durations. */
export function findBadPauses(common: ZonePausesSpec | undefined): readonly Issue[] {
  return (['readyTimeout', 'updatePause'] as const).flatMap((field): readonly Issue[] => {
    const text = common?.[field];
    const parsed = text === undefined || text === '' ? undefined : parseGoDuration(text);
    if (parsed === undefined || parsed.ok) return [];
    return [{ path: `spec.zoneCommon.${field}`, reason: 'InvalidDuration', message: parsed.error }];
  });
}
