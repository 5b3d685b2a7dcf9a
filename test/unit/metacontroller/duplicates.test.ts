import { describe, expect, it } from 'vitest';
import { fieldAt, withField } from '../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { duplicatedLists, leaveDuplicates } from '../../../hooks/metacontroller/duplicates.ts';
import { aWorkload, observe } from '../../fixtures/workload-objects.ts';

const path = ['spec', 'template', 'spec', 'imagePullSecrets'] as const;
const secrets = (...names: readonly string[]) => names.map((name) => ({ name }));
const desired = aWorkload('StatefulSet', { podSpec: { imagePullSecrets: secrets('a', 'b') } });
/** As a PUT of the official operator leaves it; `manager` owns its fields. */
const live = (names: readonly string[], manager: string): KubeObject => {
  const owner = observe(withField(desired, path, manager === 'vmop' ? secrets('a', 'b') : undefined));
  return withField(owner, path, secrets(...names));
};

describe('leaveDuplicates', () => {
  it.each([
    { name: "means the same and is nobody's", observed: live(['a', 'b', 'b'], 'app'), isLeft: true },
    { name: 'is ours', observed: live(['a', 'b', 'b'], 'vmop'), isLeft: false },
    { name: 'means something else', observed: live(['a', 'a'], 'app'), isLeft: false },
    { name: 'has another order', observed: live(['b', 'a', 'a'], 'app'), isLeft: false },
    { name: 'holds every name once', observed: live(['a', 'b'], 'app'), isLeft: false },
  ])('a list that $name: left out $isLeft', ({ observed, isLeft }) => {
    const left = leaveDuplicates(desired, observed, 'vmop');
    expect(left).toEqual(isLeft ? withField(desired, path, undefined) : desired);
    expect(fieldAt(left, path) === undefined).toBe(isLeft);
  });

  it('finds lists of pod templates only', () => {
    expect(duplicatedLists(live(['a', 'b', 'b'], 'app'))).toEqual([path]);
    expect(duplicatedLists(desired)).toEqual([]);
    expect(duplicatedLists({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } })).toEqual([]);
  });
});
