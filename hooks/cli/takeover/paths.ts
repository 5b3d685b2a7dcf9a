import type { KubeObject } from '../../lib/kube-object.ts';

/** REST path of a resource type: `/apis/apps/v1/deployments`, `/api/v1/services`; with a namespace, of that namespace's collection. */
export function collectionPath(apiVersion: string, resource: string, namespace?: string): string {
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return namespace === undefined ? `${base}/${resource}` : `${base}/namespaces/${namespace}/${resource}`;
}

/** REST path of one object, given the plural resource name of its kind. */
export function objectPath(object: KubeObject, resource: string): string {
  const { name, namespace } = object.metadata;
  return `${collectionPath(object.apiVersion, resource, namespace)}/${name}`;
}
