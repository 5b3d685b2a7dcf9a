import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { groupOf } from '../../metacontroller/group-of.ts';
import { listObjects } from '../../metacontroller/retain.ts';
import type { RegisteredKind } from '../kind.ts';

/** True for a kind whose CRs have claims that outlive them. */
export function wantsClaims({ controller }: RegisteredKind): boolean {
  return controller?.retainedClaims !== undefined;
}

/** True for a kind whose CRs have cluster-scoped objects. */
export function wantsClusterObjects({ controller }: RegisteredKind): boolean {
  return controller?.clusterObjects !== undefined;
}

/** The CRs of one kind in the request, by name. Throws when the request lacks the kind: all its CRs would look gone, and what belongs to them be removed. */
export function customResourcesOf(related: ObjectGroups, { api }: RegisteredKind): readonly KubeObject[] {
  const key = groupKey(`${api.group}/${api.version}`, api.kind);
  return listObjects({ [key]: groupOf(related, key) });
}

/** uid of a CR. Throws when it has none: it did not come from the API server. */
export function uidOf(cr: KubeObject): string {
  const { uid } = cr.metadata;
  if (uid === undefined) throw new Error(`${objectKey(cr)} has no uid`);
  return uid;
}

/** `Kind/name`: how an annotation names the CR that an object belongs to. */
export function ownerName({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}
