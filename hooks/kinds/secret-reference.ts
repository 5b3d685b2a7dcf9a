import type { RelateRule } from '../metacontroller/contract.ts';
import type { KeyReference } from '../objects/k8s-types.ts';

/** Customize rule for the Secrets that a spec names in its own namespace; none if it names none. */
export function relateSecrets(
  namespace: string,
  references: readonly (KeyReference | undefined)[],
): readonly RelateRule[] {
  const [first, ...others] = [...new Set(references.flatMap((reference) => reference?.name || []))].toSorted();
  return first === undefined ? [] : [{ apiVersion: 'v1', resource: 'secrets', namespace, names: [first, ...others] }];
}
