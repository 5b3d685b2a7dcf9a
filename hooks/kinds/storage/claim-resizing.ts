import type { Issue } from '../../api/issue.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { compareQuantities, parseQuantity } from '../../lib/quantity.ts';
import { storageRequest } from '../../metacontroller/storage-request.ts';

/** While a bound claim is smaller than what it asks for, it is growing, or waits for a restart of the pod to do so. `path`: the field that the finding is about. */
export function resizingFindings(claim: KubeObject, path: string): readonly Issue[] {
  const live = storageRequest(claim);
  const capacity = fieldAt(claim, ['status', 'capacity', 'storage']);
  if (live === undefined || typeof capacity !== 'string' || !parseQuantity(capacity).ok) return [];
  if (compareQuantities(capacity, live) >= 0) return [];
  const conditions: unknown = fieldAt(claim, ['status', 'conditions']);
  const types = Array.isArray(conditions)
    ? conditions.flatMap((condition) => (isJsonObject(condition) ? [condition['type']] : []))
    : [];
  const waits = types.includes('FileSystemResizePending') ? '; the file system grows when the pod restarts' : '';
  const message = `claim ${claim.metadata.name} grows from ${capacity} to ${live}${waits}`;
  return [{ path, reason: 'ClaimResizing', message }];
}
