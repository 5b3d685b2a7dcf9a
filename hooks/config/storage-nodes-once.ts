import type { Issue } from '../api/issue.ts';

/** The part of a cluster that queries storage nodes, as far as it names nodes of its own. */
export interface StorageNodesRuleSpec {
  readonly extraArgs?: Readonly<Record<string, string>> | undefined;
  readonly extraStorageNodes?: readonly { readonly addr: string }[] | undefined;
}

/**
 * No storage node is named twice, by `extraArgs.storageNode`, by `extraStorageNodes` or by the cluster itself, whose addresses are `own`.
 * `path` is that of the part.
 */
export function namesNodesOnce(
  part: StorageNodesRuleSpec | undefined,
  path: string,
  own: readonly string[] = [],
): readonly Issue[] {
  const given = (part?.extraArgs?.['storageNode'] ?? '').split(',').map((address) => address.trim());
  const named = given
    .filter((address) => address !== '')
    .map((address) => ({ address, path: `${path}.extraArgs.storageNode` }));
  const extra = (part?.extraStorageNodes ?? []).map(({ addr }, index) => ({
    address: addr.trim(),
    path: `${path}.extraStorageNodes[${index}].addr`,
  }));
  const seen = new Set(own);
  return [...named, ...extra].flatMap(({ address, path: where }): readonly Issue[] => {
    if (!seen.has(address)) {
      seen.add(address);
      return [];
    }
    const message = `encountered storageNode=${address} multiple times, please make all storage node addresses are unique`;
    return [{ path: where, reason: 'StorageNodeDuplicate', message }];
  });
}
