import { isJsonObject } from './json.ts';
import type { KubeObject } from './kube-object.ts';

/**
 * True when a value has the shape that every Kubernetes object has: apiVersion, kind and name are non-empty text, and the
 * parts of metadata which vmop reads have their types. Everything else is left to the kind's own schema.
 */
export function isKubeObject(value: unknown): value is KubeObject {
  if (!isJsonObject(value) || !isName(value['apiVersion']) || !isName(value['kind'])) return false;
  const metadata = value['metadata'];
  if (!isJsonObject(metadata) || !isName(metadata['name'])) return false;
  return (
    // `creationTimestamp: null` is what Go prints for an object that was never stored.
    texts.every((field) => metadata[field] === null || isAbsentOr(isName, metadata[field])) &&
    maps.every((field) => isAbsentOr(isStringMap, metadata[field])) &&
    objectLists.every((field) => isAbsentOr(isObjectList, metadata[field])) &&
    isAbsentOr(
      (list) => Array.isArray(list) && list.every((item) => typeof item === 'string'),
      metadata['finalizers'],
    ) &&
    isAbsentOr((number) => typeof number === 'number', metadata['generation'])
  );
}

const texts = ['namespace', 'uid', 'resourceVersion', 'creationTimestamp', 'deletionTimestamp'];
const maps = ['labels', 'annotations'];
const objectLists = ['ownerReferences', 'managedFields'];

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isAbsentOr(test: (value: unknown) => boolean, value: unknown): boolean {
  return value === undefined || test(value);
}

function isStringMap(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string');
}

function isObjectList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isJsonObject);
}
