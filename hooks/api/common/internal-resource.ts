import { z } from 'zod';
import { openObject } from '../../lib/open-object.ts';
import { required, withMeta } from '../field.ts';
import { objectMeta } from './object-meta.ts';

/** API group of the internal kinds: objects which vmop writes for itself. Nobody else writes them, so they are no part of the public API. */
export const internalGroup = 'vmop.victoriametrics.com';

/** Version of the internal kinds. */
export const internalVersion = 'v1';

/** Schema of a whole object of an internal kind: apiVersion, kind, metadata, spec; `further` holds its status, where it has one. */
export function internalResource<
  Kind extends string,
  Spec extends z.ZodType,
  Further extends z.core.$ZodLooseShape = Record<never, never>,
>(parts: { readonly kind: Kind; readonly spec: Spec; readonly further?: Further }) {
  const plainText = { type: 'string' } as const;
  const own = {
    apiVersion: withMeta(z.literal(`${internalGroup}/${internalVersion}`), {
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
    spec: required(parts.spec, 'What vmop needs to know again.'),
  };
  return openObject({ ...own, ...parts.further } as typeof own & Further);
}
