import { compareBytewise } from '../lib/bytewise.ts';
import { type KubeObject, qualifiedName } from '../lib/kube-object.ts';

/** Objects in the order in which they stand in a configuration: by the bytes of `<namespace>/<name>`, so that `a-b/x` comes before `a/x`. Source: reference A3 */
export function sortObjects<T extends Pick<KubeObject, 'metadata'>>(objects: readonly T[]): readonly T[] {
  return objects
    .map((object) => ({ object, key: qualifiedName(object.metadata) }))
    .sort((a, b) => compareBytewise(a.key, b.key))
    .map(({ object }) => object);
}
