import fc from 'fast-check';
import { expect, it } from 'vitest';
import { containerMergeKeys } from '../../../hooks/lib/container-merge-keys.ts';
import { strategicMerge } from '../../../hooks/lib/strategic-merge.ts';

const env = fc.uniqueArray(
  fc.record({ name: fc.constantFrom('A', 'B', 'C', 'D'), value: fc.string({ maxLength: 2 }) }),
  {
    selector: ({ name }) => name,
  },
);
const container = fc.record(
  { image: fc.string(), env, args: fc.array(fc.string(), { maxLength: 2 }) },
  { requiredKeys: [] },
);

function merge(original: Record<string, unknown>, patch: Record<string, unknown>) {
  const merged = strategicMerge(original, patch, containerMergeKeys);
  if (!merged.ok) throw new Error(merged.error);
  return merged.value;
}

it('is idempotent, and neutral for an empty patch', () => {
  fc.assert(
    fc.property(container, container, (original, patch) => {
      const once = merge(original, patch);
      expect(merge(once, patch)).toEqual(once);
      expect(merge(original, {})).toEqual(original);
      expect(merge(original, original)).toEqual(original);
    }),
  );
});

it('keeps every item of both lists once, the patch’s values and the patch’s order', () => {
  fc.assert(
    fc.property(env, env, (original, patch) => {
      const merged = merge({ env: original }, { env: patch })['env'] as typeof original;
      const names = merged.map(({ name }) => name);
      expect(names.toSorted()).toEqual([...new Set([...original, ...patch].map(({ name }) => name))].toSorted());
      expect(merged.filter(({ name }) => patch.some((item) => item.name === name))).toEqual(patch);
      const others = original.filter(({ name }) => !patch.some((item) => item.name === name));
      expect(merged.filter((item) => others.includes(item) || others.some(({ name }) => name === item.name))).toEqual(
        others,
      );
    }),
  );
});

it('answers whatever comes', () => {
  const key = fc.constantFrom('env', '$patch', '$retainKeys', '$setElementOrder/env', 'name', '__proto__', 'a');
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      fc.constantFrom(null, 1, 'delete', 'replace', 'A'),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(key, tie('node'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  const object = fc.dictionary(key, node, { maxKeys: 3, noNullPrototype: true });
  fc.assert(
    fc.property(object, object, (original, patch) => {
      expect(typeof strategicMerge(original, patch, containerMergeKeys).ok).toBe('boolean');
    }),
    { numRuns: 1000 },
  );
});
