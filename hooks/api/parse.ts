import type { z } from 'zod';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { ApiKind, CustomResource } from './api-kind.ts';
import type { Issue } from './issue.ts';
import { explainMismatch } from './mismatch.ts';
import { formatPath } from './schema-path.ts';
import { viewSchema } from './schema-view.ts';

/**
 * Checks the structure of a custom resource: types, required fields, enums, patterns. Fields that no schema knows are kept. A null counts
 * as left out, as the API server and the official operator treat it; a missing spec counts as empty. The value is the object itself, not
 * a copy, wherever nothing had to go.
 */
export function parseObject<CR extends CustomResource>(
  api: ApiKind<CR>,
  object: unknown,
): Result<CR, readonly Issue[]> {
  if (!isJsonObject(object))
    return err([{ path: '', reason: 'InvalidField', message: `A ${api.kind} must be an object` }]);
  const candidate = withSpec(withoutNulls(object));
  const parsed = api.schema.safeParse(candidate);
  // Schemas neither transform nor fill in (viewSchema throws on one that does), so what was checked already has the type.
  if (parsed.success) return ok(candidate as unknown as CR);
  return err(parsed.error.issues.map((issue) => toIssue(candidate, issue)));
}

/**
 * Says why a status would not survive its own CRD unchanged, which would cost a write at every sync: fields that the CRD does not declare,
 * nulls, empty texts, lists and objects, and values of a wrong type. An empty list means it is safe.
 */
export function checkStatus(api: ApiKind, status: object): readonly Issue[] {
  const view = viewSchema(api.schema);
  const statusSchema = view.shape.type === 'object' ? view.shape.fields['status']?.schema : undefined;
  if (statusSchema === undefined) throw new Error(`the schema of ${api.kind} has no status`);
  return [
    ...findEmpty(status, ['status']),
    ...findUndeclared(statusSchema, status, ['status']),
    ...checkTypes(api, status),
  ];
}

function checkTypes(api: ApiKind, status: object): readonly Issue[] {
  const parsed = api.schema.safeParse({ status });
  const issues = parsed.success ? [] : parsed.error.issues.filter(({ path }) => path[0] === 'status');
  return issues.map((issue) => toIssue({ status }, issue));
}

function findEmpty(value: unknown, path: readonly PropertyKey[]): readonly Issue[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((item: unknown, index) => findEmpty(item, [...path, index]));
  if (isJsonObject(value) && (path.length === 1 || Object.keys(value).length > 0))
    return Object.entries(value).flatMap(([key, field]) => findEmpty(field, [...path, key]));
  const isEmpty = value === null || value === undefined || value === '' || typeof value === 'object';
  return isEmpty ? [statusIssue(path, 'is empty; leave it out')] : [];
}

function findUndeclared(schema: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): readonly Issue[] {
  const { shape } = viewSchema(schema);
  if (shape.type === 'array' && Array.isArray(value))
    return value.flatMap((item: unknown, index) => findUndeclared(shape.items, item, [...path, index]));
  if (shape.type === 'map' && isJsonObject(value))
    return Object.entries(value).flatMap(([key, item]) => findUndeclared(shape.values, item, [...path, key]));
  if (shape.type !== 'object' || !isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (field === undefined) return [statusIssue([...path, key], 'is not declared in the CRD')];
    return findUndeclared(field.schema, item, [...path, key]);
  });
}

function statusIssue(path: readonly PropertyKey[], finding: string): Issue {
  return { path: formatPath(path), reason: 'InvalidField', message: `${formatPath(path)} ${finding}` };
}

function toIssue(object: JsonObject, issue: z.core.$ZodIssue): Issue {
  const path = formatPath(issue.path);
  return { path, reason: 'InvalidField', message: `${path} ${explainMismatch(issue, valueAt(object, issue.path))}` };
}

function valueAt(object: JsonObject, path: readonly PropertyKey[]): unknown {
  let value: unknown = object;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function withSpec(object: JsonObject): JsonObject {
  return object['spec'] === undefined ? { ...object, spec: {} } : object;
}

/** The object without fields whose value is null; the same reference where there are none. Items of lists stay. */
function withoutNulls(object: JsonObject): JsonObject {
  let copy: Record<string, unknown> | undefined;
  for (const [key, value] of Object.entries(object)) {
    const kept = value === null ? undefined : withoutNullsIn(value);
    if (kept === value) continue;
    copy ??= { ...object };
    if (kept === undefined) delete copy[key];
    else copy[key] = kept;
  }
  return copy ?? object;
}

function withoutNullsIn(value: unknown): unknown {
  if (isJsonObject(value)) return withoutNulls(value);
  if (!Array.isArray(value)) return value;
  const items = value.map(withoutNullsIn);
  return items.every((item, index) => item === value[index]) ? value : items;
}
