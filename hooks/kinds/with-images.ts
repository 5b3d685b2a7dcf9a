import { fieldAt, withField } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';

const lists = ['initContainers', 'containers'] as const;

/** A workload with the images of `desired` in those of its containers that are there by name; nothing else of it changes. */
export function withImages(workload: KubeObject, desired: KubeObject): KubeObject {
  return lists.reduce((object, list) => {
    const path = ['spec', 'template', 'spec', list] as const;
    const containers: unknown = fieldAt(object, path);
    if (!Array.isArray(containers)) return object;
    const images = imagesOf(fieldAt(desired, path));
    return withField(
      object,
      path,
      containers.map((container: unknown) => {
        const image = isJsonObject(container) ? images.get(container['name']) : undefined;
        return isJsonObject(container) && image !== undefined ? { ...container, image } : container;
      }),
    );
  }, workload);
}

function imagesOf(containers: unknown): ReadonlyMap<unknown, unknown> {
  return new Map(
    Array.isArray(containers) ? containers.filter(isJsonObject).map(({ name, image }) => [name, image]) : [],
  );
}
