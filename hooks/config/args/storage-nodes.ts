import { type StorageNodes, storageNodeAddresses } from '../storage-node-addresses.ts';
import { flag } from './common-args.ts';

/** How a part of a cluster finds the storage nodes. */
export interface StorageNodesInput {
  /** The nodes of the cluster itself; undefined where it has none. */
  readonly nodes: StorageNodes | undefined;
  readonly discovery?:
    | {
        readonly enabled: boolean;
        readonly interval?: string | undefined;
        readonly filter?: string | undefined;
      }
    | undefined;
  /** Addresses of nodes elsewhere. */
  readonly extra?: readonly string[];
}

/** Flags that name the storage nodes: a list, or with discovery the name under which DNS lists them. Without any node there is none. Source: reference 3.7 */
export function storageNodeArgs({ nodes, discovery, extra = [] }: StorageNodesInput): readonly string[] {
  const isDiscovered = discovery?.enabled === true;
  const own = nodes === undefined ? [] : isDiscovered ? [srvAddress(nodes)] : storageNodeAddresses(nodes);
  return [
    ...flag('-storageNode', [...own, ...extra].join(',')),
    ...(isDiscovered ? flag('-storageNode.discoveryInterval', discovery.interval) : []),
    ...(isDiscovered ? flag('-storageNode.filter', discovery.filter) : []),
  ];
}

function srvAddress({ name, namespace, domain, port }: StorageNodes): string {
  return `srv+${name}.${domain ? `${namespace}.svc.${domain}` : namespace}:${port}`;
}
