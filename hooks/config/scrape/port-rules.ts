import type { JsonObject } from '../../lib/json.ts';
import { keepWhere } from './label-rules.ts';

/**
 * Rules that keep the container port of that name (a text, also one of digits) or number; none where no port is named, or port 0.
 * Source: reference A8, quirk 14
 */
export function keepTargetPort(targetPort: string | number | undefined): readonly JsonObject[] {
  if (!targetPort) return [];
  const label = typeof targetPort === 'string' ? 'port_name' : 'port_number';
  return [keepWhere(`__meta_kubernetes_pod_container_${label}`, String(targetPort))];
}
