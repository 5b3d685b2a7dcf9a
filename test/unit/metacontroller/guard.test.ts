import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import type { SyncOutput } from '../../../hooks/metacontroller/contract.ts';
import { GuardRefusal, guardDecorate, guardSync } from '../../../hooks/metacontroller/guard.ts';
import { aWorkload, groupObjects, observe } from '../../fixtures/workload-objects.ts';

const childKinds = [
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Secret' },
];
const config = (patch: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c', namespace: 'demo' },
  ...patch,
});
const set = aWorkload('StatefulSet');
const guard = (output: Partial<SyncOutput>, observed: readonly KubeObject[] = []) =>
  guardSync(
    { children: [], status: {}, ...output },
    {
      childKinds,
      namespace: 'demo',
      observed: groupObjects(observed),
      checkStatus: (status) =>
        'bad' in status ? [{ path: 'status.bad', reason: 'InvalidField', message: 'is not declared' }] : [],
    },
  );
const reasonOf = (run: () => void) => {
  try {
    run();
  } catch (error) {
    return error instanceof GuardRefusal ? error.reason : error;
  }
  return null;
};
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

describe('guardSync', () => {
  it.each<{ name: string; output: Partial<SyncOutput>; observed?: readonly KubeObject[]; reason: string }>([
    {
      name: 'a kind that is not declared',
      output: { children: [aWorkload('Deployment')] },
      reason: 'ChildKindUndeclared',
    },
    {
      name: 'a declared kind in another version',
      output: { children: [{ ...set, apiVersion: 'apps/v2' }] },
      reason: 'ChildKindUndeclared',
    },
    { name: 'one name twice', output: { children: [config(), config({ data: {} })] }, reason: 'DuplicateChild' },
    {
      name: 'another namespace',
      output: { children: [config({ metadata: { name: 'c', namespace: 'other' } })] },
      reason: 'WrongNamespace',
    },
    { name: 'no namespace', output: { children: [config({ metadata: { name: 'c' } })] }, reason: 'WrongNamespace' },
    {
      name: 'owner references',
      output: { children: [config({ metadata: { name: 'c', namespace: 'demo', ownerReferences: [] } })] },
      reason: 'UnplainValue',
    },
    {
      name: 'undefined in a list',
      output: { children: [config({ data: { a: [undefined] } })] },
      reason: 'UnplainValue',
    },
    { name: 'undefined field', output: { children: [config({ data: undefined })] }, reason: 'UnplainValue' },
    { name: 'NaN', output: { children: [config({ data: Number.NaN })] }, reason: 'UnplainValue' },
    { name: 'a Date', output: { children: [config({ data: new Date(0) })] }, reason: 'UnplainValue' },
    { name: 'a Map', output: { children: [config({ data: new Map() })] }, reason: 'UnplainValue' },
    { name: 'a cycle', output: { children: [config({ data: cyclic })] }, reason: 'UnplainValue' },
    { name: 'a hole in a list', output: { children: [config({ data: new Array(1) })] }, reason: 'UnplainValue' },
    { name: 'undefined in the status', output: { status: { a: undefined } }, reason: 'UnplainValue' },
    { name: 'a status which the schema refuses', output: { status: { bad: 1 } }, reason: 'InvalidStatus' },
    { name: 'a resync in no time', output: { resyncAfterSeconds: 0 }, reason: 'UnplainValue' },
    {
      name: 'more data than a ConfigMap holds',
      output: { children: [config({ data: { a: 'x'.repeat(1024 * 1024 + 1) } })] },
      reason: 'ObjectTooLarge',
    },
    {
      name: 'an object larger than etcd takes',
      output: { children: [{ ...set, spec: 'x'.repeat(1024 * 1440) }] },
      reason: 'ObjectTooLarge',
    },
    {
      name: 'an observed StatefulSet that is missing',
      output: {},
      observed: [observe(set)],
      reason: 'DataLossRefused',
    },
    {
      name: 'a removal that names another one',
      output: { removes: ['StatefulSet demo/other'] },
      observed: [observe(set)],
      reason: 'DataLossRefused',
    },
  ])('refuses $name', ({ output, observed, reason }) => {
    expect(reasonOf(() => guard(output, observed))).toBe(reason);
  });

  it.each<{ name: string; output: Partial<SyncOutput>; observed?: readonly KubeObject[] }>([
    { name: 'an observed StatefulSet that is answered', output: { children: [set] }, observed: [observe(set)] },
    { name: 'a listed removal', output: { removes: ['StatefulSet demo/db'] }, observed: [observe(set)] },
    { name: 'other observed children that are missing', output: {}, observed: [observe(config())] },
    {
      name: 'one MiB of Secret data, a third more in base64',
      output: { children: [config({ kind: 'Secret', data: { a: Buffer.alloc(1024 * 1024).toString('base64') } })] },
    },
    {
      name: 'one object in two places of the answer',
      output: { children: [config({ data: { a: cyclic['none'] ?? {}, b: {} } })] },
    },
  ])('lets through $name', ({ output, observed }) => {
    expect(reasonOf(() => guard(output, observed))).toBeNull();
  });
});

it('guardDecorate lets owner references through and protects observed claims', () => {
  const claim: KubeObject = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'd', namespace: 'demo', ownerReferences: [] },
  };
  const context = {
    childKinds: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim' }],
    namespace: 'demo',
    observed: groupObjects([claim]),
  };
  expect(reasonOf(() => guardDecorate({ attachments: [claim] }, context))).toBeNull();
  expect(reasonOf(() => guardDecorate({ attachments: [] }, context))).toBe('DataLossRefused');
  expect(
    reasonOf(() => guardDecorate({ attachments: [], removes: ['PersistentVolumeClaim demo/d'] }, context)),
  ).toBeNull();
});

it.each([
  { name: 'its own', metadata: { name: 'monitoring:demo:a' }, prefix: 'monitoring:demo:', reason: null },
  { name: 'a foreign one', metadata: { name: 'monitoring:demo-2:a' }, prefix: 'monitoring:demo:' },
  {
    name: 'one in a namespace',
    metadata: { name: 'monitoring:demo:a', namespace: 'demo' },
    prefix: 'monitoring:demo:',
  },
  { name: 'any, where there may be none', metadata: { name: 'monitoring:demo:a' } },
])('guardDecorate, cluster-scoped objects: $name', ({ metadata, prefix, reason = 'WrongNamespace' }) => {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const context = {
    childKinds: [{ apiVersion, kind: 'ClusterRole', scope: 'Cluster' as const }],
    namespace: 'demo',
    observed: {},
    ...(prefix === undefined ? {} : { clusterNamePrefix: prefix }),
  };
  const attachments = [{ apiVersion, kind: 'ClusterRole', metadata }];
  expect(reasonOf(() => guardDecorate({ attachments }, context))).toBe(reason);
});
