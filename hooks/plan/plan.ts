import { type CallHook, type DriveOptions, drive, type UserEdit } from '../driver/drive.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { compareObjects, type Difference, identity } from './compare-objects.ts';
import { placeholdersFor } from './placeholder.ts';
import { findReplacements, isStatefulSet, type Replacement } from './replacement.ts';

/** What a plan needs besides the objects; as the driver. */
export type PlanOptions = Pick<DriveOptions, 'registry' | 'settings' | 'now' | 'decorator'> & {
  readonly callHook: CallHook;
};

/** What would follow from an edit. */
export interface Plan extends Difference {
  /** StatefulSets that are made anew around their pods when all the rest is ready, or would have to be and may not. */
  readonly replacements: readonly Replacement[];
  /** Custom resources whose status would be `failed`, with the reason. */
  readonly failures: readonly { readonly key: string; readonly reason: string }[];
  /** Referenced objects whose content is not known here and was assumed to stay as it is. */
  readonly assumed: readonly string[];
}

/**
 * Plans an edit: `before` driven until nothing changes, then `after` on top of it; an object of `before` that `after` lacks is deleted.
 * The objects themselves are not part of the plan, only what follows from them. `earlier` is what `before` is driven with, where the settings
 * change too. Throws when the hooks throw or do not settle.
 */
export function plan(
  before: readonly KubeObject[],
  after: readonly KubeObject[],
  options: PlanOptions,
  earlier: PlanOptions = options,
): Plan {
  const seen = new Set<string>();
  const placeholder = placeholdersFor([...before, ...after], seen);
  const settled = drive(before.map(asWritten), { ...earlier, placeholder });
  const remaining = new Set(after.map(identity));
  const removed = before.filter((object) => !remaining.has(identity(object)));
  const edits: UserEdit[] = [
    ...removed.map((remove) => ({ remove })),
    ...after.map((object) => ({ apply: asWritten(object) })),
  ];
  const planned = drive(settled.objects, { ...options, placeholder, edits });
  const written = new Set([...before, ...after].map(identity));
  // What the edit would lead to in an empty cluster, where no field is fixed yet. Custom resources that stay as they are need not be driven.
  const known = new Map(before.map((object) => [identity(object), asWritten(object)]));
  const isSame = (object: KubeObject) =>
    earlier === options && isCustom(object, options) && deepEqual(known.get(identity(object)), asWritten(object));
  const wishes = () =>
    drive(after.filter((object) => !isSame(object)).map(asWritten), { ...options, placeholder }).objects;
  return {
    ...compareObjects(followers(settled.objects, written), followers(planned.objects, written)),
    replacements: planned.objects.some(isStatefulSet) ? findReplacements(settled.objects, wishes()) : [],
    failures: planned.objects.flatMap(failure),
    assumed: [...seen].sort(),
  };
}

/** True when nothing at all would follow. */
export function isEmptyPlan({ changes, pods, replacements }: Plan): boolean {
  return changes.length === 0 && pods.length === 0 && replacements.length === 0;
}

/** The object as its user wrote it: live bookkeeping and status would only disturb the model. */
function asWritten(object: KubeObject): KubeObject {
  const { status: _status, ...rest } = object;
  const { name, namespace, labels, annotations } = object.metadata;
  const metadata = Object.fromEntries(
    Object.entries({ name, namespace, labels, annotations }).filter(([, value]) => value !== undefined),
  );
  return { ...rest, metadata: { name, ...metadata } };
}

function isCustom({ apiVersion, kind }: KubeObject, { registry }: PlanOptions): boolean {
  return registry.some(({ api }) => api.kind === kind && `${api.group}/${api.version}` === apiVersion);
}

function followers(objects: readonly KubeObject[], written: ReadonlySet<string>): readonly KubeObject[] {
  return objects.filter((object) => object.kind !== 'Namespace' && !written.has(identity(object)));
}

function failure(object: KubeObject): readonly { readonly key: string; readonly reason: string }[] {
  const status = isJsonObject(object.status) ? object.status : {};
  if (status['updateStatus'] !== 'failed') return [];
  return [
    { key: objectKey(object), reason: typeof status['reason'] === 'string' ? status['reason'] : 'no reason given' },
  ];
}
