import { replacementObstacles } from '../kinds/storage/replacement.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { changedFields, type FieldChange } from './field-change.ts';
import { compareRollOut } from './roll-out-order.ts';
import { ownerOf, type WorkloadOwner } from './workload-change.ts';

/** A StatefulSet whose spec wants what the API server never changes: it is made anew around its pods, which keep running, or stays as it is. */
export interface Replacement {
  /** `StatefulSet demo/vmstorage-main`. */
  readonly workload: string;
  /** Missing where its labels name none. */
  readonly owner?: WorkloadOwner;
  /** The fields that never change, as they are and as they are wished. */
  readonly fields: readonly FieldChange[];
  /** Why it may not be made anew, such as a volume that would shrink; empty: it is. */
  readonly obstacles: readonly string[];
}

/** Fields of a StatefulSet that the API server never changes. Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1 */
const fixed = ['spec.selector', 'spec.podManagementPolicy', 'spec.serviceName', 'spec.volumeClaimTemplates'];

/** True for a field of a StatefulSet that never changes, or a part of one. */
export function isFixedField({ path }: Pick<FieldChange, 'path'>): boolean {
  return fixed.some((field) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`));
}

/**
 * Which of these StatefulSets have to be made anew to become as wished (`wished` holds objects of the same names, made from nothing), in
 * their order: one at a time, when all the rest is ready.
 */
export function findReplacements(
  present: readonly KubeObject[],
  wished: readonly KubeObject[],
): readonly Replacement[] {
  const wishes = new Map(wished.filter(isStatefulSet).map((object) => [objectKey(object), object]));
  return present
    .filter(isStatefulSet)
    .toSorted(compareRollOut)
    .flatMap((live) => {
      const [wish, owner] = [wishes.get(objectKey(live)), ownerOf(live)];
      const fields = wish === undefined ? [] : changedFields(live, wish).filter(isFixedField);
      if (wish === undefined || fields.length === 0) return [];
      const refused = fixed.filter((field) => fields.some(({ path }) => path.startsWith(field)));
      const obstacles = replacementObstacles({ wished: wish, desired: wish, live, refused }).map(
        ({ message }) => message,
      );
      return [{ workload: objectKey(live), ...(owner === undefined ? {} : { owner }), fields, obstacles }];
    });
}

/** True for a StatefulSet. */
export function isStatefulSet({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'apps/v1' && kind === 'StatefulSet';
}
