import type { RegisteredKind } from '../kinds/kind.ts';
import type { NamespaceDecorator } from './run.ts';

/** Name of the decorator on Namespaces, in its URL and in the annotation on what it attaches. */
export const namespaceDecoratorName = 'namespace-extras';

const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims' };

/** The decorator as its DecoratorController declares it: it attaches claims, and reads them and the CRs that want them. */
export function namespaceDecorator(registry: readonly RegisteredKind[]): NamespaceDecorator {
  const owners = registry.filter(({ controller }) => controller?.retainedClaims !== undefined);
  return {
    name: namespaceDecoratorName,
    attachmentKinds: [{ ...claims, updateMethod: 'InPlace' }],
    relatedKinds: [
      claims,
      ...owners.map(({ api }) => ({ apiVersion: `${api.group}/${api.version}`, kind: api.kind, resource: api.plural })),
    ],
  };
}
