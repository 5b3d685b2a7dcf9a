import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../../../hooks/lib/json.ts';
import { describeAsWarnings } from '../../../hooks/plan/describe.ts';
import { mergePatched, someResource } from '../../fixtures/prediction/edit.ts';
import { allEdits } from '../../fixtures/prediction/matrix.ts';
import { announced, effectOf, predict, warnedOf } from '../../fixtures/prediction/predict.ts';

// test/e2e/prediction.test.ts makes the same edits on a control plane, and compares what happens with what is predicted.
describe('the plan of a single-field edit says which pods restart, start and stop, and admission warns of the same', () => {
  it.each(allEdits.map((edit) => [edit.name, edit] as const))('%s', (_, { kind, before, patch, effect, isRefused }) => {
    const metadata = { name: 'shop', namespace: 'demo' };
    const spec = mergePatched(before, patch);
    if (!isJsonObject(spec)) throw new Error('the patch takes the whole spec away');
    const [old, next] = [someResource(kind, metadata, before), someResource(kind, metadata, spec)];
    const result = predict(old, next);
    expect(effectOf(result.pods, 'shop')).toEqual(effect);
    const warned = warnedOf(old, next, () => describeAsWarnings(result));
    expect(warned).toEqual(isRefused ? null : announced(result.pods));
  });

  it('each edit has a name of its own', () => {
    const names = allEdits.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
