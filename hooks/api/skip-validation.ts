import type { KubeObject } from '../lib/kube-object.ts';

/** Annotation by which a user turns validation of one object off. */
export const skipValidationAnnotation = 'operator.victoriametrics.com/skip-validation';

/** Has the user switched off all rules for this object? Only the exact text `true` counts. */
export function skipsValidation({ metadata }: Pick<KubeObject, 'metadata'>): boolean {
  return metadata.annotations?.[skipValidationAnnotation] === 'true';
}
