import type { ResourceAmounts } from '../../api/settings.ts';
import type { Quantity, ResourceRequirements } from '../k8s-types.ts';

/** Default amounts of an app. */
export interface ResourceDefaults {
  readonly limits: ResourceAmounts;
  readonly requests: ResourceAmounts;
}

const types = ['cpu', 'memory', 'ephemeral-storage'] as const;

/** Fills in default amounts per resource type, and only where the user gave neither a request nor a limit of that type: a default on one side could contradict the user's other side. */
export function completeResources(
  user: ResourceRequirements | undefined,
  defaults: ResourceDefaults,
  useDefaults: boolean,
): ResourceRequirements {
  if (!useDefaults) return user ?? {};
  const limits: Record<string, Quantity> = { ...user?.limits };
  const requests: Record<string, Quantity> = { ...user?.requests };
  for (const type of types) {
    if (user?.limits?.[type] !== undefined || user?.requests?.[type] !== undefined) continue;
    const limit = defaults.limits[type];
    const request = defaults.requests[type];
    if (limit !== undefined) limits[type] = limit;
    if (request !== undefined) requests[type] = request;
  }
  return {
    ...user,
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
    ...(Object.keys(requests).length > 0 ? { requests } : {}),
  };
}
