import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { type CallHook, drive } from '../../../hooks/driver/drive.ts';
import { seededFaults } from '../../../hooks/driver/faults.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { aShelf, callKinds, shelfKind } from '../../fixtures/shelf-kind.ts';

const now = '2026-01-01T00:00:00Z';
const callHook = callKinds([shelfKind], defaultSettings, now);
const run = (objects: readonly KubeObject[], seed?: number) =>
  drive(objects, {
    registry: [shelfKind],
    settings: defaultSettings,
    now,
    callHook,
    ...(seed === undefined ? {} : { faults: seededFaults(seed, 0.4, 60) }),
  });
const essence = (objects: readonly KubeObject[]) =>
  objects.map(({ metadata: { resourceVersion: _version, generation: _generation, ...metadata }, ...rest }) => ({
    ...rest,
    metadata: { ...metadata },
  }));

const shelves = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('oak', 'ash', 'elm'),
    replicas: fc.integer({ min: 0, max: 4 }),
    withService: fc.boolean(),
  }),
  {
    selector: ({ name }) => name,
    minLength: 1,
  },
);

it('driver: lost answers, stale caches and any order of parents end where a calm run ends', () => {
  fc.assert(
    fc.property(shelves, fc.integer(), (specs, seed) => {
      const objects = specs.map(({ name, ...spec }) => aShelf(spec, { name }));
      expect(essence(run(objects, seed).objects)).toEqual(essence(run(objects).objects));
    }),
    { numRuns: 40 },
  );
});

it('driver: no fault deletes a StatefulSet', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const settled = run([aShelf({ withService: true })]).objects;
      const after = drive(settled, {
        registry: [shelfKind],
        settings: defaultSettings,
        now,
        callHook,
        faults: seededFaults(seed, 0.5, 40),
        edits: [{ apply: aShelf({ replicas: 3 }) }],
      });
      expect(after.writes.filter(({ verb, key }) => verb === 'delete' && key.startsWith('StatefulSet'))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

it('driver: the oracle can fail: a hook that forgets a child is caught', () => {
  const forgetful: CallHook = (call) => {
    const answer = callHook(call);
    return call.hook === 'sync' ? { ...(answer as object), children: [] } : answer;
  };
  const settled = run([aShelf()]).objects;
  const after = drive(settled, { registry: [shelfKind], settings: defaultSettings, now, callHook: forgetful });
  expect(after.writes.map(({ verb, key }) => `${verb} ${key}`)).toContain('delete StatefulSet demo/shelf-oak');
});
