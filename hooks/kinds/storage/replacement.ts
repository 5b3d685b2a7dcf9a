import type { Issue } from '../../api/issue.ts';
import type { Reason } from '../../api/reasons.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { isJsonObject } from '../../lib/json.ts';
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
 * Why a StatefulSet may not be made anew around its pods as its spec wants it; empty: it may. Volumes neither shrink nor change
 * their class; pods do not get a further volume while they run; and the new StatefulSet has to find the pods of the old one, with
 * the template that they were made from.
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
    if (old === undefined) {
      const remedy = 'delete the StatefulSet, whose claims stay, to have it made anew with other pods';
      return [issue('ImmutableField', `${place} cannot be added to pods that run: ${remedy}`)];
    }
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
