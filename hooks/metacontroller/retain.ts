import { compareBytewise } from '../lib/bytewise.ts';
import { isKubeObject } from '../lib/is-kube-object.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { controllerUidLabel, type ObjectGroups } from './contract.ts';
import { extractFields, ownedFields } from './owned-fields.ts';

/**
 * An answer for one observed child that leaves it as it is: exactly the fields which we own, as they are now. Server-side
 * apply then changes nothing, not even resourceVersion (DESIGN 2.7). Owner references and the selector label are left to
 * Metacontroller, which adds both to every child it applies.
 *
 * A child on which we own nothing (its takeover stopped half-way, or somebody cleared managedFields) is answered with its
 * name alone: the apply merges that into the live object, so no field, immutable ones included, is touched, and since the
 * child is in the answer it is not deleted. The hash annotation is left out there on purpose: should the child vanish in
 * between, the apply would create an empty object, which must not look like the desired one.
 *
 * Not kept is the ownership of what the API server does not store: Go leaves out empty texts and maps, false and 0. The first
 * apply after such a desired state changes managedFields once, no value and no generation; null instead would become an
 * empty text in maps. (A claim which nobody wrote since its creation is stored anew by whatever write comes first.)
 *
 * Throws when our fields were written at another apiVersion: applying fewer fields than we own resets the others.
 */
export function retain(observed: KubeObject, fieldManager: string): KubeObject {
  const { apiVersion, kind } = observed;
  const { name, namespace } = observed.metadata;
  const identity = { name, ...(namespace === undefined ? {} : { namespace }) };
  const fields = ownedFields(observed, fieldManager);
  const extracted = fields === null ? {} : extractFields(observed, fields);
  if (!isJsonObject(extracted)) return { apiVersion, kind, metadata: identity };
  // status goes by its own subresource; Metacontroller drops it from a child anyway.
  const { metadata, status: _, ...rest } = extracted;
  const { ownerReferences: __, labels, ...others } = isJsonObject(metadata) ? metadata : {};
  const kept = isJsonObject(labels) ? Object.entries(labels).filter(([label]) => label !== controllerUidLabel) : [];
  const retained: unknown = {
    ...rest,
    apiVersion,
    kind,
    metadata: { ...others, ...(kept.length === 0 ? {} : { labels: Object.fromEntries(kept) }), ...identity },
  };
  if (!isKubeObject(retained)) throw new Error(`${objectKey(observed)}: its owned fields make no object`);
  return retained;
}

/** Retains every observed child, ordered by group and name so that the order in the request does not matter. */
export function retainAll(groups: ObjectGroups, fieldManager: string): readonly KubeObject[] {
  return listObjects(groups).map((object) => retain(object, fieldManager));
}

/** All objects of a request's groups, ordered bytewise by group key and name. */
export function listObjects(groups: ObjectGroups): readonly KubeObject[] {
  return entriesByKey(groups).flatMap(([, group]) => entriesByKey(group).map(([, object]) => object));
}

function entriesByKey<T>(map: Readonly<Record<string, T>>): readonly [string, T][] {
  return Object.entries(map).sort(([a], [b]) => compareBytewise(a, b));
}
