import type { JsonObject } from '../../lib/json.ts';
import { keepWhere } from './label-rules.ts';

/**
 * Rules that keep the container port of that name or number; none where no port is named, or port 0. Digits in a text are a number.
 * Source: reference A8, quirk 14
 */
export function keepTargetPort(targetPort: string | number | undefined): readonly JsonObject[] {
  const port = String(targetPort ?? '');
  if (port === '' || /^[+-]?0+$/.test(port)) return [];
  const isNumber = /^[+-]?\d+$/.test(port);
  return [keepWhere(`__meta_kubernetes_pod_container_port_${isNumber ? 'number' : 'name'}`, port)];
}
