import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { type DriveOptions, drive } from '../../../hooks/driver/drive.ts';
import { seededFaults } from '../../../hooks/driver/faults.ts';
import { callInProcess } from '../../../hooks/driver/in-process.ts';
import { namespaceDecorator } from '../../../hooks/driver/namespace-decorator.ts';
import { asleepCluster } from '../../../hooks/driver/simulate.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { allKinds } from '../../../hooks/registry.ts';

const now = '2026-01-01T00:00:00Z';
const run = (objects: readonly KubeObject[], patch: Partial<DriveOptions> = {}) =>
  drive(objects, {
    registry: allKinds,
    settings: defaultSettings,
    now,
    decorator: namespaceDecorator(allKinds),
    callHook: callInProcess(allKinds, defaultSettings, now),
    ...patch,
  });

const aVMSingle = (spec: object, name = 'main'): KubeObject => ({
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind: 'VMSingle',
  metadata: { name, namespace: 'demo' },
  spec,
});
const storage = (size: string) => ({ resources: { requests: { storage: size } } });
const rules: KubeObject & { readonly data: object } = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'rules', namespace: 'demo' },
  data: { r: '- action: labeldrop\n  regex: x\n' },
};
const keys = (objects: readonly KubeObject[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const statusOf = (objects: readonly KubeObject[], name = 'main') =>
  objects.find(({ kind, metadata }) => kind === 'VMSingle' && metadata.name === name)?.status;

const spec = fc.record(
  {
    storage: fc.constantFrom(storage('1Gi'), storage('2Gi')),
    retentionPeriod: fc.constantFrom('1', '30d', '2y'),
    logLevel: fc.constantFrom('INFO', 'WARN'),
    paused: fc.boolean(),
    removePvcAfterDelete: fc.boolean(),
    relabelConfig: fc.constantFrom({ name: 'rules', key: 'r' }, { name: 'gone', key: 'r' }),
    extraArgs: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2')),
    useStrictSecurity: fc.boolean(),
    serviceSpec: fc.constant({ spec: { type: 'NodePort' } }),
    // A CR that slipped past the schema.
    replicaCount: fc.constantFrom<unknown>(1, 'many'),
  },
  { requiredKeys: [] },
);

describe('VMSingle under the driver', () => {
  it('a second run writes nothing, whatever the spec and its history', () => {
    fc.assert(
      fc.property(spec, spec, (first, second) => {
        const settled = run([rules, aVMSingle(first)]).objects;
        const edited = run(settled, { edits: [{ apply: aVMSingle(second) }] }).objects;
        expect(run(edited)).toMatchObject({ rounds: 1, writes: [] });
      }),
      { numRuns: 25 },
    );
  });

  it('the order of objects does not matter', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          [
            rules,
            aVMSingle({ storage: storage('1Gi') }, 'a'),
            aVMSingle({ relabelConfig: { name: 'rules', key: 'r' } }, 'b'),
            aVMSingle({}, 'c'),
          ],
          { minLength: 4 },
        ),
        (objects) => {
          const essence = (list: readonly KubeObject[]) =>
            list.map(({ metadata: { resourceVersion: _, ...metadata }, ...rest }) => ({ ...rest, metadata }));
          expect(essence(run(objects).objects)).toEqual(essence(run(objects.toReversed()).objects));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('no fault and no edit loses a claim, nor a Deployment while the CR exists', () => {
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 3 }), fc.integer(), (edits, seed) => {
        let objects = run([rules, aVMSingle({ storage: storage('1Gi') })]).objects;
        for (const [index, edit] of edits.entries()) {
          const step = run(objects, {
            edits: [{ apply: aVMSingle(edit) }],
            faults: seededFaults(seed + index, 0.4, 40),
          });
          expect(
            step.writes.filter(
              ({ verb, key }) => verb === 'delete' && /^(PersistentVolumeClaim|Deployment|StatefulSet) /.test(key),
            ),
          ).toEqual([]);
          objects = step.objects;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('deleting the CR keeps its claim, or removes it where that was asked for', () => {
    const kept = run(run([aVMSingle({ storage: storage('1Gi') })]).objects, { edits: [{ remove: aVMSingle({}) }] });
    expect(keys(kept.objects)).toEqual(['Namespace demo', 'PersistentVolumeClaim vmsingle-main']);
    const removed = run(run([aVMSingle({ storage: storage('1Gi'), removePvcAfterDelete: true })]).objects, {
      edits: [{ remove: aVMSingle({}) }],
    });
    expect(keys(removed.objects)).toEqual(['Namespace demo']);
  });

  it('an invalid edit keeps the workload and says so', () => {
    const settled = run([aVMSingle({})]);
    const broken = run(settled.objects, { edits: [{ apply: aVMSingle({ replicaCount: 'many' }) }] });
    expect(keys(broken.objects)).toEqual(keys(settled.objects));
    expect(statusOf(broken.objects)).toMatchObject({ updateStatus: 'failed' });
    const deployment = (objects: readonly KubeObject[]) => objects.find(({ kind }) => kind === 'Deployment');
    expect(deployment(broken.objects)).toEqual(deployment(settled.objects));
  });

  it('is expanding until the pods are ready', () => {
    expect(statusOf(run([aVMSingle({})], { cluster: asleepCluster }).objects)).toMatchObject({
      updateStatus: 'expanding',
    });
    expect(statusOf(run([aVMSingle({})]).objects)).toMatchObject({
      updateStatus: 'operational',
      observedGeneration: 1,
    });
  });
});
