import type { z } from 'zod';
import { nearest } from '../lib/edit-distance.ts';
import { isJsonObject } from '../lib/json.ts';
import type { ApiKind } from './api-kind.ts';
import type { Issue } from './issue.ts';
import { formatPath } from './schema-path.ts';
import { viewSchema } from './schema-view.ts';

/**
 * The fields of an object which its schema does not know, embedded Kubernetes types included, each with the nearest right spelling where
 * one is near. Status is left out: users do not write it. What is no object where one belongs is parse's business.
 */
export function findUnknownFields(api: Pick<ApiKind, 'schema'>, object: unknown): readonly Issue[] {
  if (!isJsonObject(object)) return [];
  const { status: _, ...written } = object;
  return walk(api.schema, written, []);
}

function walk(schema: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly Issue[] {
  const { shape } = viewSchema(schema);
  if (shape.type === 'array' && Array.isArray(value))
    return value.flatMap((item: unknown, index) => walk(shape.items, item, [...path, index]));
  if (!isJsonObject(value)) return [];
  if (shape.type === 'map')
    return Object.entries(value).flatMap(([key, item]) => walk(shape.values, item, [...path, key]));
  if (shape.type !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (field === undefined) return [unknownField([...path, key], key, Object.keys(shape.fields))];
    return walk(field.schema, item, [...path, key]);
  });
}

function unknownField(path: readonly PropertyKey[], key: string, known: readonly string[]): Issue {
  const spelling = nearest(key, known);
  const text = formatPath(path);
  const suggestion = spelling === undefined ? '' : `; did you mean ${spelling}?`;
  return { path: text, reason: 'UnknownField', message: `${text} is an unknown field${suggestion}` };
}
