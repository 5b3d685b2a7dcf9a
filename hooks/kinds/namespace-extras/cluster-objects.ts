import type { Settings } from '../../api/settings.ts';
import { compareBytewise } from '../../lib/bytewise.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import type { ChildKind, ObjectGroups } from '../../metacontroller/contract.ts';
import { refusalIssues } from '../../metacontroller/refusal.ts';
import { retain } from '../../metacontroller/retain.ts';
import type { RegisteredKind } from '../kind.ts';
import { isOfficial } from '../official-finalizer.ts';
import { parseParent } from '../parse-parent.ts';
import { customResourcesOf, ownerName, wantsClusterObjects } from './custom-resources.ts';

const rbac = 'rbac.authorization.k8s.io/v1';

/** Cluster-scoped kinds that are attached to a Namespace for its CRs. */
export const clusterKinds: readonly ChildKind[] = [
  { apiVersion: rbac, kind: 'ClusterRole', resource: 'clusterroles', updateMethod: 'InPlace', scope: 'Cluster' },
  {
    apiVersion: rbac,
    kind: 'ClusterRoleBinding',
    resource: 'clusterrolebindings',
    updateMethod: 'InPlace',
    scope: 'Cluster',
  },
];

/** Annotation on a cluster-scoped object: `Kind/name` of the CR that wants it. The Namespace which owns the object is the CR's. */
export const madeForAnnotation = 'vmop.victoriametrics.com/made-for';

/** What is attached to one Namespace, and its CRs. */
export interface ClusterObjectsInput {
  /** Attached cluster-scoped objects, in any order. */
  readonly attached: readonly KubeObject[];
  readonly related: ObjectGroups;
  readonly kinds: readonly RegisteredKind[];
  readonly settings: Settings;
}

/**
 * The cluster-scoped objects which the CRs of one Namespace shall have, ordered by name. A namespaced CR cannot own them
 * (DESIGN 2.10). What an active CR wants is created and repaired, and goes with the wish or the CR. A CR which nobody may or
 * can judge (paused, being deleted, unreadable, still official) keeps what it has and gets nothing new. Where two CRs want one
 * object, the first by kind and name has it, after one that keeps it: one object, one emitter. An existing object which is not
 * attached is adopted by the apply, or left alone when nobody wants it. Throws when the request lacks a kind of CR.
 */
export function answerClusterObjects({ attached, related, kinds, settings }: ClusterObjectsInput): KubeObject[] {
  const owners = new Set(attached.flatMap((live) => madeFor(live) ?? []));
  const wishes = readWishes(related, kinds.filter(wantsClusterObjects), settings, owners);
  const live = new Map(attached.map((object) => [objectKey(object), object]));
  const answers = new Map<string, KubeObject>();
  for (const [key, object] of live) if (isKept(object, wishes)) answers.set(key, retain(object, settings.fieldManager));
  for (const wish of wishes.objects) {
    const key = objectKey(wish);
    const present = live.get(key);
    if (answers.has(key) || !isPossible(wish, present)) continue;
    if (refusalIssues(wish).length === 0) answers.set(key, wish);
    else if (present !== undefined) answers.set(key, retain(present, settings.fieldManager));
  }
  return [...answers].sort(([a], [b]) => compareBytewise(a, b)).map(([, object]) => object);
}

interface Wishes {
  readonly objects: readonly KubeObject[];
  /** CRs that keep what they have, as `Kind/name`. */
  readonly frozen: ReadonlySet<string>;
  /** Kinds that were looked for. A CR of any other kind may well exist: after a downgrade, say. */
  readonly kinds: ReadonlySet<string>;
}

/** `owners` are the CRs that have something: they are judged even if a glance says that they want nothing. */
function readWishes(
  related: ObjectGroups,
  kinds: readonly RegisteredKind[],
  settings: Settings,
  owners: ReadonlySet<string>,
): Wishes {
  const objects: KubeObject[] = [];
  const frozen = new Set<string>();
  for (const kind of kinds) {
    for (const cr of customResourcesOf(related, kind)) {
      const owner = ownerName(cr);
      const wanted = isFrozen(cr) ? undefined : wantedBy(kind, cr, settings, owners.has(owner));
      if (wanted === undefined) frozen.add(owner);
      else objects.push(...wanted.map((object) => withOwner(object, owner)));
    }
  }
  return { objects, frozen, kinds: new Set(kinds.map(({ api }) => api.kind)) };
}

function isFrozen(cr: KubeObject): boolean {
  const isGoing = cr.metadata.deletionTimestamp !== undefined;
  return isGoing || isOfficial(cr) || fieldAt(cr, ['spec', 'paused']) === true;
}

/** What a CR wants; undefined when it cannot be read. Most CRs want nothing, and parsing is the main cost. */
function wantedBy(
  kind: RegisteredKind,
  cr: KubeObject,
  settings: Settings,
  isOwner: boolean,
): readonly KubeObject[] | undefined {
  const { controller } = kind;
  if (!isOwner && controller?.mayHaveClusterObjects?.(cr) === false) return [];
  const parsed = parseParent(kind, cr);
  return parsed.ok ? controller?.clusterObjects?.(parsed.value, settings) : undefined;
}

/** Gone is only a CR of a kind that was looked for. An object whose owner nobody can tell stays while some CR cannot be judged. */
function isKept(object: KubeObject, { frozen, kinds }: Wishes): boolean {
  const owner = madeFor(object);
  if (owner === undefined) return frozen.size > 0;
  const [kind = ''] = owner.split('/');
  return frozen.has(owner) || !kinds.has(kind);
}

/** A binding's role cannot be changed: one that binds another is left out, which deletes it, and made anew. */
function isPossible(wish: KubeObject, present: KubeObject | undefined): boolean {
  return present === undefined || deepEqual(fieldAt(wish, ['roleRef']), fieldAt(present, ['roleRef']));
}

function madeFor(object: KubeObject): string | undefined {
  return object.metadata.annotations?.[madeForAnnotation];
}

function withOwner(object: KubeObject, owner: string): KubeObject {
  const annotations = { ...object.metadata.annotations, [madeForAnnotation]: owner };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
