import type { Issue } from '../../api/issue.ts';
import { compareQuantities, parseQuantity } from '../../lib/quantity.ts';

/** A volume claim's spec, as far as it cannot change. */
export interface StorageRuleSpec {
  readonly storageClassName?: string | undefined;
  readonly resources?: { readonly requests?: Readonly<Record<string, string | number>> | undefined } | undefined;
}

/** Volumes never shrink: compares a claim's spec at `path` with what it was. */
export function keepsStorageSize(
  storage: StorageRuleSpec | undefined,
  old: StorageRuleSpec | undefined,
  path: string,
): Issue | null {
  const [wished, former] = [sizeOf(storage), sizeOf(old)];
  if (wished === undefined || former === undefined || compareQuantities(wished, former) >= 0) return null;
  const message = `storage cannot shrink from ${former} to ${wished}: volumes only grow`;
  return { path: `${path}.resources.requests.storage`, reason: 'StorageShrink', message };
}

/** A claim keeps its StorageClass: compares a claim's spec at `path` with what it was. */
export function keepsStorageClass(
  storage: StorageRuleSpec | undefined,
  old: StorageRuleSpec | undefined,
  path: string,
): Issue | null {
  const [wished, former] = [storage?.storageClassName, old?.storageClassName];
  if (wished === undefined || former === undefined || wished === former) return null;
  const message = `the StorageClass of an existing claim cannot change from "${former}" to "${wished}"`;
  return { path: `${path}.storageClassName`, reason: 'StorageClassChanged', message };
}

function sizeOf(storage: StorageRuleSpec | undefined): string | undefined {
  const size = storage?.resources?.requests?.['storage'];
  return size !== undefined && parseQuantity(String(size)).ok ? String(size) : undefined;
}
