import type { VMPodScrape } from '../../api/vmpodscrape.ts';
import type { JsonObject } from '../../lib/json.ts';

/** Which metadata of discovered objects become labels of their targets. */
export type AttachMetadata = NonNullable<VMPodScrape['spec']['attach_metadata']>;

const slices = ['endpointslice', 'endpointslices'];
const rolesWithNode = new Set(['pod', 'endpoints', ...slices]);
const rolesWithNamespace = new Set(['pod', 'service', 'endpoints', 'ingress', ...slices]);

/** The first of both whose field is set decides, field by field; `false` is set. Source: reference A7.3 */
export function mergeMetadata(
  first: AttachMetadata | undefined,
  second: AttachMetadata | undefined,
): AttachMetadata | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return { ...second, ...first };
}

/** `attach_metadata` as far as the role has it, to be spread into a discovery; nothing where nothing is attached. Source: reference A7.3 */
export function renderMetadata(role: string, metadata: AttachMetadata | undefined): JsonObject {
  if (metadata === undefined) return {};
  const attached = {
    ...(metadata.node === true && rolesWithNode.has(role) ? { node: true } : {}),
    ...(metadata.namespace === true && rolesWithNamespace.has(role) ? { namespace: true } : {}),
  };
  return Object.keys(attached).length === 0 ? {} : { attach_metadata: attached };
}
