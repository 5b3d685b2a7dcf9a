import { z } from 'zod';
import { opaqueValue, withMeta } from '../field.ts';
import { text } from './scalars.ts';

/** A number of bytes, plain (`1073741824`) or with a unit (`10GB`, `512MiB`). The CRDs leave its type open; the unit is checked at admission. */
export const byteSize = withMeta(
  z.union([z.number(), text], { error: 'must be a number of bytes, such as 1073741824 or 10GB' }),
  { crdInstead: opaqueValue },
);
