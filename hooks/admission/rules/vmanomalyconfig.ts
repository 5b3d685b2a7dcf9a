import type { Verdict } from '../../api/issue.ts';
import type { VMAnomalyConfig } from '../../api/vmanomalyconfig.ts';
import { checkAnomalyParts } from '../../config/anomaly/check-parts.ts';

/** Rules for a VMAnomalyConfig. The official webhook looks at it even where the annotation asks to skip validation. */
export function validateVMAnomalyConfig({ spec }: VMAnomalyConfig): Verdict {
  return checkAnomalyParts(spec, 'spec');
}
