import { deepEqual } from '../lib/deep-equal.ts';
import { fieldAt, withField } from '../lib/field-path.ts';
import { isJsonObject } from '../lib/json.ts';
import { sameQuantity } from './storage-request.ts';

/** True when two lists of volumeClaimTemplates are the same apart from what the API server adds to a template: type, status, empty fields, volumeMode and the canonical form of quantities. No list equals an empty one. */
export function sameClaimTemplates(observed: unknown, wished: unknown): boolean {
  const left = templates(observed);
  const right = templates(wished);
  return left.length === right.length && left.every((template, index) => sameTemplate(template, right[index]));
}

function templates(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function sameTemplate(observed: unknown, wished: unknown): boolean {
  const [left, right] = [withoutDefaults(observed), withoutDefaults(wished)];
  const size = ['spec', 'resources', 'requests', 'storage'] as const;
  // Quantities that mean the same are made the same; all else is compared exactly.
  const aligned =
    isJsonObject(right) && sameQuantity(fieldAt(left, size), fieldAt(right, size))
      ? withField(right, size, fieldAt(left, size))
      : right;
  return deepEqual(left, aligned);
}

function withoutDefaults(template: unknown): unknown {
  if (!isJsonObject(template)) return template;
  const { apiVersion: _, kind: __, status: ___, ...rest } = template;
  const mode = fieldAt(rest, ['spec', 'volumeMode']) === 'Filesystem';
  return withoutEmpty(mode ? withField(rest, ['spec', 'volumeMode'], undefined) : rest);
}

function withoutEmpty(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value)
    .map(([name, nested]): [string, unknown] => [name, withoutEmpty(nested)])
    .filter(([, nested]) => nested !== null && nested !== undefined && !isEmpty(nested));
  return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
  return isJsonObject(value) ? Object.keys(value).length === 0 : Array.isArray(value) && value.length === 0;
}
