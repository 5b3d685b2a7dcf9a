import { deepEqual } from '../lib/deep-equal.ts';
import { fieldAt } from '../lib/field-path.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import { changedJobs } from './job-changes.ts';

/** One field that differs: path from the object's root, list items by name where they have one (`spec.template.spec.containers[app].image`). */
export interface FieldChange {
  readonly path: string;
  /** Absent: the field is new. Values of Secrets are never shown, only `(hidden)`. */
  readonly before?: unknown;
  /** Absent: the field goes. */
  readonly after?: unknown;
}

// Bookkeeping of the API server, of Metacontroller and of vmop; the hash changes with whatever else changes.
const bookkeeping: readonly string[] = [
  'status',
  'metadata.uid',
  'metadata.resourceVersion',
  'metadata.generation',
  'metadata.creationTimestamp',
  'metadata.managedFields',
  'metadata.ownerReferences',
  'metadata.labels.controller-uid',
  'metadata.annotations.vmop.victoriametrics.com/desired-hash',
  'metadata.annotations.metacontroller.k8s.io/decorator-controller',
];

/** True for a field, or a part of one, that is nobody's wish; the path has dots between its parts. */
export function isBookkeeping(path: string): boolean {
  return bookkeeping.some((field) => path === field || path.startsWith(`${field}.`));
}

/** What differs between two versions of one object, in the order of its fields, without bookkeeping. */
export function changedFields(before: KubeObject, after: KubeObject): readonly FieldChange[] {
  const changes = compare({ ...before }, { ...after }, '');
  return before.kind === 'Secret' && before.apiVersion === 'v1' ? changes.flatMap(hideValue) : changes;
}

/** Of a scrape configuration, which is one long value, the names of the jobs are shown. */
function hideValue(change: FieldChange): readonly FieldChange[] {
  const { path, before, after } = change;
  if (!path.startsWith('data') && !path.startsWith('stringData')) return [change];
  const hidden = (at: string, existed: boolean, exists: boolean): FieldChange => ({
    path: at,
    ...(existed ? { before: '(hidden)' } : {}),
    ...(exists ? { after: '(hidden)' } : {}),
  });
  const jobs = changedJobs(before, after);
  if (jobs === undefined) return [hidden(path, before !== undefined, after !== undefined)];
  return jobs.map(({ job, existed, exists }) => hidden(`${path}[${job}]`, existed, exists));
}

function compare(before: unknown, after: unknown, path: string): readonly FieldChange[] {
  if (isBookkeeping(path) || deepEqual(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) return compareMaps(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path);
  // A map that appears or goes is shown field by field, so that bookkeeping in it stays out.
  if (before === undefined && isJsonObject(after) && path.startsWith('metadata')) return compareMaps({}, after, path);
  if (after === undefined && isJsonObject(before) && path.startsWith('metadata')) return compareMaps(before, {}, path);
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function compareMaps(before: JsonObject, after: JsonObject, path: string): readonly FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => compare(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

function compareLists(before: readonly unknown[], after: readonly unknown[], path: string): readonly FieldChange[] {
  const old = namedItems(before);
  const next = namedItems(after);
  if (old !== undefined && next !== undefined) {
    const names = [...new Set([...old.keys(), ...next.keys()])];
    const changes = names.flatMap((name) => compare(old.get(name), next.get(name), `${path}[${name}]`));
    return changes.length > 0 ? changes : [{ path, before: [...old.keys()], after: [...next.keys()] }];
  }
  const gone = before.filter((item) => !after.some((other) => deepEqual(item, other)));
  const added = after.filter((item) => !before.some((other) => deepEqual(item, other)));
  if (gone.length === 0 && added.length === 0) return [{ path, before, after }];
  return [{ path, ...(gone.length === 0 ? {} : { before: gone }), ...(added.length === 0 ? {} : { after: added }) }];
}

/** Items by their `name`, or that in their metadata (claim templates); undefined when one has none or two share one. */
function namedItems(items: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const named = new Map<string, unknown>();
  for (const item of items) {
    const name = isJsonObject(item) ? (item['name'] ?? fieldAt(item, ['metadata', 'name'])) : undefined;
    if (typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}
