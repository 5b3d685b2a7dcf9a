import type { Reference, Resolve } from '../config/reference.ts';
import { lookUp } from '../kinds/reference-bundle/look-up.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, qualifiedName } from '../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../metacontroller/contract.ts';

/** Objects by group and name, as a hook request carries them; Secrets with `data` alone, as the API server stores them. Groups of the given kinds are there, if only empty. */
export function groupObjects(
  objects: readonly KubeObject[],
  kinds: readonly { readonly apiVersion: string; readonly kind: string }[],
): ObjectGroups {
  const groups: Record<string, Record<string, KubeObject>> = Object.fromEntries(
    kinds.map(({ apiVersion, kind }) => [groupKey(apiVersion, kind), {}]),
  );
  for (const object of objects) {
    const key = groupKey(object.apiVersion, object.kind);
    const group = groups[key] ?? {};
    groups[key] = group;
    group[qualifiedName(object.metadata)] = asStored(object);
  }
  return groups;
}

/**
 * Resolves references among `related` without giving a Secret's value away: a text that names the value stands for it, and the empty text
 * for an empty one. A Secret or ConfigMap that is not at hand counts as being there; `assumed` gets it, as `Secret shop/auth (token)`.
 */
export function describingResolver(related: ObjectGroups, assumed: Set<string>): Resolve {
  return (reference) => {
    const { kind, namespace, name, key } = reference;
    if (related[groupKey('v1', kind)]?.[`${namespace}/${name}`] === undefined) {
      assumed.add(`${kind} ${namespace}/${name} (${key})`);
      return { state: 'found', value: describeValue(reference) };
    }
    const found = lookUp(reference, related);
    const isShown = kind === 'ConfigMap' || found.state !== 'found' || found.value.trim() === '';
    return isShown ? found : { state: 'found', value: describeValue(reference) };
  };
}

function describeValue({ kind, namespace, name, key }: Reference): string {
  return `<value of ${kind} ${namespace}/${name} key ${key}>`;
}

function asStored(object: KubeObject): KubeObject {
  const written: unknown = Reflect.get(object, 'stringData');
  if (object.apiVersion !== 'v1' || object.kind !== 'Secret' || !isJsonObject(written)) return object;
  const { stringData: _, ...stored } = { stringData: written, ...object };
  const data: unknown = Reflect.get(object, 'data');
  const encoded = Object.entries(written).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]);
  return { ...stored, ...{ data: { ...(isJsonObject(data) ? data : {}), ...Object.fromEntries(encoded) } } };
}
