import type { Settings } from '../../api/settings.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { type KubeObject, objectKey, qualifiedName } from '../../lib/kube-object.ts';
import { type DecorateOutput, groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { groupOf } from '../../metacontroller/group-of.ts';
import { listObjects, retain } from '../../metacontroller/retain.ts';
import type { RegisteredKind } from '../kind.ts';
import { type ClaimFacts, decideClaim } from './claim-decision.ts';
import { claimOfAnnotation, fitClaim, ownClaim, removeWithAnnotation } from './claim-object.ts';
import { type ClaimWish, type ClaimWishes, readClaimWishes } from './claim-wishes.ts';
import { answerClusterObjects, clusterKinds } from './cluster-objects.ts';

/** One Namespace with what is attached to it and what it relates. */
export interface DecorateInput {
  readonly namespace: KubeObject;
  readonly attachments: ObjectGroups;
  readonly related: ObjectGroups;
  readonly kinds: readonly RegisteredKind[];
  readonly settings: Settings;
}

const claimGroup = groupKey('v1', 'PersistentVolumeClaim');
const classGroup = groupKey('storage.k8s.io/v1', 'StorageClass');
const clusterGroups = clusterKinds.map(({ apiVersion, kind }) => groupKey(apiVersion, kind));

/**
 * Attaches to a Namespace what its CRs cannot own: volume claims that outlive them, and cluster-scoped objects. Answers attachments only, never labels,
 * annotations or a status, which Metacontroller would write to the Namespace. A Namespace that is being deleted gets
 * nothing new: its attachments are answered as they are. Throws when the request lacks a related group.
 */
export function syncNamespaceExtras(input: DecorateInput): DecorateOutput {
  const { namespace, attachments, settings } = input;
  const attached = objectsIn(attachments, claimGroup);
  const attachedToCluster = clusterGroups.flatMap((group) => objectsIn(attachments, group));
  if (namespace.metadata.deletionTimestamp !== undefined) {
    const asTheyAre = attached.map((live) =>
      ownClaim(retain(live, settings.fieldManager), namespace, true, intentOf(live)),
    );
    return { attachments: [...asTheyAre, ...attachedToCluster.map((live) => retain(live, settings.fieldManager))] };
  }
  const classes = objectsIn(input.related, classGroup);
  const live = new Map([...objectsIn(input.related, claimGroup), ...attached].map((claim) => [nameOf(claim), claim]));
  const attachedNames = new Set(attached.map(nameOf));
  const intents = new Set([...live.values()].flatMap((claim) => intentOf(claim) ?? []));
  const wishes = readClaimWishes(input.related, input.kinds, settings, intents);
  const answers = [...new Set([...live.keys(), ...wishes.byClaim.keys()])].sort(compareBytewise).map((name) => {
    const situation: Situation = {
      live: live.get(name),
      wish: wishes.byClaim.get(name),
      isAttached: attachedNames.has(name),
    };
    return answerClaim(situation, wishes, { ...input, classes });
  });
  const removes = answers.flatMap(({ removed }) => removed);
  const clusterObjects = answerClusterObjects({ ...input, attached: attachedToCluster });
  return {
    attachments: [...answers.flatMap(({ attachment }) => attachment), ...clusterObjects],
    ...(removes.length === 0 ? {} : { removes }),
  };
}

interface Situation {
  readonly live: KubeObject | undefined;
  readonly wish: ClaimWish | undefined;
  readonly isAttached: boolean;
}

interface Answer {
  readonly attachment: readonly KubeObject[];
  readonly removed: readonly string[];
}

const nothing: Answer = { attachment: [], removed: [] };

function answerClaim(
  situation: Situation,
  wishes: ClaimWishes,
  { namespace, settings: { fieldManager }, classes }: DecorateInput & { readonly classes: readonly KubeObject[] },
): Answer {
  const { live, wish } = situation;
  const answer = (claim: KubeObject, isAttachment: boolean, removeWith: string | null): Answer => ({
    attachment: [ownClaim(claim, namespace, isAttachment, removeWith)],
    removed: [],
  });
  const wishedIntent = wish === undefined ? null : intentFor(wish);
  const decision = decideClaim(factsOf(situation, wishes));
  if (decision === 'leave') return nothing;
  if (live === undefined)
    return wish === undefined ? nothing : answer(withOwner(wish.claim, wish), false, wishedIntent);
  const retained = () => retain(live, fieldManager);
  switch (decision) {
    case 'create':
    case 'converge':
      return wish === undefined
        ? nothing
        : answer(withOwner(fitClaim(wish.claim, live, classes, fieldManager), wish), false, wishedIntent);
    case 'mark':
      return answer(withOwner(retained(), wish), false, wishedIntent);
    case 'unmark':
      return answer(retained(), false, null);
    case 'detach':
      return answer(retained(), false, intentOf(live));
    case 'attach':
      return answer(retained(), true, intentOf(live));
    case 'remove':
      return { attachment: [], removed: [objectKey(live)] };
    default:
      return decision satisfies never;
  }
}

function factsOf({ live, wish, isAttached }: Situation, wishes: ClaimWishes): ClaimFacts {
  const intent = live === undefined ? null : intentOf(live);
  return {
    claim: live === undefined ? 'absent' : live.metadata.deletionTimestamp === undefined ? 'live' : 'terminating',
    isAttached,
    wish: wish === undefined ? 'none' : wish.isFrozen ? 'frozen' : 'active',
    isIntentRight: wish !== undefined && intent === intentFor(wish),
    intent: live === undefined || intent === null ? 'none' : ownerState(live, intent, wishes),
  };
}

/** Gone is only a CR of a kind that was looked for. */
function ownerState(live: KubeObject, uid: string, { living, unclear, kinds }: ClaimWishes): ClaimFacts['intent'] {
  if (living.has(uid)) return 'living';
  const [kind = ''] = live.metadata.annotations?.[claimOfAnnotation]?.split('/') ?? [];
  return unclear.has(uid) || !kinds.has(kind) ? 'unclear' : 'gone';
}

function withOwner(claim: KubeObject, wish: ClaimWish | undefined): KubeObject {
  if (wish === undefined) return claim;
  const annotations = { ...claim.metadata.annotations, [claimOfAnnotation]: wish.owner };
  return { ...claim, metadata: { ...claim.metadata, annotations } };
}

function intentFor(wish: ClaimWish): string | null {
  return wish.removeAfterDelete ? wish.ownerUid : null;
}

function intentOf(claim: KubeObject): string | null {
  return claim.metadata.annotations?.[removeWithAnnotation] ?? null;
}

function nameOf(claim: KubeObject): string {
  return qualifiedName(claim.metadata);
}

function objectsIn(groups: ObjectGroups, key: string): readonly KubeObject[] {
  return listObjects({ [key]: groupOf(groups, key, 'group') });
}
