import { internalGroup } from '../../api/common/internal-resource.ts';
import type { ReferenceBundle } from '../../api/reference-bundle.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { isSigned, sign } from '../../metacontroller/signature.ts';

type Spec = ReferenceBundle['spec'];

/** What a signature vouches for: this list, in this object, for this owner. */
export interface SignedList extends Pick<Spec, 'owner' | 'references'> {
  readonly namespace: string;
  readonly name: string;
}

/** The signature of a list. Name and namespace are part of it, so that a copy elsewhere is worth nothing. */
export function signList(list: SignedList, keys: readonly string[]): string {
  return sign(payloadOf(list), keys);
}

/**
 * True when the list in a bundle is one that vmop signed for this very object. Depends on nothing but what a generation fixes, because Metacontroller
 * remembers a customize answer by uid and generation.
 */
export function isSignedBundle({ metadata, spec }: ReferenceBundle, keys: readonly string[]): boolean {
  const { namespace, name } = metadata;
  return isSigned(payloadOf({ namespace, name, owner: spec.owner, references: spec.references }), spec.signature, keys);
}

/** Why a bundle is not resolved, in a sentence; null for one that vmop wrote and that its owner controls. */
export function whyRefused(bundle: ReferenceBundle, keys: readonly string[]): string | null {
  if (!isSignedBundle(bundle, keys))
    return 'the list is not the one that vmop signed for this object: it is not resolved';
  const controller = bundle.metadata.ownerReferences?.find((reference) => reference.controller === true);
  const { owner } = bundle.spec;
  const isOwned = (['apiVersion', 'kind', 'name', 'uid'] as const).every(
    (field) => controller?.[field] === owner[field],
  );
  return isOwned ? null : `${owner.kind} ${owner.name} does not control this object: it is not resolved`;
}

function payloadOf({ namespace, name, owner, references }: SignedList): object {
  return {
    purpose: `${internalGroup}/ReferenceBundle`,
    bundle: { namespace, name },
    owner: pick(owner, ['apiVersion', 'kind', 'name', 'uid']),
    references: references.map((reference) => pick(reference, ['kind', 'namespace', 'name', 'key'])),
  };
}

/** Only the named fields: what else an object carries is neither signed nor read. */
function pick(object: object, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, fieldAt(object, [name])]));
}
