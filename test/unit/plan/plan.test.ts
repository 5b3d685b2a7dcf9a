import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { describeAsWarnings, describeObjects, describePods } from '../../../hooks/plan/describe.ts';
import { changedFields } from '../../../hooks/plan/field-change.ts';
import { isEmptyPlan, plan } from '../../../hooks/plan/plan.ts';
import { podChanges } from '../../../hooks/plan/pod-change.ts';
import { aShelf, callKinds, type ShelfSpec, shelfKind } from '../../fixtures/shelf-kind.ts';

const now = '2026-01-01T00:00:00Z';
const options = {
  registry: [shelfKind],
  settings: defaultSettings,
  now,
  callHook: callKinds([shelfKind], defaultSettings, now),
};
const planEdit = (before: ShelfSpec, after: ShelfSpec) => plan([aShelf(before)], [aShelf(after)], options);

describe('plan', () => {
  it.each<{ name: string; before: ShelfSpec; after: ShelfSpec; lines: readonly string[] }>([
    { name: 'nothing', before: { replicas: 2 }, after: { replicas: 2 }, lines: [] },
    {
      name: 'a new image restarts every pod by name',
      before: { replicas: 2 },
      after: { replicas: 2, image: 'shelf:2' },
      lines: ['StatefulSet demo/shelf-oak: its 2 pods shelf-oak-0, shelf-oak-1 will restart (image 1 → 2)'],
    },
    {
      name: 'scaling starts pods and restarts none',
      before: { replicas: 1 },
      after: { replicas: 3 },
      lines: [
        'StatefulSet demo/shelf-oak: 2 pods shelf-oak-1, shelf-oak-2 will start',
        'StatefulSet demo/shelf-oak will change: replicas 1 → 3',
      ],
    },
    {
      name: 'scaling down stops the last ones',
      before: { replicas: 2, image: 'shelf:1' },
      after: { replicas: 1, image: 'shelf:2' },
      lines: [
        'StatefulSet demo/shelf-oak: its 1 pod shelf-oak-0 will restart (image 1 → 2)',
        'StatefulSet demo/shelf-oak: its 1 pod shelf-oak-1 will stop',
      ],
    },
    {
      name: 'a service comes',
      before: {},
      after: { withService: true },
      lines: ['Service demo/shelf-oak will be created'],
    },
    {
      name: 'a service goes',
      before: { withService: true },
      after: {},
      lines: ['Service demo/shelf-oak will be deleted'],
    },
    {
      name: 'a reference whose object nobody knows says so',
      before: { books: 'library' },
      after: { books: 'library', withService: true },
      lines: [
        'Service demo/shelf-oak will be created',
        'this follows from the spec alone; not read: ConfigMap demo/library',
      ],
    },
  ])('$name', ({ before, after, lines }) => {
    expect(describeAsWarnings(planEdit(before, after))).toEqual(lines);
  });

  it.each([
    { length: 5, names: 'shelf-aaaaa-0, shelf-aaaaa-1, shelf-aaaaa-2 ' },
    { length: 15, names: `shelf-${'a'.repeat(15)}-0..shelf-${'a'.repeat(15)}-2 ` },
    { length: 45, names: '' },
  ])('a name of $length characters: the line says what happens in any case', ({ length, names }) => {
    const name = 'a'.repeat(length);
    const shelves = ['shelf:1', 'shelf:2'].map((image) => aShelf({ replicas: 3, image }, { name }));
    const [before, after] = shelves;
    if (before === undefined || after === undefined) throw new Error('two shelves are given');
    const [line] = describePods(plan([before], [after], options));
    expect(line?.startsWith(`StatefulSet demo/shelf-${name}: its 3 pods ${names}will restart (`)).toBe(true);
    expect(line?.length).toBeLessThanOrEqual(120);
  });

  it('a deleted custom resource takes its children along', () => {
    const result = plan([aShelf({ replicas: 1 })], [], options);
    expect([...describePods(result), ...describeObjects(result, { withRestarting: true })]).toEqual([
      'StatefulSet demo/shelf-oak: its 1 pod shelf-oak-0 will stop',
      'ConfigMap demo/shelf-oak will be deleted',
      'StatefulSet demo/shelf-oak will be deleted',
    ]);
  });

  it('live bookkeeping on either side changes nothing', () => {
    const live: KubeObject = { ...aShelf({ replicas: 2 }), status: { updateStatus: 'failed' } };
    const before = { ...live, metadata: { ...live.metadata, uid: 'u', generation: 7, resourceVersion: '9' } };
    expect(isEmptyPlan(plan([before], [aShelf({ replicas: 2 })], options))).toBe(true);
  });

  it('a program reads the change as a JSON Patch, without bookkeeping', () => {
    const [change] = planEdit({ replicas: 1 }, { replicas: 3 }).changes;
    expect(change?.patch).toEqual([{ op: 'replace', path: '/spec/replicas', value: 3 }]);
  });

  it('values of Secrets are never shown', () => {
    const secret = (password: string): KubeObject & { data: object } => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      data: { password },
    });
    expect(changedFields(secret('b25l'), secret('dHdv'))).toEqual([
      { path: 'data.password', before: '(hidden)', after: '(hidden)' },
    ]);
    expect(changedFields({ ...secret('b25l'), data: {} } as KubeObject, secret('dHdv'))).toEqual([
      { path: 'data.password', after: '(hidden)' },
    ]);
  });

  it.each([
    { name: 'Deployment, counted', kind: 'Deployment', spec: { replicas: 2 }, want: { count: 2, names: [] } },
    {
      name: 'StatefulSet with ordinals',
      kind: 'StatefulSet',
      spec: { replicas: 2, ordinals: { start: 5 } },
      want: { count: 2, names: ['x-5', 'x-6'] },
    },
    {
      name: 'StatefulSet replaced by hand only',
      kind: 'StatefulSet',
      spec: { updateStrategy: { type: 'OnDelete' } },
      want: { count: 1, isOnDelete: true },
    },
    { name: 'DaemonSet, everywhere', kind: 'DaemonSet', spec: {}, want: { names: [] } },
  ])('restart of a $name', ({ kind, spec, want }) => {
    const object = (image: string): KubeObject => ({
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: 'x', uid: 'u' },
      spec: { ...spec, template: { spec: { containers: [{ name: 'c', image }] } } },
    });
    expect(podChanges(object('a'), object('b'))).toMatchObject([
      { action: 'restart', reasons: [{ path: 'spec.containers[c].image', before: 'a', after: 'b' }], ...want },
    ]);
    expect(podChanges(object('a'), object('a'))).toEqual([]);
  });
});
