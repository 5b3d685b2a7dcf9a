import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';

/** Label that the API server puts on every Namespace. Source: https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
const nameLabel = 'kubernetes.io/metadata.name';

/** An object as the API server stores it, as far as vmop looks at the difference: `stringData` of a Secret becomes `data`, a Namespace is labelled with its name. */
export function asStored(object: KubeObject): KubeObject {
  if (object.apiVersion !== 'v1') return object;
  if (object.kind === 'Namespace') return withNameLabel(object);
  return object.kind === 'Secret' ? withoutStringData(object) : object;
}

function withNameLabel(object: KubeObject): KubeObject {
  const { metadata } = object;
  if (metadata.labels?.[nameLabel] === metadata.name) return object;
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, [nameLabel]: metadata.name } } };
}

function withoutStringData(
  object: KubeObject & { readonly stringData?: unknown; readonly data?: unknown },
): KubeObject {
  const { stringData, data, ...rest } = object;
  if (!isJsonObject(stringData)) return object;
  const encoded = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return { ...rest, ...{ data: { ...(isJsonObject(data) ? data : {}), ...Object.fromEntries(encoded) } } };
}
