import type { CustomResource } from '../api/api-kind.ts';
import type { Issue } from '../api/issue.ts';
import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { ok, type Result } from '../lib/result.ts';
import type { RegisteredKind } from './kind.ts';

/**
 * Parses a stored custom resource by its own kind, but for its status, which is carried along as it is: what another operator or an
 * older release wrote there must never make a spec invalid. Readers of the old status are lenient (conditions.ts).
 */
export function parseParent(kind: RegisteredKind, object: KubeObject): Result<CustomResource, readonly Issue[]> {
  const { status, ...withoutStatus } = object;
  const parsed = kind.parse(withoutStatus);
  return parsed.ok && isJsonObject(status) ? ok({ ...parsed.value, status }) : parsed;
}
