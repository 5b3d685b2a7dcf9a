import type { Issue } from '../../api/issue.ts';
import type { Reason } from '../../api/reasons.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { compareQuantities } from '../../lib/quantity.ts';
import { storageRequest } from '../../metacontroller/storage-request.ts';
import { claimTemplatesOf } from './claims.ts';

/** A StatefulSet on its way to the wire. */
export interface StatefulSetChange {
  /** As the spec wants it. */
  readonly wished: KubeObject;
  /** As it may go to the wire: what cannot change is as it is. */
  readonly desired: KubeObject;
  readonly live: KubeObject;
  /** Paths where the two differ for that reason. */
  readonly refused: readonly string[];
}

/**
 * Must the pods of a StatefulSet restart for the claim templates that its spec wishes? True where pods get the volume of a further
 * template, and where something else takes the place of one that goes: neither can be had while they run. A template that
 * nothing takes the place of just goes: its claims stay with the pods that have them.
 */
export function renewsPods({ wished, live, refused }: StatefulSetChange): boolean {
  if (!refused.includes('spec.volumeClaimTemplates')) return false;
  const [present, wanted] = [templateNames(live), templateNames(wished)];
  const others = podVolumes(wished);
  return (
    [...wanted].some((name) => !present.has(name)) || [...present].some((name) => !wanted.has(name) && others.has(name))
  );
}

/** Names of the claim templates that come, and of those that go. */
export function templateTurnover({ wished, live }: StatefulSetChange): {
  readonly added: readonly string[];
  readonly removed: readonly string[];
} {
  const [present, wanted] = [templateNames(live), templateNames(wished)];
  return {
    added: [...wanted].filter((name) => !present.has(name)),
    removed: [...present].filter((name) => !wanted.has(name)),
  };
}

/**
 * Why a StatefulSet may not be made anew around its pods as its spec wants it; empty: it may. Volumes neither shrink nor change
 * their class; pods restart for a further volume, so something in them has to change, or Kubernetes would take them for up to date; and
 * the new StatefulSet has to find the pods of the old one.
 */
export function replacementObstacles(change: StatefulSetChange): readonly Issue[] {
  const { refused } = change;
  return [
    ...(refused.includes('spec.volumeClaimTemplates') ? templateObstacles(change) : []),
    ...(refused.includes('spec.selector') ? selectorObstacles(change) : []),
  ];
}

function templateObstacles({ wished, live }: StatefulSetChange): readonly Issue[] {
  const present = new Map(claimTemplatesOf(live).map(({ name, template }) => [name, template]));
  return claimTemplatesOf(wished).flatMap(({ name, template }) => {
    const old = present.get(name);
    const place = `claim template ${name} of ${objectKey(wished)}`;
    if (old === undefined) return additionObstacles(wished, name, place);
    const [size, wishedSize] = [storageRequest(old), storageRequest(template)];
    const [className, wishedClass] = [classOf(old), classOf(template)];
    return [
      ...(size !== undefined && wishedSize !== undefined && compareQuantities(wishedSize, size) < 0
        ? [issue('StorageShrink', `${place} has ${size} and cannot shrink to ${wishedSize}; nothing is changed`)]
        : []),
      ...(className === wishedClass
        ? []
        : [issue('StorageClassChanged', `${place} has ${className} and cannot move to ${wishedClass}`)]),
    ];
  });
}

/** A volume that no container mounts, or that the pods have already under that name, would leave their template as it is. */
function additionObstacles(wished: KubeObject, name: string, place: string): readonly Issue[] {
  if (podVolumes(wished).has(name)) {
    return [issue('ImmutableField', `${place} cannot be added: spec.volumes has a volume of that name; remove it`)];
  }
  if (podMounts(wished).has(name)) return [];
  const remedy = 'mount it by volumeMounts, since the pods restart for it';
  return [issue('ImmutableField', `${place} cannot be added while no container mounts it: ${remedy}`)];
}

function templateNames(statefulSet: KubeObject): ReadonlySet<string> {
  return new Set(claimTemplatesOf(statefulSet).map(({ name }) => name));
}

function podVolumes(statefulSet: KubeObject): ReadonlySet<unknown> {
  return new Set(itemsAt(statefulSet, 'volumes').map(({ name }) => name));
}

/** Names of the volumes which containers mount. */
function podMounts(statefulSet: KubeObject): ReadonlySet<unknown> {
  const containers = [...itemsAt(statefulSet, 'containers'), ...itemsAt(statefulSet, 'initContainers')];
  const mounts = containers.flatMap(({ volumeMounts }) => (Array.isArray(volumeMounts) ? volumeMounts : []));
  return new Set(mounts.filter(isJsonObject).map(({ name }) => name));
}

function itemsAt(statefulSet: KubeObject, list: string): readonly JsonObject[] {
  const items = fieldAt(statefulSet, ['spec', 'template', 'spec', list]);
  return Array.isArray(items) ? items.filter(isJsonObject) : [];
}

function classOf(template: unknown): string {
  const name = fieldAt(template, ['spec', 'storageClassName']);
  return typeof name === 'string' ? `StorageClass ${JSON.stringify(name)}` : 'the default StorageClass';
}

function selectorObstacles({ wished, desired, live }: StatefulSetChange): readonly Issue[] {
  const selector = fieldAt(wished, ['spec', 'selector']);
  const labels = fieldAt(live, ['spec', 'template', 'metadata', 'labels']);
  const wanted = fieldAt(selector, ['matchLabels']);
  const isPlain = isJsonObject(selector) && Object.keys(selector).every((key) => key === 'matchLabels');
  const finds =
    isPlain &&
    isJsonObject(wanted) &&
    isJsonObject(labels) &&
    Object.entries(wanted).every(([key, value]) => labels[key] === value);
  const template = ['spec', 'template'];
  if (finds && deepEqual(fieldAt(wished, template), fieldAt(desired, template))) return [];
  const message = `spec.selector of ${objectKey(wished)} cannot change without other pods: delete the StatefulSet, whose claims stay, to have it made anew`;
  return [issue('ImmutableField', message)];
}

function issue(reason: Reason, message: string): Issue {
  return { path: '', reason, message };
}
