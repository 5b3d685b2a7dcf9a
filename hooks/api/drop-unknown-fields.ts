import type { z } from 'zod';
import { isJsonObject } from '../lib/json.ts';
import type { ApiKind, CustomResource } from './api-kind.ts';
import type { Issue } from './issue.ts';
import { viewSchema } from './schema-view.ts';
import { findUnknownFields } from './unknown-fields.ts';

/** An object of which every field is known, and what it lost. */
export interface Cleaned<CR> {
  readonly cr: CR;
  readonly unknown: readonly Issue[];
}

/**
 * A CR without the fields of its spec that the schema does not know. The CRD stores some embedded types as they are, and
 * server-side apply refuses a whole child for one misspelt field in it, where the official operator's decoder drops the field.
 * A CR that has none, which is the rule, comes back as it is.
 */
export function dropUnknownFields<CR extends CustomResource>(api: ApiKind<CR>, cr: CR): Cleaned<CR> {
  const unknown = findUnknownFields(api, { spec: cr.spec });
  if (unknown.length === 0) return { cr, unknown };
  const { shape } = viewSchema(api.schema);
  const specSchema = shape.type === 'object' ? shape.fields['spec']?.schema : undefined;
  if (specSchema === undefined) throw new Error(`the schema of ${api.kind} has no spec`);
  // Only fields outside the type are dropped, so the type stays.
  return { cr: { ...cr, spec: dropUnknown(specSchema, cr.spec) } as CR, unknown };
}

function dropUnknown(schema: z.core.$ZodType, value: unknown): unknown {
  const { shape } = viewSchema(schema);
  if (shape.type === 'array' && Array.isArray(value)) {
    return value.map((item: unknown) => dropUnknown(shape.items, item));
  }
  if (!isJsonObject(value)) return value;
  if (shape.type === 'map') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, dropUnknown(shape.values, item)]));
  }
  if (shape.type !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
      return field === undefined ? [] : [[key, dropUnknown(field.schema, item)]];
    }),
  );
}
