import type { JsonObject } from '../../../lib/json.ts';

const withNode: ReadonlySet<string> = new Set(['pod', 'endpoints', 'endpointslice', 'endpointslices']);
const withNamespace: ReadonlySet<string> = new Set([...withNode, 'service', 'ingress']);

/** Which metadata of related objects become labels of the targets. */
interface AttachMetadata {
  readonly node?: boolean;
  readonly namespace?: boolean;
}

/** `attach_metadata`, as far as the discovery role knows it: only what is on, `{}` for nothing. Source: reference A7.3 */
export function attachMetadataOf(role: string, { node, namespace }: AttachMetadata = {}): JsonObject {
  return {
    ...(node === true && withNode.has(role) ? { node: true } : {}),
    ...(namespace === true && withNamespace.has(role) ? { namespace: true } : {}),
  };
}
