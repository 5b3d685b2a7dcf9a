import type { RegisteredKind } from '../kinds/kind.ts';
import type { ChildKind, RelatedKind } from '../metacontroller/contract.ts';

/** Finds the kind behind a plural resource name, as discovery does in a cluster. Throws for a resource that nobody declared. */
export type KindOfResource = (apiVersion: string, resource: string) => string;

/** Builds that lookup from what the registry declares: custom resources, child kinds and related kinds, plus those of `extra`. */
export function resourceLookup(
  registry: readonly RegisteredKind[],
  extra: readonly (ChildKind | RelatedKind)[],
): KindOfResource {
  const declared = registry.flatMap(({ api, controller }) => [
    { apiVersion: `${api.group}/${api.version}`, resource: api.plural, kind: api.kind },
    ...(controller?.childKinds ?? []),
    ...(controller?.relatedKinds ?? []),
  ]);
  const kinds = new Map(
    [...declared, ...extra].map(({ apiVersion, resource, kind }) => [`${apiVersion}/${resource}`, kind]),
  );
  return (apiVersion, resource) => {
    const kind = kinds.get(`${apiVersion}/${resource}`);
    if (kind === undefined) throw new Error(`no kind declares the resource ${apiVersion}/${resource}`);
    return kind;
  };
}
