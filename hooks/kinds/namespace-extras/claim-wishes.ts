import type { Settings } from '../../api/settings.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { type KubeObject, qualifiedName } from '../../lib/kube-object.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import type { RegisteredKind, RetainedClaim } from '../kind.ts';
import { isOfficial } from '../official-finalizer.ts';
import { parseParent } from '../parse-parent.ts';
import { customResourcesOf, ownerName, uidOf, wantsClaims } from './custom-resources.ts';

/** A claim that a living CR wants. */
export interface ClaimWish extends RetainedClaim {
  readonly ownerUid: string;
  /** `Kind/name` of the CR. */
  readonly owner: string;
  /** The CR is paused or being deleted: nothing but the intent may change. */
  readonly isFrozen: boolean;
}

/** What the CRs of one Namespace want, and which CRs there are. */
export interface ClaimWishes {
  /** By `namespace/name` of the claim. */
  readonly byClaim: ReadonlyMap<string, ClaimWish>;
  /** CRs whose wishes were read, by uid. */
  readonly living: ReadonlySet<string>;
  /** CRs that exist but cannot be judged: their own kind cannot read them, or they still belong to the official operator. */
  readonly unclear: ReadonlySet<string>;
  /** Kinds that were looked for. A CR of any other kind may well exist: after a downgrade, say. */
  readonly kinds: ReadonlySet<string>;
}

/** Reads the wishes of all CRs in the request. `intents` are the uids written on claims: their CRs are judged even if they want none. Where two CRs want one claim, the first by kind and name has it: one object, one emitter. Throws when the request lacks a kind, or a CR has no uid. */
export function readClaimWishes(
  related: ObjectGroups,
  kinds: readonly RegisteredKind[],
  settings: Settings,
  intents: ReadonlySet<string> = new Set(),
): ClaimWishes {
  const claimants = kinds.filter(wantsClaims);
  const judged = claimants.flatMap((kind) =>
    customResourcesOf(related, kind)
      // Most CRs have nothing to do with claims; parsing them all at every event of the Namespace would be the main cost.
      .filter((cr) => intents.has(uidOf(cr)) || kind.controller?.mayRetainClaims?.(cr) !== false)
      .map((cr) => ({ cr, uid: uidOf(cr), claims: claimsOf(kind, cr, settings) })),
  );
  const byClaim = new Map<string, ClaimWish>();
  for (const { cr, uid, claims } of judged) {
    const isFrozen = fieldAt(cr, ['spec', 'paused']) === true || cr.metadata.deletionTimestamp !== undefined;
    for (const wish of claims ?? []) {
      const name = qualifiedName(wish.claim.metadata);
      if (!byClaim.has(name)) byClaim.set(name, { ...wish, ownerUid: uid, owner: ownerName(cr), isFrozen });
    }
  }
  return {
    byClaim,
    living: new Set(judged.flatMap(({ uid, claims }) => (claims === undefined ? [] : [uid]))),
    unclear: new Set(judged.flatMap(({ uid, claims }) => (claims === undefined ? [uid] : []))),
    kinds: new Set(claimants.map(({ api }) => api.kind)),
  };
}

/** Claims that a CR wants; undefined when it cannot be judged. */
function claimsOf(kind: RegisteredKind, cr: KubeObject, settings: Settings): readonly RetainedClaim[] | undefined {
  const parsed = parseParent(kind, cr);
  return parsed.ok && !isOfficial(cr) ? kind.controller?.retainedClaims?.(parsed.value, settings) : undefined;
}
