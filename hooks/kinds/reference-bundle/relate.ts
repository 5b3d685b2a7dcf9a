import type { ReferenceBundle } from '../../api/reference-bundle.ts';
import type { Settings } from '../../api/settings.ts';
import type { Reference } from '../../config/reference.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import type { RelatedKind, RelateRule } from '../../metacontroller/contract.ts';
import { isSignedBundle } from './signed-list.ts';

/** Kinds that a bundle reads. */
export const referenceBundleRelatedKinds: readonly RelatedKind[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps' },
  { apiVersion: 'v1', kind: 'Secret', resource: 'secrets' },
];

/** The objects which a signed list names: one rule per kind and namespace, sorted. A list that vmop did not sign relates nothing. */
export function relateReferenceBundle(cr: ReferenceBundle, settings: Settings): readonly RelateRule[] {
  return isSignedBundle(cr, settings.hmacKeys) ? rulesFor(cr.spec.references) : [];
}

function rulesFor(references: readonly Reference[]): readonly RelateRule[] {
  const names = new Map<string, { readonly first: Reference; readonly names: Set<string> }>();
  for (const reference of references) {
    const key = `${reference.kind}/${reference.namespace}`;
    const group = names.get(key) ?? { first: reference, names: new Set() };
    group.names.add(reference.name);
    names.set(key, group);
  }
  return [...names]
    .sort(([a], [b]) => compareBytewise(a, b))
    .map(([, { first, names: all }]) => {
      const [name = first.name, ...others] = [...all].sort(compareBytewise);
      const resource = first.kind === 'Secret' ? 'secrets' : 'configmaps';
      return { apiVersion: 'v1', resource, namespace: first.namespace, names: [name, ...others] };
    });
}
