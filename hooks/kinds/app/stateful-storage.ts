import { buildClaimTemplate, type ClaimTemplateSource } from '../../objects/claim-template.ts';
import type { StatefulSet, Volume } from '../../objects/k8s-types.ts';

/** Where each pod of a StatefulSet keeps its data. */
export interface StatefulStorageSpec {
  readonly emptyDir?: Volume['emptyDir'];
  readonly volumeClaimTemplate?: ClaimTemplateSource | undefined;
}

/** The data of a StatefulSet: the name of its volume, where it lies, and further claims of the user. */
export interface StatefulData {
  readonly name: string;
  readonly storage: StatefulStorageSpec | undefined;
  readonly claimTemplates?: readonly ClaimTemplateSource[] | undefined;
}

/** Has each pod a claim for its data? Without one, or with an emptyDir, the data is lost with the pod. */
export function hasDataClaim(storage: StatefulStorageSpec | undefined): boolean {
  return storage !== undefined && storage.emptyDir === undefined;
}

/** Claims of each pod: the data, then the user's own. Source: reference 1.14 */
export function dataClaimTemplates({
  name,
  storage,
  claimTemplates = [],
}: StatefulData): NonNullable<NonNullable<StatefulSet['spec']>['volumeClaimTemplates']> {
  const data = hasDataClaim(storage) ? [buildClaimTemplate(name, storage?.volumeClaimTemplate ?? {})] : [];
  return [...data, ...claimTemplates.map((template) => buildClaimTemplate(template.metadata?.name ?? '', template))];
}

/** The data's volume where no claim brings it and the user has none of that name among `present`; it stands behind all others. */
export function dataVolumes({ name, storage }: StatefulData, present: readonly Volume[]): readonly Volume[] {
  if (hasDataClaim(storage) || present.some((volume) => volume.name === name)) return [];
  return [{ name, emptyDir: storage?.emptyDir ?? {} }];
}
