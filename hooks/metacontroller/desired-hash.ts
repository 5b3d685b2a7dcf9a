import { canonicalJson } from '../lib/canonical-json.ts';
import { sha256Hex } from '../lib/hash.ts';
import type { KubeObject } from '../lib/kube-object.ts';

/** Annotation on a child's own metadata (never in a pod template: it would restart pods) with the hash of what we desired. */
export const hashAnnotation = 'vmop.victoriametrics.com/desired-hash';

/** Hash of a desired object without its hash annotation: 16 hex digits, the same for any key order. Throws on values that JSON cannot carry. */
export function desiredHash(object: KubeObject): string {
  const { annotations = {}, ...metadata } = object.metadata;
  const { [hashAnnotation]: _, ...others } = annotations;
  const kept = Object.keys(others).length === 0 ? metadata : { ...metadata, annotations: others };
  return sha256Hex(canonicalJson({ ...object, metadata: kept })).slice(0, 16);
}

/** The object with its own hash as annotation; stamping twice changes nothing. */
export function stampHash<T extends KubeObject>(object: T): T {
  const annotations = { ...object.metadata.annotations, [hashAnnotation]: desiredHash(object) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** The hash that an observed object carries: of what we desired when it was last applied. Undefined when it never was. */
export function observedHash(object: KubeObject): string | undefined {
  return object.metadata.annotations?.[hashAnnotation];
}
