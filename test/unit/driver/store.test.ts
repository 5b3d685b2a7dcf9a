import { expect, it } from 'vitest';
import { collectGarbage } from '../../../hooks/driver/gc.ts';
import { createStore } from '../../../hooks/driver/store.ts';
import type { KubeObject, ObjectMeta } from '../../../hooks/lib/kube-object.ts';

const now = '2026-01-01T00:00:00Z';
const anObject = (name: string, metadata: Partial<ObjectMeta> = {}, spec: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'demo', ...metadata },
  spec,
});

it('store: generation follows the spec, resourceVersion every write, neither a write of the same', () => {
  const store = createStore(now);
  const created = store.put(anObject('a', {}, { replicas: 1 }), 'test');
  expect(created.metadata).toMatchObject({ generation: 1, creationTimestamp: now });
  expect(store.put({ ...created }, 'test')).toBe(created);
  const labelled = store.put({ ...created, metadata: { ...created.metadata, labels: { a: 'b' } } }, 'test');
  expect(labelled.metadata.generation).toBe(1);
  expect(labelled.metadata.resourceVersion).not.toBe(created.metadata.resourceVersion);
  const scaled = store.put({ ...labelled, spec: { replicas: 2 } }, 'test');
  expect(scaled.metadata).toMatchObject({ generation: 2, uid: created.metadata.uid });
  expect(store.writes.map(({ verb }) => verb)).toEqual(['create', 'update', 'update']);
});

it('store: uids repeat between runs, not between incarnations', () => {
  const uidsOf = (): (string | undefined)[] => {
    const store = createStore(now);
    const first = store.put(anObject('a'), 'test').metadata.uid;
    store.delete(anObject('a'), 'test');
    return [first, store.put(anObject('a'), 'test').metadata.uid];
  };
  const [first, second] = uidsOf();
  expect(uidsOf()).toEqual([first, second]);
  expect(first).not.toBe(second);
});

it('gc: dependents of dependents go, shared ones lose only the dangling reference', () => {
  const store = createStore(now);
  const ref = (uid: string) => ({ apiVersion: 'v1', kind: 'X', name: uid, uid });
  store.put(anObject('root', { uid: 'root' }), 'test');
  store.put(anObject('child', { uid: 'child', ownerReferences: [ref('gone')] }), 'test');
  store.put(anObject('grandchild', { uid: 'grandchild', ownerReferences: [ref('child')] }), 'test');
  store.put(anObject('shared', { uid: 'shared', ownerReferences: [ref('gone'), ref('root')] }), 'test');
  collectGarbage(store);
  expect(store.all().map(({ metadata }) => [metadata.name, metadata.ownerReferences?.map(({ uid }) => uid)])).toEqual([
    ['root', undefined],
    ['shared', ['root']],
  ]);
});
