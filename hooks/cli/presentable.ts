import { decoratorAnnotation } from '../driver/claim.ts';
import type { KubeObject, StringMap } from '../lib/kube-object.ts';
import { controllerUidLabel } from '../metacontroller/contract.ts';
import { hashAnnotation } from '../metacontroller/desired-hash.ts';

/** An object as a person writes it: without status, owner, uid and whatever else a cluster adds; apiVersion, kind and metadata come first. */
export function presentable(object: KubeObject): KubeObject {
  const { apiVersion, kind, metadata, status: _status, ...rest } = object;
  const { name, namespace, labels, annotations, finalizers } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...withoutKeys('labels', labels, [controllerUidLabel]),
      ...withoutKeys('annotations', annotations, [hashAnnotation, decoratorAnnotation]),
      ...(finalizers === undefined ? {} : { finalizers }),
    },
    ...rest,
  };
}

function withoutKeys(
  field: 'labels' | 'annotations',
  map: StringMap | undefined,
  keys: readonly string[],
): { readonly [field: string]: StringMap } {
  const kept = Object.entries(map ?? {}).filter(([key]) => !keys.includes(key));
  return kept.length === 0 ? {} : { [field]: Object.fromEntries(kept) };
}
