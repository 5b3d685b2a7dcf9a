import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { applyObject } from '../../../hooks/driver/apply.ts';
import { convergeWorkload } from '../../../hooks/kinds/converge-workload.ts';
import type { WorkloadCr } from '../../../hooks/kinds/workload.ts';
import { type KubeObject, objectKey } from '../../../hooks/lib/kube-object.ts';
import type { ObjectGroups, SyncOutput } from '../../../hooks/metacontroller/contract.ts';
import { guardSync } from '../../../hooks/metacontroller/guard.ts';
import { listObjects } from '../../../hooks/metacontroller/retain.ts';
import { aWorkload, groupObjects } from '../../fixtures/workload-objects.ts';

/** A spec with several ways to run: a mode, so many shards of it, and an image. */
interface Wish {
  readonly mode: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  readonly shards: number;
  readonly image: string;
}

const groups = ['Deployment.apps/v1', 'StatefulSet.apps/v1', 'DaemonSet.apps/v1'];
const childKinds = ['Deployment', 'StatefulSet', 'DaemonSet'].map((kind) => ({ apiVersion: 'apps/v1', kind }));
const cr: WorkloadCr = {
  apiVersion: 'x/v1',
  kind: 'VMTest',
  metadata: { name: 'shop', namespace: 'demo', generation: 1 },
  spec: {},
};

function wanted({ mode, shards, image }: Wish): readonly KubeObject[] {
  const podSpec = { containers: [{ name: 'main', image }] };
  return Array.from({ length: shards }, (_, index) => aWorkload(mode, { name: `db-${index}`, podSpec }));
}

function sync(wish: Wish, children: ObjectGroups): SyncOutput {
  const desired = wanted(wish);
  const names = new Set(desired.map(objectKey));
  const output = convergeWorkload(
    { parent: cr, children, related: {}, settings: defaultSettings, now: '2026-01-01T00:00:00Z' },
    {
      kind: 'VMTest',
      build: () => ({
        phases: [{ name: 'main', children: desired }],
        issues: [],
        findings: [],
        retires: listObjects(children).filter((live) => !names.has(objectKey(live))),
      }),
    },
  );
  guardSync(output, { childKinds, namespace: 'demo', observed: children, checkStatus: () => [] });
  return output;
}

/** A cluster which applies answers, and whose pods become ready when the test says so. A changed template leaves ready pods serving, as a rolling update does. */
class Cluster {
  objects = new Map<string, KubeObject>();
  /** Workloads that have been ready since they exist. */
  readonly serving = new Set<string>();

  apply({ children }: SyncOutput): void {
    const before = this.objects;
    this.objects = new Map();
    for (const desired of children) {
      const key = objectKey(desired);
      const live = before.get(key);
      const after = applyObject(live, desired, 'vmop');
      const generation = live === undefined ? 1 : (live.metadata.generation ?? 0) + (isChanged(live, after) ? 1 : 0);
      this.objects.set(key, { ...after, metadata: { ...after.metadata, generation } });
    }
    for (const key of this.serving) if (!this.objects.has(key)) this.serving.delete(key);
  }

  makeReady(key: string): void {
    const object = this.objects.get(key);
    if (object === undefined) return;
    const pods = { replicas: 2, updatedReplicas: 2, readyReplicas: 2, numberReady: 2 };
    const nodes = { desiredNumberScheduled: 2, currentNumberScheduled: 2, updatedNumberScheduled: 2 };
    const status = { observedGeneration: object.metadata.generation, ...pods, ...nodes };
    this.objects.set(key, { ...object, status });
    this.serving.add(key);
  }

  groups(): ObjectGroups {
    return groupObjects([...this.objects.values()], groups);
  }
}

function isChanged(live: KubeObject, after: KubeObject): boolean {
  return JSON.stringify(live.spec) !== JSON.stringify(after.spec);
}

const mode = fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet');
const wish: fc.Arbitrary<Wish> = fc.record({
  mode,
  shards: fc.integer({ min: 1, max: 3 }),
  image: fc.constantFrom('db:1', 'db:2'),
});
/** What happens next: the user wants something else, or the pods of some workload become ready. */
const event = fc.oneof(
  { weight: 1, arbitrary: wish.map((to) => ({ to })) },
  {
    weight: 3,
    arbitrary: fc
      .record({ kind: mode, index: fc.integer({ min: 0, max: 2 }) })
      .map(({ kind, index }) => ({ key: `${kind} demo/db-${index}` })),
  },
);

describe('make before break', () => {
  it('something that was ready serves at any time, whatever the user wants and whichever pods become ready', () => {
    fc.assert(
      fc.property(wish, fc.array(event, { maxLength: 25 }), (first, events) => {
        const cluster = new Cluster();
        let now = first;
        cluster.apply(sync(now, cluster.groups()));
        for (const key of [...cluster.objects.keys()]) cluster.makeReady(key);
        for (const next of events) {
          if ('to' in next) now = next.to;
          else cluster.makeReady(next.key);
          cluster.apply(sync(now, cluster.groups()));
          expect(cluster.serving.size).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('what goes is fully replaced in that moment, and nothing is left behind in the end', () => {
    fc.assert(
      fc.property(wish, fc.array(event, { maxLength: 15 }), (first, events) => {
        const cluster = new Cluster();
        let now = first;
        for (const next of [{ to: first }, ...events]) {
          if ('to' in next) now = next.to;
          else cluster.makeReady(next.key);
          const seen = cluster.groups();
          const output = sync(now, seen);
          const answered = new Set(output.children.map(objectKey));
          const dropped = [...cluster.objects.keys()].filter((key) => !answered.has(key));
          if (dropped.length > 0) {
            expect(output.status).toMatchObject({ updateStatus: 'operational' });
            expect(wanted(now).filter((object) => !cluster.serving.has(objectKey(object)))).toEqual([]);
          }
          cluster.apply(output);
        }
        for (let round = 0; round < 3; round++) {
          for (const key of [...cluster.objects.keys()]) cluster.makeReady(key);
          cluster.apply(sync(now, cluster.groups()));
        }
        expect([...cluster.objects.keys()].toSorted()).toEqual(wanted(now).map(objectKey).toSorted());
      }),
    );
  });

  it('the same state gives the same bytes, in any order', () => {
    fc.assert(
      fc.property(wish, wish, (before, after) => {
        const cluster = new Cluster();
        cluster.apply(sync(before, cluster.groups()));
        const objects = [...cluster.objects.values()];
        const bytes = JSON.stringify(sync(after, groupObjects(objects, groups)));
        expect(JSON.stringify(sync(after, groupObjects(objects.toReversed(), groups)))).toBe(bytes);
      }),
    );
  });
});
