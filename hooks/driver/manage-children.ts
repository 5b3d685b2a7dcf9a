import { compareBytewise } from '../lib/bytewise.ts';
import { type KubeObject, type OwnerReference, objectKey, qualifiedName } from '../lib/kube-object.ts';
import { type ChildKind, groupKey, type ObjectGroups } from '../metacontroller/contract.ts';
import { applyObject } from './apply.ts';
import { controllerRef } from './claim.ts';
import type { Run } from './run.ts';

/**
 * Makes the store as a sync answer wants it: observed objects that are missing in the answer are deleted (if they are still the ones that
 * were observed), the others applied, sorted by group, version and kind. Throws for a kind that the controller does not declare.
 * Source: ManageChildren in https://github.com/metacontroller/metacontroller/blob/master/pkg/controller/common/manage_children.go
 */
export function manageChildren(
  run: Run,
  parent: KubeObject,
  observed: ObjectGroups,
  desired: readonly KubeObject[],
  childKinds: readonly ChildKind[],
): void {
  const kinds = new Map(childKinds.map((kind) => [groupKey(kind.apiVersion, kind.kind), kind]));
  const wanted = new Set(desired.map(childKey));
  for (const group of Object.values(observed))
    for (const object of Object.values(group)) if (!wanted.has(childKey(object))) deleteObserved(run, object);
  for (const object of desired.toSorted(byGroupVersionKind)) {
    const kind = kinds.get(groupKey(object.apiVersion, object.kind));
    if (kind === undefined)
      throw new Error(
        `${objectKey(parent)} wants a ${object.kind}.${object.apiVersion}, which its controller does not declare`,
      );
    const live = run.store.get(object);
    const isUnchangeable =
      kind.updateMethod === 'OnDelete' &&
      observed[groupKey(object.apiVersion, object.kind)]?.[qualifiedName(object.metadata)] !== undefined;
    if (!isUnchangeable)
      run.store.put(applyObject(live, withController(object, parent), run.fieldManager), run.fieldManager);
  }
}

function deleteObserved(run: Run, object: KubeObject): void {
  // Precondition on the uid: what was created anew in the meantime stays.
  if (run.store.get(object)?.metadata.uid === object.metadata.uid) run.store.delete(object, run.fieldManager);
}

/** Adds the parent as controller, unless the object names it as an owner already (DESIGN 2.11). */
function withController(object: KubeObject, parent: KubeObject): KubeObject {
  const owners: readonly OwnerReference[] = object.metadata.ownerReferences ?? [];
  const own = controllerRef(parent);
  if (owners.some(({ uid }) => uid === own.uid)) return object;
  return { ...object, metadata: { ...object.metadata, ownerReferences: [...owners, own] } };
}

function childKey(object: KubeObject): string {
  return `${groupKey(object.apiVersion, object.kind)} ${qualifiedName(object.metadata)}`;
}

function byGroupVersionKind(left: KubeObject, right: KubeObject): number {
  return compareBytewise(sortKey(left), sortKey(right));
}

function sortKey({ apiVersion, kind, metadata }: KubeObject): string {
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}|${kind}|${qualifiedName(metadata)}`;
}
