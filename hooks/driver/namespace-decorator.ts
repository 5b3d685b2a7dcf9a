import type { RegisteredKind } from '../kinds/kind.ts';
import { namespaceExtrasChildKinds, namespaceExtrasRelatedKinds } from '../kinds/namespace-extras/relate.ts';
import type { NamespaceDecorator } from './run.ts';

/** Name of the decorator on Namespaces, in its URL and in the annotation on what it attaches. */
export const namespaceDecoratorName = 'namespace-extras';

/** The decorator on Namespaces as an installation declares it. */
export function namespaceDecorator(registry: readonly RegisteredKind[]): NamespaceDecorator {
  return {
    name: namespaceDecoratorName,
    attachmentKinds: namespaceExtrasChildKinds,
    relatedKinds: namespaceExtrasRelatedKinds(registry),
  };
}
