import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { type CallHook, type DriveOptions, drive } from '../../../hooks/driver/drive.ts';
import { asleepCluster } from '../../../hooks/driver/simulate.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { aShelf, callKinds, shelfKind } from '../../fixtures/shelf-kind.ts';

const now = '2026-01-01T00:00:00Z';
const options: DriveOptions = { registry: [shelfKind], settings: defaultSettings, now };
const callHook = callKinds([shelfKind], defaultSettings, now);
const run = (objects: readonly KubeObject[], patch: Partial<DriveOptions & { callHook: CallHook }> = {}) =>
  drive(objects, { ...options, callHook, ...patch });
const find = (objects: readonly KubeObject[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);
const names = (objects: readonly KubeObject[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const books: KubeObject & { data: object } = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'library', namespace: 'demo' },
  data: { title: 'Emma' },
};

describe('drive', () => {
  it('creates the children as Metacontroller does and ends operational', () => {
    const { objects, rounds } = run([aShelf({ withService: true })]);
    expect(names(objects)).toEqual([
      'Namespace demo',
      'ConfigMap shelf-oak',
      'Service shelf-oak',
      'Shelf oak',
      'StatefulSet shelf-oak',
    ]);
    const parent = find(objects, 'Shelf', 'oak');
    expect(find(objects, 'Service', 'shelf-oak')?.metadata).toMatchObject({
      labels: { 'controller-uid': parent?.metadata.uid },
      ownerReferences: [
        {
          apiVersion: 'operator.victoriametrics.com/v1beta1',
          kind: 'Shelf',
          name: 'oak',
          uid: parent?.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
    expect(parent?.status).toEqual({ updateStatus: 'operational', observedGeneration: 1 });
    expect(rounds).toBeLessThanOrEqual(3);
  });

  it('writes nothing when driven again', () => {
    const { objects } = run([aShelf({ books: 'library' }), books]);
    expect(run(objects)).toMatchObject({ rounds: 1, writes: [] });
  });

  it('deletes a child that the answer no longer has, and all of them with their parent', () => {
    const { objects } = run([aShelf({ withService: true })]);
    const edited = run(objects, { edits: [{ apply: aShelf({}) }] });
    expect(edited.writes.filter(({ verb }) => verb === 'delete').map(({ key }) => key)).toEqual([
      'Service demo/shelf-oak',
    ]);
    expect(names(run(edited.objects, { edits: [{ remove: aShelf() }] }).objects)).toEqual(['Namespace demo']);
  });

  it('shows related objects, and a change of them', () => {
    const { objects } = run([aShelf({ books: 'library' }), books]);
    expect(find(objects, 'ConfigMap', 'shelf-oak')).toMatchObject({ data: { title: 'Emma' } });
    const after = run(objects, { edits: [{ apply: { ...books, data: { title: 'Persuasion' } } as KubeObject }] });
    expect(find(after.objects, 'ConfigMap', 'shelf-oak')).toMatchObject({ data: { title: 'Persuasion' } });
  });

  it('restores a child that was edited, or deleted, by hand', () => {
    const { objects } = run([aShelf({ replicas: 2 })]);
    const edited = objects.map((object) =>
      object.kind === 'StatefulSet' ? { ...object, spec: { ...(object.spec ?? {}), replicas: 9 } } : object,
    );
    expect(find(run(edited).objects, 'StatefulSet', 'shelf-oak')?.spec).toMatchObject({ replicas: 2 });
    expect(names(run(objects.filter(({ kind }) => kind !== 'StatefulSet')).objects)).toContain('StatefulSet shelf-oak');
  });

  it('releases an owned child without the label and adopts a labelled orphan', () => {
    const { objects } = run([aShelf()]);
    const uid = find(objects, 'Shelf', 'oak')?.metadata.uid ?? '';
    const own = find(objects, 'StatefulSet', 'shelf-oak')?.metadata.ownerReferences ?? [];
    const aClaimed = (name: string, metadata: object): KubeObject & { data: object } => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'demo', ...metadata },
      data: {},
    });
    const after = run([
      ...objects,
      aClaimed('unlabelled', { ownerReferences: own }),
      aClaimed('orphan', { labels: { 'controller-uid': uid } }),
      aClaimed('foreign', { labels: { a: 'b' } }),
    ]);
    expect(find(after.objects, 'ConfigMap', 'unlabelled')?.metadata).not.toHaveProperty('ownerReferences');
    // Adopted, then unknown to the answer: gone.
    expect(find(after.objects, 'ConfigMap', 'orphan')).toBeUndefined();
    expect(find(after.objects, 'ConfigMap', 'foreign')).toBeDefined();
  });

  it('waits where nothing becomes ready', () => {
    const { objects } = run([aShelf()], { cluster: asleepCluster });
    expect(find(objects, 'Shelf', 'oak')?.status).toMatchObject({ updateStatus: 'expanding' });
  });

  it('names what keeps changing when it does not settle', () => {
    let call = 0;
    const restless: CallHook = (request) => {
      const answer = callHook(request);
      return request.hook === 'sync' ? { ...(answer as object), status: { beat: call++ } } : answer;
    };
    expect(() => run([aShelf()], { callHook: restless, maxRounds: 5 })).toThrow(
      'still changing: Shelf demo/oak (update)',
    );
  });

  it.each([
    { name: 'no children', answer: { status: {} }, message: 'without a list children' },
    {
      name: 'a child without a name',
      answer: { children: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }] },
      message: 'no Kubernetes object',
    },
    {
      name: 'an undeclared kind',
      answer: { children: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }] },
      message: 'does not declare',
    },
  ])('refuses an answer with $name', ({ answer, message }) => {
    expect(() =>
      run([aShelf()], { callHook: (request) => (request.hook === 'sync' ? answer : callHook(request)) }),
    ).toThrow(message);
  });
});
