import type { Reference, Resolve } from '../config/reference.ts';
import { lookUp } from '../kinds/reference-bundle/look-up.ts';
import { groupKey, type ObjectGroups } from '../metacontroller/contract.ts';

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
