import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { optional, required, withMeta } from '../field.ts';
import { objectMeta } from './object-meta.ts';

/** API group of all kinds. */
export const group = 'operator.victoriametrics.com';

/** What tells one kind's schema from another's. */
export interface CustomResourceParts<
  Kind extends string,
  Version extends string,
  Spec extends z.ZodType,
  Status extends z.ZodType,
> {
  readonly kind: Kind;
  readonly version: Version;
  readonly spec: Spec;
  /** The API server does not ask for spec; a missing one counts as empty. */
  readonly specOptional: boolean;
  readonly status: Status;
}

/** Schema of a whole custom resource: apiVersion, kind, metadata, spec, status. */
export function customResource<
  Kind extends string,
  Version extends string,
  Spec extends z.ZodType,
  Status extends z.ZodType,
>(parts: CustomResourceParts<Kind, Version, Spec, Status>) {
  const apiVersion: `${typeof group}/${Version}` = `${group}/${parts.version}`;
  const plainText = { type: 'string' } as const;
  return openObject({
    apiVersion: withMeta(z.literal(apiVersion), {
      crdInstead: plainText,
      crdOptional: true,
      description: 'Group and version of the kind.',
    }),
    kind: withMeta(z.literal(parts.kind), {
      crdInstead: plainText,
      crdOptional: true,
      description: 'Name of the kind.',
    }),
    metadata: required(objectMeta, 'Name, namespace, labels and annotations of the object.', { crdOptional: true }),
    spec: required(parts.spec, 'What the user wants.', parts.specOptional ? { crdOptional: true } : {}),
    status: optional(parts.status, 'What the operator observed; written by the operator only.'),
  });
}
