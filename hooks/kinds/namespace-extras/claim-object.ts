import { fieldAt, withField } from '../../lib/field-path.ts';
import type { KubeObject, OwnerReference, StringMap } from '../../lib/kube-object.ts';
import { compareQuantities } from '../../lib/quantity.ts';
import { keepImmutable } from '../../metacontroller/immutable.ts';
import { storageRequest, storageRequestPath } from '../../metacontroller/storage-request.ts';
import { whyClaimCannotExpand } from '../../objects/claim-expansion.ts';

/** Annotation on a claim: uid of the CR with which it shall be removed. Written only while that CR lives and says so. */
export const removeWithAnnotation = 'vmop.victoriametrics.com/remove-with';

/** Annotation on a claim: `Kind/name` of the CR that wants or wanted it. Says to people what no owner reference says, and to us whether we can know that the CR is gone. */
export const claimOfAnnotation = 'vmop.victoriametrics.com/claim-of';

/**
 * The claim as it goes to the wire: owned by its Namespace, and with an intent or without one. `isAttachment` makes the Namespace
 * its controller. Metacontroller leaves the owner references of an attachment alone when one of them has the parent's uid
 * (`claimOwnership`), and counts as attachments only objects whose controller is the parent and which carry its own
 * annotation `metacontroller.k8s.io/decorator-controller`, which it writes on everything it applies (`getChildren`).
 */
export function ownClaim(
  claim: KubeObject,
  namespace: KubeObject,
  isAttachment: boolean,
  removeWith: string | null,
): KubeObject {
  const { [removeWithAnnotation]: _, ...others }: StringMap = claim.metadata.annotations ?? {};
  const annotations: StringMap = removeWith === null ? others : { ...others, [removeWithAnnotation]: removeWith };
  const { annotations: __, ...metadata } = claim.metadata;
  return {
    ...claim,
    metadata: {
      ...metadata,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ownerReferences: [namespaceOwner(namespace, isAttachment)],
    },
  };
}

/**
 * The wished claim made fit for the live one: immutable fields as observed, the request max(live, wished), and grown only where
 * the API server will take it, that is on a bound claim whose class (or annotation) allows expansion. What is not possible is
 * reported by the CR's own controller, which sees the same claim.
 */
export function fitClaim(
  wished: KubeObject,
  live: KubeObject,
  classes: readonly KubeObject[],
  fieldManager: string,
): KubeObject {
  const { object } = keepImmutable(wished, live, fieldManager);
  const [have, want] = [storageRequest(live), storageRequest(object)];
  if (have === undefined || want === undefined || compareQuantities(want, have) <= 0) return object;
  const annotations = { ...live.metadata.annotations, ...wished.metadata.annotations };
  const judged = { ...live, metadata: { ...live.metadata, annotations } };
  const phase = fieldAt(live, ['status', 'phase']) ?? 'Bound';
  const mayGrow = phase === 'Bound' && whyClaimCannotExpand(judged, classes) === null;
  return mayGrow ? object : withField(object, storageRequestPath, have);
}

function namespaceOwner({ metadata }: KubeObject, controller: boolean): OwnerReference {
  if (metadata.uid === undefined) throw new Error(`Namespace ${metadata.name} has no uid`);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    name: metadata.name,
    uid: metadata.uid,
    controller,
    blockOwnerDeletion: false,
  };
}
