import { decoratorAnnotation } from '../../driver/claim.ts';
import { madeForAnnotation } from '../../kinds/namespace-extras/cluster-objects.ts';
import { ownerName } from '../../kinds/namespace-extras/custom-resources.ts';
import { officialFinalizer } from '../../kinds/official-finalizer.ts';
import { installNames } from '../../lib/install-names.ts';
import type { KubeObject, ObjectMeta, OwnerReference } from '../../lib/kube-object.ts';
import { controllerUidLabel } from '../../metacontroller/contract.ts';
import { duplicatedLists } from '../../metacontroller/duplicates.ts';
import { claimManagedFields } from './managed-fields.ts';

/** Field managers: whose entries are claimed, and in whose name. */
export interface Managers {
  readonly official: string;
  readonly ours: string;
}

/** What one object needs: a merge patch of its metadata, and the same in words. Undefined: nothing to do, so a second run is a no-op. */
export interface Step {
  readonly object: KubeObject;
  readonly patch: { readonly metadata: Readonly<Record<string, unknown>> };
  readonly says: readonly string[];
}

/** A child that stays a child of the CR: label, our managedFields, no official finalizer. */
export function childStep(child: KubeObject, crUid: string, managers: Managers): Step | undefined {
  const { metadata } = child;
  const changes: Change[] = [...withoutFinalizer(metadata), ...claimed(child, managers)];
  if (metadata.labels?.[controllerUidLabel] !== crUid) {
    changes.push({ field: 'labels', value: { [controllerUidLabel]: crUid }, says: `label ${controllerUidLabel}` });
  }
  return step(child, changes);
}

/**
 * A claim that outlives its CR: it is owned by its Namespace, and no longer by the CR, whose deletion would delete the data.
 * Owners other than the CR stay.
 */
export function claimStep(
  claim: KubeObject,
  crUid: string,
  namespace: KubeObject,
  managers: Managers,
): Step | undefined {
  const { metadata } = claim;
  const owners = metadata.ownerReferences ?? [];
  const wanted: OwnerReference[] = [
    ...owners.filter((owner) => owner.uid !== crUid && owner.uid !== namespace.metadata.uid),
    namespaceOwner(namespace, false),
  ];
  const changes: Change[] = [...withoutFinalizer(metadata), ...claimed(claim, managers)];
  if (owners.some((owner) => owner.uid === crUid) || !owners.some((owner) => owner.uid === namespace.metadata.uid)) {
    changes.push({
      field: 'ownerReferences',
      value: wanted,
      says: 'owner: its Namespace instead of the custom resource',
    });
  }
  return step(claim, changes);
}

/**
 * A cluster-scoped object of a CR becomes what our decorator attaches to the Namespace: it then sees it from its first sync on,
 * so that fields and whole objects which nobody wants any more go.
 */
export function attachStep(
  object: KubeObject,
  cr: KubeObject,
  namespace: KubeObject,
  managers: Managers,
): Step | undefined {
  const { metadata } = object;
  const changes: Change[] = [...withoutFinalizer(metadata), ...claimed(object, managers)];
  const marks = { [decoratorAnnotation]: installNames.namespaceDecorator, [madeForAnnotation]: ownerName(cr) };
  if (Object.entries(marks).some(([key, value]) => metadata.annotations?.[key] !== value)) {
    changes.push({ field: 'annotations', value: marks, says: `marked as made for ${ownerName(cr)}` });
  }
  const owners = metadata.ownerReferences ?? [];
  if (!owners.some((owner) => owner.uid === namespace.metadata.uid && owner.controller === true)) {
    const others = owners.filter((owner) => owner.uid !== namespace.metadata.uid);
    const value = [...others, namespaceOwner(namespace, true)];
    changes.push({ field: 'ownerReferences', value, says: 'owner: the Namespace' });
  }
  return step(object, changes);
}

/** Only the finalizer goes: for the CR itself, last of all, and for objects that vmop does not take as children. */
export function finalizerStep(object: KubeObject): Step | undefined {
  return step(object, withoutFinalizer(object.metadata));
}

interface Change {
  readonly field: string;
  readonly value: unknown;
  readonly says: string;
}

function step(object: KubeObject, changes: readonly Change[]): Step | undefined {
  if (changes.length === 0) return undefined;
  const fields = Object.fromEntries(changes.map(({ field, value }) => [field, value]));
  // resourceVersion makes the server refuse the patch when somebody else wrote in between; the next run starts from what is there then.
  return {
    object,
    patch: { metadata: { resourceVersion: object.metadata.resourceVersion, ...fields } },
    says: changes.map(({ says }) => says),
  };
}

function withoutFinalizer(metadata: ObjectMeta): Change[] {
  const finalizers = metadata.finalizers ?? [];
  if (!finalizers.includes(officialFinalizer)) return [];
  const value = finalizers.filter((finalizer) => finalizer !== officialFinalizer);
  return [{ field: 'finalizers', value, says: 'official finalizer removed' }];
}

/** Lists that no server-side apply could write as they are become nobody's, and so stay as they are. */
function claimed(object: KubeObject, { official, ours }: Managers): Change[] {
  const value = claimManagedFields(object.metadata.managedFields ?? [], official, ours, duplicatedLists(object));
  return value === undefined
    ? []
    : [{ field: 'managedFields', value, says: `fields of manager "${official}" handed to "${ours}"` }];
}

function namespaceOwner(namespace: KubeObject, controller: boolean): OwnerReference {
  const { name, uid } = namespace.metadata;
  if (uid === undefined) throw new Error(`Namespace ${name} has no uid`);
  return { apiVersion: 'v1', kind: 'Namespace', name, uid, controller, blockOwnerDeletion: controller };
}
