import type { Issue } from '../api/issue.ts';
import { fieldAt, withField } from '../lib/field-path.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { compareQuantities, parseQuantity } from '../lib/quantity.ts';

/** Where a claim says how much storage it wants. */
export const storageRequestPath = ['spec', 'resources', 'requests', 'storage'] as const;

/** A claim's storage request as text; undefined when there is none or it is no quantity. */
export function storageRequest(claim: unknown): string | undefined {
  return quantityText(fieldAt(claim, storageRequestPath));
}

/** True when both values are quantities of the same amount: `1Gi` and `1024Mi`, `"1"` and `1`. */
export function sameQuantity(left: unknown, right: unknown): boolean {
  const [a, b] = [quantityText(left), quantityText(right)];
  return a !== undefined && b !== undefined && compareQuantities(a, b) === 0;
}

/** The claim with the larger of the live and the wished request: volumes never shrink, the wish is reported. Other kinds pass unchanged. */
export function keepStorageRequest(
  desired: KubeObject,
  observed: KubeObject,
): { readonly object: KubeObject; readonly issues: readonly Issue[] } {
  const unchanged = { object: desired, issues: [] };
  if (desired.kind !== 'PersistentVolumeClaim') return unchanged;
  const live = storageRequest(observed);
  if (live === undefined) return unchanged;
  const wished = storageRequest(desired);
  if (wished !== undefined && compareQuantities(wished, live) >= 0) return unchanged;
  const object = withField(desired, storageRequestPath, live);
  const message =
    wished === undefined
      ? `${objectKey(desired)} names no readable storage request; it keeps ${live}`
      : `${objectKey(desired)} cannot shrink from ${live} to ${wished}: it keeps ${live}`;
  return { object, issues: [{ path: '', reason: wished === undefined ? 'InvalidField' : 'StorageShrink', message }] };
}

function quantityText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  return parseQuantity(text).ok ? text : undefined;
}
