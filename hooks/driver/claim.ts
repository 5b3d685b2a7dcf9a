import { type KubeObject, type OwnerReference, qualifiedName } from '../lib/kube-object.ts';
import { type ChildKind, controllerUidLabel, groupKey, type ObjectGroups } from '../metacontroller/contract.ts';
import type { ObjectStore } from './store.ts';

/** Annotation by which a decorator knows its own attachments. */
export const decoratorAnnotation = 'metacontroller.k8s.io/decorator-controller';

/** The owner reference which Metacontroller adds to every child. */
export function controllerRef(parent: KubeObject): OwnerReference {
  const { name, uid } = parent.metadata;
  if (uid === undefined) throw new Error(`${parent.kind} ${name} has no uid: it is not from the store`);
  return { apiVersion: parent.apiVersion, kind: parent.kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/**
 * The observed children of a composite parent. As Metacontroller does, and before any hook is asked: an owned object without the label is
 * released (its reference goes), an ownerless one with the label is adopted.
 */
export function claimChildren(store: ObjectStore, parent: KubeObject, childKinds: readonly ChildKind[]): ObjectGroups {
  const own = controllerRef(parent);
  return groupsOf(childKinds, (kind) =>
    store.list(kind.apiVersion, kind.kind, parent.metadata.namespace).flatMap((object) => {
      const controller = controllerOf(object);
      const isLabelled = object.metadata.labels?.[controllerUidLabel] === own.uid;
      if (controller !== undefined && controller.uid !== own.uid) return [];
      if (controller === undefined)
        return isLabelled
          ? [
              store.put(
                withOwners(object, [...ownersOf(object).filter(({ uid }) => uid !== own.uid), own]),
                'metacontroller',
              ),
            ]
          : [];
      if (isLabelled) return [object];
      store.put(
        withOwners(
          object,
          ownersOf(object).filter(({ uid }) => uid !== own.uid),
        ),
        'metacontroller',
      );
      return [];
    }),
  );
}

/** The observed attachments of a decorator: controlled by the decorated object and marked with the decorator's name; a decorator adopts nothing. */
export function ownAttachments(
  store: ObjectStore,
  parent: KubeObject,
  childKinds: readonly ChildKind[],
  decorator: string,
): ObjectGroups {
  return groupsOf(childKinds, (kind) =>
    store
      .list(kind.apiVersion, kind.kind, parent.metadata.namespace)
      .filter(
        (object) =>
          controllerOf(object)?.uid === parent.metadata.uid &&
          object.metadata.annotations?.[decoratorAnnotation] === decorator,
      ),
  );
}

function groupsOf(childKinds: readonly ChildKind[], list: (kind: ChildKind) => readonly KubeObject[]): ObjectGroups {
  return Object.fromEntries(
    childKinds.map((kind) => [
      groupKey(kind.apiVersion, kind.kind),
      Object.fromEntries(list(kind).map((object) => [qualifiedName(object.metadata), object])),
    ]),
  );
}

function controllerOf(object: KubeObject): OwnerReference | undefined {
  return ownersOf(object).find(({ controller }) => controller === true);
}

function ownersOf(object: KubeObject): readonly OwnerReference[] {
  return object.metadata.ownerReferences ?? [];
}

function withOwners(object: KubeObject, owners: readonly OwnerReference[]): KubeObject {
  const { ownerReferences: _old, ...metadata } = object.metadata;
  return { ...object, metadata: owners.length === 0 ? metadata : { ...metadata, ownerReferences: owners } };
}
