import { deepEqual } from '../lib/deep-equal.ts';
import { type FieldPath, fieldAt, withField } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { normaliseLists } from './normalise.ts';
import { ownsPath } from './owned-fields.ts';

const podPath = ['spec', 'template', 'spec'] as const;

/**
 * Paths of the lists in a workload's pod template in which a key stands twice. Server-side apply refuses such a list, a PUT, as the official
 * operator makes it, does not: the same Secret may be named for a part and for its cluster.
 */
export function duplicatedLists(object: KubeObject): readonly FieldPath[] {
  return shortened(object, normaliseLists(object).object);
}

function shortened(object: KubeObject, normal: KubeObject): readonly FieldPath[] {
  const pod = fieldAt(object, podPath);
  return Object.keys(isJsonObject(pod) ? pod : {})
    .map((field): FieldPath => [...podPath, field])
    .filter((path) => lengthOf(fieldAt(object, path)) > lengthOf(fieldAt(normal, path)));
}

/**
 * The desired workload without the lists in which the observed one holds a key twice, as far as they mean what is desired and we
 * never applied them: any list that we apply would take their place, and the pods would restart for nothing.
 */
export function leaveDuplicates(desired: KubeObject, observed: KubeObject, fieldManager: string): KubeObject {
  const normal = normaliseLists(observed).object;
  return shortened(observed, normal)
    .filter(
      (path) => !ownsPath(observed, fieldManager, path) && deepEqual(fieldAt(desired, path), fieldAt(normal, path)),
    )
    .reduce((object, path) => withField(object, path, undefined), desired);
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
