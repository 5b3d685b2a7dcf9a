import { type FieldPath, fieldAt, withField } from '../../lib/field-path.ts';
import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import type { ManagedFieldsEntry } from '../../lib/kube-object.ts';

/** Union of two fieldsV1 trees. Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
function unionFields(a: JsonObject, b: JsonObject): JsonObject {
  const union: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const present = union[key];
    union[key] = isJsonObject(present) && isJsonObject(value) ? unionFields(present, value) : value;
  }
  return union;
}

/**
 * Hands the official operator's fields to us: its entries (operation Update, no subresource) become one entry `ours`, operation Apply,
 * joined with the one that may already be there. Undefined when it owns nothing. Without this step nothing that the official operator
 * once set could ever be removed by a server-side apply (DESIGN 2.5). The fields at `left` become nobody's.
 */
export function claimManagedFields(
  entries: readonly ManagedFieldsEntry[],
  official: string,
  ours: string,
  left: readonly FieldPath[] = [],
): readonly ManagedFieldsEntry[] | undefined {
  const isOfficial = (entry: ManagedFieldsEntry) =>
    entry.manager === official && entry.operation === 'Update' && entry.subresource === undefined;
  const isOurs = (entry: ManagedFieldsEntry) =>
    entry.manager === ours && entry.operation === 'Apply' && entry.subresource === undefined;
  const theirs = entries.filter(isOfficial);
  const first = theirs[0];
  if (first === undefined) return undefined;
  const fields = [...theirs, ...entries.filter(isOurs)]
    .map((entry) => (isJsonObject(entry.fieldsV1) ? entry.fieldsV1 : {}))
    .reduce(unionFields, {});
  const taken = left.reduce((set, [first, ...rest]) => {
    const path: FieldPath = [`f:${first}`, ...rest.map((name) => `f:${name}`)];
    return fieldAt(set, path) === undefined ? set : withField(set, path, undefined);
  }, fields);
  const claimed: ManagedFieldsEntry = { ...first, manager: ours, operation: 'Apply', fieldsV1: taken };
  return [...entries.filter((entry) => !isOfficial(entry) && !isOurs(entry)), claimed];
}
