import { type CallHook, type DriveOptions, drive, type UserEdit } from '../driver/drive.ts';
import { isJsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { changedFields, type FieldChange } from './field-change.ts';
import { objectPatch, type PatchStep } from './object-patch.ts';
import { placeholdersFor } from './placeholder.ts';
import { type PodChange, podChanges } from './pod-change.ts';

/** What a plan needs besides the objects; as the driver. */
export type PlanOptions = Pick<DriveOptions, 'registry' | 'settings' | 'now' | 'decorator'> & {
  readonly callHook: CallHook;
};

/** One object that an edit makes, changes or removes. */
export interface ObjectChange {
  readonly action: 'appears' | 'changes' | 'goes';
  readonly key: string;
  /** Fields of a changed object; empty for the others. */
  readonly fields: readonly FieldChange[];
  /** The same change as a JSON Patch; empty for the others. */
  readonly patch: readonly PatchStep[];
}

/** What would follow from an edit. */
export interface Plan {
  readonly changes: readonly ObjectChange[];
  readonly pods: readonly PodChange[];
  /** Custom resources whose status would be `failed`, with the reason. */
  readonly failures: readonly { readonly key: string; readonly reason: string }[];
  /** Referenced objects whose content is not known here and was assumed to stay as it is. */
  readonly assumed: readonly string[];
}

/**
 * Plans an edit: `before` driven until nothing changes, then `after` on top of it; an object of `before` that `after` lacks is deleted.
 * The objects themselves are not part of the plan, only what follows from them. Throws when the hooks throw or do not settle.
 */
export function plan(before: readonly KubeObject[], after: readonly KubeObject[], options: PlanOptions): Plan {
  const seen = new Set<string>();
  const placeholder = placeholdersFor([...before, ...after], seen);
  const settled = drive(before.map(asWritten), { ...options, placeholder });
  const remaining = new Set(after.map(identity));
  const removed = before.filter((object) => !remaining.has(identity(object)));
  const edits: UserEdit[] = [
    ...removed.map((remove) => ({ remove })),
    ...after.map((object) => ({ apply: asWritten(object) })),
  ];
  const planned = drive(settled.objects, { ...options, placeholder, edits });
  const written = new Set([...before, ...after].map(identity));
  const old = followers(settled.objects, written);
  const next = followers(planned.objects, written);
  const keys = [...new Set([...old.keys(), ...next.keys()])].sort();
  return {
    changes: keys.flatMap((key) => objectChange(old.get(key), next.get(key))),
    pods: keys.flatMap((key) => podChanges(old.get(key), next.get(key))),
    failures: planned.objects.flatMap(failure),
    assumed: [...seen].sort(),
  };
}

/** True when nothing at all would follow. */
export function isEmptyPlan({ changes, pods }: Plan): boolean {
  return changes.length === 0 && pods.length === 0;
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

function followers(objects: readonly KubeObject[], written: ReadonlySet<string>): ReadonlyMap<string, KubeObject> {
  return new Map(
    objects
      .filter((object) => object.kind !== 'Namespace' && !written.has(identity(object)))
      .map((object) => [identity(object), object]),
  );
}

function identity(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''} ${object.kind} ${object.apiVersion} ${object.metadata.name}`;
}

function objectChange(before: KubeObject | undefined, after: KubeObject | undefined): readonly ObjectChange[] {
  if (before === undefined)
    return after === undefined ? [] : [{ action: 'appears', key: objectKey(after), fields: [], patch: [] }];
  if (after === undefined) return [{ action: 'goes', key: objectKey(before), fields: [], patch: [] }];
  const fields = changedFields(before, after);
  return fields.length === 0
    ? []
    : [{ action: 'changes', key: objectKey(after), fields, patch: objectPatch(before, after) }];
}

function failure(object: KubeObject): readonly { readonly key: string; readonly reason: string }[] {
  const status = isJsonObject(object.status) ? object.status : {};
  if (status['updateStatus'] !== 'failed') return [];
  return [
    { key: objectKey(object), reason: typeof status['reason'] === 'string' ? status['reason'] : 'no reason given' },
  ];
}
