import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyObject } from '../../../hooks/driver/apply.ts';
import { fieldAt } from '../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { keepImmutable } from '../../../hooks/metacontroller/immutable.ts';
import { normaliseLists } from '../../../hooks/metacontroller/normalise.ts';
import { retain } from '../../../hooks/metacontroller/retain.ts';
import { aWorkload, observe } from '../../fixtures/workload-objects.ts';

const word = fc.constantFrom('a', 'b', 'c', 'é', '__proto__');
const port = fc.record(
  { containerPort: fc.integer({ min: 1, max: 4 }), protocol: fc.constantFrom('TCP', 'UDP'), name: word },
  { requiredKeys: ['containerPort'] },
);
const container = fc.record(
  {
    name: fc.constantFrom('main', 'side'),
    image: word,
    args: fc.array(word),
    env: fc.array(fc.record({ name: word, value: word })),
    ports: fc.array(port),
    volumeMounts: fc.array(fc.record({ name: word, mountPath: word })),
    securityContext: fc.constantFrom({}, { runAsUser: 1 }),
  },
  { requiredKeys: ['name'] },
);
const podSpec = fc.record(
  {
    containers: fc.array(container),
    volumes: fc.array(fc.record({ name: word, emptyDir: fc.constant({}) })),
    hostAliases: fc.array(fc.record({ ip: word, hostnames: fc.array(word) })),
    tolerations: fc.array(fc.record({ key: word })),
    nodeSelector: fc.dictionary(word, word),
  },
  { requiredKeys: ['containers'] },
);
const spec = fc.record(
  {
    replicas: fc.nat(3),
    serviceName: word,
    podManagementPolicy: fc.constantFrom('Parallel', 'OrderedReady'),
    selector: fc.record({ matchLabels: fc.dictionary(word, word) }),
  },
  { requiredKeys: [] },
);
const workload = fc
  .record({ kind: fc.constantFrom<'StatefulSet' | 'Deployment'>('StatefulSet', 'Deployment'), podSpec, spec })
  .map(({ kind, ...patch }) => aWorkload(kind, patch));
/** Without duplicate keys, as every desired object is on the wire. */
const applicable = workload
  .map((object) => normaliseLists(object))
  .filter(({ issues }) => issues.length === 0)
  .map(({ object }) => object);

const keysOf = (list: unknown, key: (item: unknown) => unknown): unknown[] =>
  Array.isArray(list) ? list.map(key) : [];
const pod = (object: KubeObject) => fieldAt(object, ['spec', 'template', 'spec']);

describe('normaliseLists', () => {
  it('is idempotent, and without an issue every key is there once', () => {
    fc.assert(
      fc.property(workload, (object) => {
        const once = normaliseLists(object);
        if (once.issues.length > 0) return;
        expect(normaliseLists(once.object)).toEqual(once);
        const containers = fieldAt(pod(once.object), ['containers']);
        const lists = [
          keysOf(containers, (item) => fieldAt(item, ['name'])),
          keysOf(fieldAt(pod(once.object), ['volumes']), (item) => fieldAt(item, ['name'])),
          keysOf(fieldAt(pod(once.object), ['hostAliases']), (item) => fieldAt(item, ['ip'])),
          ...keysOf(containers, (item) => item).flatMap((item) => [
            keysOf(fieldAt(item, ['env']), (entry) => fieldAt(entry, ['name'])),
            keysOf(fieldAt(item, ['volumeMounts']), (mount) => fieldAt(mount, ['mountPath'])),
            keysOf(
              fieldAt(item, ['ports']),
              (entry) => `${fieldAt(entry, ['containerPort'])}/${fieldAt(entry, ['protocol']) ?? 'TCP'}`,
            ),
          ]),
        ];
        for (const keys of lists) expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('keeps the value of every variable as the last one said', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: word, value: word })), (env) => {
        const { object } = normaliseLists(
          aWorkload('Deployment', { podSpec: { containers: [{ name: 'main', env }] } }),
        );
        const [main] = keysOf(fieldAt(pod(object), ['containers']), (item) => item);
        const values = new Map(env.map(({ name, value }) => [name, value]));
        expect(fieldAt(main, ['env']) ?? []).toEqual([...values].map(([name, value]) => ({ name, value })));
      }),
    );
  });
});

/** Lists as sets: the driver's model puts items of other managers last, where the API server leaves them in their place. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(unordered(item))).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, nested]) => [key, unordered(nested)]));
}

describe('retain', () => {
  it('leaves whatever we applied as it is, also beside another manager, and again', () => {
    fc.assert(
      fc.property(applicable, applicable, fc.boolean(), (ours, theirs, isShared) => {
        const own = observe(ours);
        const live = isShared && theirs.kind === ours.kind ? applyObject(own, theirs, 'kubectl') : own;
        const answer = retain(live, 'vmop');
        const after = applyObject(live, answer, 'vmop');
        expect(unordered({ ...after, metadata: {} })).toEqual(unordered({ ...live, metadata: {} }));
        expect(after.metadata.labels).toEqual(live.metadata.labels);
        expect(unordered(retain(after, 'vmop'))).toEqual(unordered(answer));
      }),
    );
  });

  it('of an object that only we applied is what we applied', () => {
    fc.assert(
      fc.property(applicable, (ours) => {
        const live = observe(ours);
        expect(applyObject(undefined, retain(live, 'vmop'), 'vmop').spec).toEqual(
          applyObject(undefined, ours, 'vmop').spec,
        );
      }),
    );
  });
});

describe('keepImmutable', () => {
  it('never asks for a change of an immutable field, and is idempotent', () => {
    fc.assert(
      fc.property(applicable, applicable, (before, wished) => {
        if (before.kind !== wished.kind) return;
        const live = observe(before);
        const once = keepImmutable(wished, live, 'vmop');
        const paths = wished.kind === 'StatefulSet' ? ['selector', 'serviceName', 'podManagementPolicy'] : ['selector'];
        const after = applyObject(live, once.object, 'vmop');
        for (const path of paths) expect(fieldAt(after, ['spec', path])).toEqual(fieldAt(live, ['spec', path]));
        expect(keepImmutable(once.object, live, 'vmop')).toMatchObject({ object: once.object });
      }),
    );
  });
});
