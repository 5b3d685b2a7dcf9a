/** A cluster, as far as the names of its parts depend on it. */
export interface PartNameSource {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly useLegacyNaming?: boolean | undefined };
}

/** Name of what runs one part of a cluster: `vlinsert-shop`, or `shop-vlinsert` with spec.useLegacyNaming. */
export function partName(part: string, { metadata: { name }, spec }: PartNameSource): string {
  return spec.useLegacyNaming === true ? `${name}-${part}` : `${part}-${name}`;
}
