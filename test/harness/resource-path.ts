import { isKubeObject } from '../../hooks/lib/is-kube-object.ts';
import { isJsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';

/** One resource as discovery describes it. */
export interface Target {
  readonly kind: string;
  /** `/api/v1` or `/apis/<group>/<version>`. */
  readonly base: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Reads an APIResourceList; subresources are left out. */
export function targetsOf(body: unknown, base: string): readonly Target[] {
  if (!isJsonObject(body) || !Array.isArray(body['resources'])) throw new Error(`no resource list at ${base}`);
  return body['resources'].flatMap((resource: unknown) => {
    if (!isJsonObject(resource)) return [];
    const { name, kind, namespaced } = resource;
    if (typeof name !== 'string' || typeof kind !== 'string' || name.includes('/')) return [];
    return [{ kind, base, plural: name, namespaced: namespaced === true }];
  });
}

/** Path of a collection. The namespace of a cluster-scoped kind is ignored. */
export function resourcePath(target: Target, namespace?: string): string {
  const scope = target.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
  return `${target.base}${scope}/${target.plural}`;
}

/** Reads one object out of an answer; throws where it is something else. */
export function asObject(body: unknown): KubeObject {
  if (!isKubeObject(body)) throw new Error(`the answer is no Kubernetes object: ${JSON.stringify(body).slice(0, 300)}`);
  return body;
}

/** Reads a list; its items get the apiVersion and kind that the API server leaves out there. */
export function asList(
  body: unknown,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
): { items: readonly KubeObject[]; resourceVersion: string } {
  if (!isJsonObject(body) || !('items' in body)) throw new Error(`the answer is no list of ${kind}`);
  // An empty list of metadata has null here.
  const listed: unknown = body['items'] ?? [];
  if (!Array.isArray(listed)) throw new Error(`the answer is no list of ${kind}`);
  const items = listed.map((item: unknown) => asObject(isJsonObject(item) ? { ...item, apiVersion, kind } : item));
  const { metadata } = body;
  const resourceVersion = isJsonObject(metadata) ? metadata['resourceVersion'] : undefined;
  return { items, resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '' };
}
