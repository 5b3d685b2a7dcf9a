import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomResource } from '../../../hooks/api/api-kind.ts';
import { customResource } from '../../../hooks/api/common/custom-resource.ts';
import { texts } from '../../../hooks/api/common/scalars.ts';
import { configStatus } from '../../../hooks/api/common/status.ts';
import { optional } from '../../../hooks/api/field.ts';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { type Reference, referenceId } from '../../../hooks/config/reference.ts';
import { type DriveOptions, drive, type UserEdit } from '../../../hooks/driver/drive.ts';
import { seededFaults } from '../../../hooks/driver/faults.ts';
import { callInProcess } from '../../../hooks/driver/in-process.ts';
import { registerInternal } from '../../../hooks/kinds/internal-kind.ts';
import { buildBundles, referenceBundleChild } from '../../../hooks/kinds/reference-bundle/build-bundles.ts';
import { referenceBundle } from '../../../hooks/kinds/reference-bundle/index.ts';
import { bundleResolver, relateBundleSecrets } from '../../../hooks/kinds/reference-bundle/resolver.ts';
import { shardReferences } from '../../../hooks/kinds/reference-bundle/shard-references.ts';
import { register } from '../../../hooks/kinds/register.ts';
import { fieldAt } from '../../../hooks/lib/field-path.ts';
import { isJsonObject } from '../../../hooks/lib/json.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { openObject } from '../../../hooks/lib/open-object.ts';
import { aReference, aSecret, bundleOwner } from '../../fixtures/reference-bundle.ts';
import { aRegisteredKind } from '../../fixtures/registered-kind.ts';

const name = fc.constantFrom('a', 'b', 'c', 'auth', 'tls.main');
const reference: fc.Arbitrary<Reference> = fc.record({
  kind: fc.constantFrom('Secret' as const, 'ConfigMap' as const),
  namespace: name,
  name: fc.oneof(name, fc.stringMatching(/^[a-z]{1,4}$/)),
  key: fc.constantFrom('user', 'password', 'a/b', 'ca.crt'),
});
const references = fc.array(reference, { maxLength: 60 });
const settings = { hmacKeys: ['a-key'] };

describe('shards', () => {
  it('hold each reference once, sorted, all keys of an object together', () => {
    fc.assert(
      fc.property(references, (list) => {
        const shards = shardReferences(list, 8);
        const ids = shards.map((shard) => shard.map(referenceId));
        expect(ids.flat().toSorted()).toEqual([...new Set(list.map(referenceId))].toSorted());
        const places = new Map<string, number>();
        shards.forEach((shard, index) => {
          for (const { kind, namespace, name: object } of shard) {
            const key = `${kind}/${namespace}/${object}`;
            expect(places.get(key) ?? index).toBe(index);
            places.set(key, index);
          }
        });
        expect(Math.log2(Math.max(1, shards.length)) % 1).toBe(0);
      }),
    );
  });

  it('change one bundle where one reference comes and their number stays', () => {
    fc.assert(
      fc.property(references, reference, (list, another) => {
        const before = shardReferences(list, 8);
        const after = shardReferences([...list, another], 8);
        fc.pre(before.length === after.length);
        const touched = after.filter((shard, index) => JSON.stringify(shard) !== JSON.stringify(before[index]));
        expect(touched.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('split in two where their number doubles', () => {
    fc.assert(
      fc.property(fc.uniqueArray(reference, { selector: referenceId, minLength: 3, maxLength: 60 }), (list) => {
        const coarse = shardReferences(list, 32);
        const fine = shardReferences(list, 16);
        fc.pre(fine.length === 2 * coarse.length);
        coarse.forEach((shard, index) => {
          const halves = [...(fine[index] ?? []), ...(fine[index + coarse.length] ?? [])];
          expect(halves.map(referenceId).toSorted()).toEqual(shard.map(referenceId).toSorted());
        });
      }),
    );
  });

  it('spread the keys of one object that has more of them than a shard holds', () => {
    const list = Array.from({ length: 30_000 }, (_, index) => aReference(`Secret/ns/huge/key-${index}`));
    const sizes = shardReferences(list, 256).map((shard) => shard.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256);
  });

  it('do not grow much beyond half their limit on average', () => {
    const list = Array.from({ length: 10_000 }, (_, index) => aReference(`Secret/ns/name-${index}/key`));
    const sizes = shardReferences(list, 256).map((shard) => shard.length);
    expect(sizes).toHaveLength(128);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256);
  });
});

describe('bundles', () => {
  it('have the same bytes for any order and any repetition', () => {
    fc.assert(
      fc.property(references, fc.infiniteStream(fc.nat()), (list, random) => {
        const shuffled = [...list, ...list]
          .map((item) => ({ item, at: random.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ item }) => item);
        expect(JSON.stringify(buildBundles(bundleOwner, 'x', shuffled, settings))).toBe(
          JSON.stringify(buildBundles(bundleOwner, 'x', list, settings)),
        );
      }),
    );
  });

  it('leave out what Kubernetes cannot name', () => {
    const odd = [aReference('Secret/demo//key'), aReference('Secret/demo/No Name/key'), aReference('Secret/demo/a/')];
    expect(buildBundles(bundleOwner, 'x', odd, settings)).toEqual([]);
  });
});

// Reads references as aggregators do: bundles as children, their Secrets as related objects, what came out as text in a ConfigMap.
const readerKind = register<CustomResource & { readonly spec: { readonly wanted?: readonly string[] } }>({
  api: {
    ...aRegisteredKind({ kind: 'Reader', plural: 'readers' }).api,
    schema: customResource({
      kind: 'Reader',
      version: 'v1beta1',
      spec: openObject({ wanted: optional(texts, 'References.') }),
      specOptional: true,
      status: configStatus,
    }),
  },
  validate: () => ({ issues: [], warnings: [] }),
  controller: {
    childKinds: [
      referenceBundleChild,
      { apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps', updateMethod: 'InPlace' },
    ],
    relatedKinds: [{ apiVersion: 'v1', kind: 'Secret', resource: 'secrets' }],
    resyncPeriodSeconds: 60,
    relate: ({ metadata }) => [relateBundleSecrets(metadata.uid ?? '', metadata.namespace)],
    sync: ({ parent, children, related, settings: all }) => {
      const { apiVersion, kind, metadata, spec } = parent;
      const { name: parentName, namespace, uid = '' } = metadata;
      const wanted = (spec.wanted ?? []).map(aReference);
      const resolve = bundleResolver({ children, related, ownerUid: uid });
      const lines = wanted.map((item) => {
        const resolution = resolve(item);
        return `${referenceId(item)}: ${resolution.state === 'found' ? resolution.value : resolution.state}`;
      });
      return {
        children: [
          ...buildBundles({ apiVersion, kind, name: parentName, namespace, uid }, parentName, wanted, all),
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: parentName, namespace }, data: { lines } },
        ],
        status: { updateStatus: 'operational' },
      };
    },
  },
});

const kinds = [readerKind, registerInternal(referenceBundle)];
const now = '2026-01-01T00:00:00Z';
const run = (objects: readonly KubeObject[], patch: Partial<DriveOptions> = {}) =>
  drive(objects, {
    registry: kinds,
    settings: defaultSettings,
    now,
    callHook: callInProcess(kinds, defaultSettings, now),
    ...patch,
  });

function aReader(wanted: readonly string[]): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'Reader',
    metadata: { name: 'oak', namespace: 'demo' },
    spec: { wanted },
  };
}

const linesOf = (objects: readonly KubeObject[]) =>
  fieldAt(
    objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'oak'),
    ['data', 'lines'],
  );
const bundleOf = (objects: readonly KubeObject[]) => {
  const bundle = objects.find(({ kind }) => kind === 'ReferenceBundle');
  if (bundle === undefined || !isJsonObject(bundle.spec)) throw new Error('there is no bundle');
  return { ...bundle, spec: bundle.spec };
};

describe('in the driver', () => {
  const start = [aReader(['Secret/shop/auth/user', 'Secret/shop/gone/user']), aSecret('shop/auth', { user: 'ann' })];
  const settled = run(start).objects;
  const edited = (...edits: readonly UserEdit[]) => linesOf(run(settled, { edits }).objects);

  it('values reach the aggregator, a rotated and a created Secret as well', () => {
    expect(linesOf(settled)).toEqual(['Secret/shop/auth/user: ann', 'Secret/shop/gone/user: missing']);
    expect(edited({ apply: aSecret('shop/auth', { user: 'bob' }) })).toEqual([
      'Secret/shop/auth/user: bob',
      'Secret/shop/gone/user: missing',
    ]);
    expect(edited({ apply: aSecret('shop/gone', { user: 'eve' }) })).toEqual([
      'Secret/shop/auth/user: ann',
      'Secret/shop/gone/user: eve',
    ]);
  });

  it('a settled state writes nothing', () => {
    expect(run(settled).writes).toEqual([]);
  });

  it('a reference less, and none: bundles and Secrets go', () => {
    const { objects } = run(settled, { edits: [{ apply: aReader([]) }] });
    expect(
      objects.filter(({ kind, metadata }) => kind === 'ReferenceBundle' || metadata.name.includes('.references-')),
    ).toEqual([]);
  });

  it('an edited list is restored, and what was added by hand was never resolved', () => {
    const bundle = bundleOf(settled);
    const vault = { kind: 'Secret', namespace: 'bank', name: 'vault', key: 'pin' };
    const greedy = { ...bundle, spec: { ...bundle.spec, references: [vault] } };
    const { objects } = run([...settled, aSecret('bank/vault', { pin: 'deep-secret' })], {
      edits: [{ apply: greedy }],
    });
    expect(bundleOf(objects).spec).toEqual(bundle.spec);
    expect(linesOf(objects)).toEqual(linesOf(settled));
    const others = objects.filter(({ metadata }) => metadata.name !== 'vault');
    const pin = Buffer.from('deep-secret').toString('base64').slice(0, 12);
    expect(JSON.stringify(others)).not.toContain(pin);
  });

  it('a copy yields no Secret, whoever owns it', () => {
    const bundle = bundleOf(settled);
    const copies = ['mine', 'demo'].map((namespace) => ({
      ...bundle,
      metadata: { name: 'copy', namespace, ownerReferences: bundle.metadata.ownerReferences ?? [] },
    }));
    const { objects } = run([...settled, ...copies]);
    expect(objects.filter(({ kind, metadata }) => kind === 'Secret' && metadata.name === 'copy')).toEqual([]);
  });

  it('whatever is lost or late on the way, in the end the values are there', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uniqueArray(name, { maxLength: 5 }), (seed, names) => {
        const wanted = names.map((secret) => `Secret/shop/${secret}/user`);
        const secrets = names.map((secret) => aSecret(`shop/${secret}`, { user: `of ${secret}` }));
        const { objects } = run([aReader(wanted), ...secrets], { faults: seededFaults(seed, 0.3, 60) });
        expect(linesOf(objects)).toEqual(names.map((secret) => `Secret/shop/${secret}/user: of ${secret}`));
      }),
      { numRuns: 50 },
    );
  });
});
