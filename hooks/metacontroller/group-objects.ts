import { type KubeObject, qualifiedName } from '../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from './contract.ts';

/** Sorts objects into the groups of a hook request. A kind without objects is there as an empty group; objects of other kinds are left out. */
export function groupObjects(
  objects: readonly KubeObject[],
  kinds: readonly { readonly apiVersion: string; readonly kind: string }[],
): ObjectGroups {
  return Object.fromEntries(
    kinds.map(({ apiVersion, kind }) => [
      groupKey(apiVersion, kind),
      Object.fromEntries(
        objects
          .filter((object) => object.apiVersion === apiVersion && object.kind === kind)
          .map((object) => [qualifiedName(object.metadata), object]),
      ),
    ]),
  );
}
