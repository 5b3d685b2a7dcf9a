import { expect, it } from 'vitest';
import { claimManagedFields } from '../../../hooks/cli/takeover/managed-fields.ts';
import { findBlockers, officialEnvironment } from '../../../hooks/cli/takeover/preflight.ts';
import { attachStep, childStep, claimStep, finalizerStep } from '../../../hooks/cli/takeover/steps.ts';
import type { KubeObject, ObjectMeta } from '../../../hooks/lib/kube-object.ts';

const managers = { official: 'app', ours: 'vmop' };
const aChild = (metadata: Partial<ObjectMeta> = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'vmsingle-a', namespace: 'demo', resourceVersion: '7', ...metadata },
});
const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', uid: 'ns-uid' } };

it('managedFields: the official entries become one Apply entry of ours, other managers stay', () => {
  const others = [
    { manager: 'kube-controller-manager', operation: 'Update', subresource: 'status', fieldsV1: { 'f:status': {} } },
    { manager: 'app', operation: 'Update', subresource: 'status', fieldsV1: { 'f:status': {} } },
  ];
  const claimed = claimManagedFields(
    [
      ...others,
      { manager: 'app', operation: 'Update', apiVersion: 'apps/v1', fieldsV1: { 'f:spec': { 'f:replicas': {} } } },
      { manager: 'vmop', operation: 'Apply', apiVersion: 'apps/v1', fieldsV1: { 'f:spec': { 'f:paused': {} } } },
    ],
    'app',
    'vmop',
  );
  expect(claimed).toEqual([
    ...others,
    {
      manager: 'vmop',
      operation: 'Apply',
      apiVersion: 'apps/v1',
      fieldsV1: { 'f:spec': { 'f:replicas': {}, 'f:paused': {} } },
    },
  ]);
});

it.each([
  { name: 'twice', secrets: ['a', 'b', 'b'], owned: { 'f:containers': {} } },
  { name: 'once', secrets: ['a', 'b'], owned: { 'f:containers': {}, 'f:imagePullSecrets': { '.': {} } } },
])('a list that holds a name $name: what becomes ours', ({ secrets, owned }) => {
  const fields = { 'f:containers': {}, 'f:imagePullSecrets': { '.': {} } };
  const fieldsV1 = (pod: object) => ({ 'f:spec': { 'f:template': { 'f:spec': pod } } });
  const child = {
    ...aChild({ managedFields: [{ manager: 'app', operation: 'Update', fieldsV1: fieldsV1(fields) }] }),
    spec: { template: { spec: { imagePullSecrets: secrets.map((name) => ({ name })) } } },
  };
  expect(childStep(child, 'cr-uid', managers)?.patch.metadata['managedFields']).toMatchObject([
    { manager: 'vmop', operation: 'Apply', fieldsV1: fieldsV1(owned) },
  ]);
  const entry = { manager: 'app', operation: 'Update', fieldsV1: { 'f:metadata': {} } };
  expect(claimManagedFields([entry], 'app', 'vmop', [['spec', 'template', 'spec', 'x']])).toMatchObject([
    { fieldsV1: { 'f:metadata': {} } },
  ]);
});

it('a child is labelled, claimed and freed of the finalizer; a second run finds nothing to do', () => {
  const child = aChild({
    finalizers: ['apps.victoriametrics.com/finalizer', 'other/finalizer'],
    managedFields: [{ manager: 'app', operation: 'Update', fieldsV1: { 'f:spec': {} } }],
  });
  const step = childStep(child, 'cr-uid', managers);
  expect(step?.patch.metadata).toMatchObject({
    resourceVersion: '7',
    labels: { 'controller-uid': 'cr-uid' },
    finalizers: ['other/finalizer'],
    managedFields: [{ manager: 'vmop', operation: 'Apply' }],
  });
  const after = aChild({
    labels: { 'controller-uid': 'cr-uid' },
    finalizers: ['other/finalizer'],
    managedFields: [{ manager: 'vmop', operation: 'Apply', fieldsV1: { 'f:spec': {} } }],
  });
  expect(childStep(after, 'cr-uid', managers)).toBeUndefined();
});

it('a claim gets its Namespace as owner and loses the CR, foreign owners stay', () => {
  const foreign = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'x-uid' };
  const cr = {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMSingle',
    name: 'a',
    uid: 'cr-uid',
    controller: true,
  };
  const step = claimStep(aChild({ ownerReferences: [cr, foreign] }), 'cr-uid', namespace, managers);
  const owner = {
    apiVersion: 'v1',
    kind: 'Namespace',
    name: 'demo',
    uid: 'ns-uid',
    controller: false,
    blockOwnerDeletion: false,
  };
  expect(step?.patch.metadata['ownerReferences']).toEqual([foreign, owner]);
  expect(claimStep(aChild({ ownerReferences: [foreign, owner] }), 'cr-uid', namespace, managers)).toBeUndefined();
});

it('a ClusterRole becomes an attachment of the Namespace: claimed, owned, marked; a second run finds nothing to do', () => {
  const role: KubeObject = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: {
      name: 'monitoring:demo:vmagent-a',
      resourceVersion: '7',
      annotations: { theirs: 'x' },
      finalizers: ['apps.victoriametrics.com/finalizer'],
      managedFields: [{ manager: 'app', operation: 'Update', fieldsV1: { 'f:rules': {} } }],
    },
  };
  const agent = aChild({ name: 'a' });
  const step = attachStep(role, { ...agent, kind: 'VMAgent' }, namespace, managers);
  const patch = step?.patch.metadata ?? {};
  expect(patch).toMatchObject({
    resourceVersion: '7',
    finalizers: [],
    managedFields: [{ manager: 'vmop', operation: 'Apply' }],
    annotations: {
      'metacontroller.k8s.io/decorator-controller': 'vmop-namespace-extras',
      'vmop.victoriametrics.com/made-for': 'VMAgent/a',
    },
    ownerReferences: [{ kind: 'Namespace', uid: 'ns-uid', controller: true, blockOwnerDeletion: true }],
  });
  const after = { ...role, metadata: { ...role.metadata, ...patch } };
  expect(attachStep(after, { ...agent, kind: 'VMAgent' }, namespace, managers)).toBeUndefined();
});

it('an object without the official finalizer needs no step', () => {
  expect(finalizerStep(aChild())).toBeUndefined();
});

const aWorkload = (image: string, { args = [] as string[], replicas = 1, env = [] as object[] } = {}): KubeObject => ({
  ...aChild({ name: 'op' }),
  spec: { replicas, template: { spec: { containers: [{ name: 'c', image, args, env }] } } },
});

it.each([
  { name: 'official operator runs', workload: aWorkload('victoriametrics/operator:v0.74.1'), blocked: true },
  {
    name: 'official operator of a mirror registry',
    workload: aWorkload('r.example.com/victoriametrics/operator:v0.74.1'),
    blocked: true,
  },
  {
    name: 'official operator scaled to 0',
    workload: aWorkload('victoriametrics/operator:v0.74.1', { replicas: 0 }),
    blocked: false,
  },
  {
    name: 'only its config reloader',
    workload: aWorkload('victoriametrics/operator:config-reloader-v0.74.1'),
    blocked: false,
  },
  {
    name: 'told to leave our kinds alone',
    workload: aWorkload('victoriametrics/operator:v0.74.1', {
      args: ['-controller.disableReconcileFor=VMSingle,VMUser'],
    }),
    blocked: false,
  },
  {
    name: 'Metacontroller without selector',
    workload: aWorkload('ghcr.io/metacontroller/metacontroller:v4.17.2'),
    blocked: true,
  },
  {
    name: 'Metacontroller with a selector',
    workload: aWorkload('ghcr.io/metacontroller/metacontroller:v4.17.2', { args: ['--target-label-selector=a=b'] }),
    blocked: false,
  },
])('preflight: $name', ({ workload, blocked }) => {
  const blockers = findBlockers({ deployments: [workload], statefulSets: [], leases: [], now: 0, kinds: ['VMSingle'] });
  expect(blockers.length > 0).toBe(blocked);
});

it('preflight: a fresh lease betrays an operator outside the cluster, a stale one does not', () => {
  const lease = {
    ...aChild({ name: '57410f0d.victoriametrics.com' }),
    kind: 'Lease',
    spec: { renewTime: '2026-01-01T00:00:00Z' },
  };
  const facts = { deployments: [], statefulSets: [], leases: [lease], kinds: ['VMSingle'] };
  expect(findBlockers({ ...facts, now: Date.parse('2026-01-01T00:00:10Z') })).toHaveLength(1);
  expect(findBlockers({ ...facts, now: Date.parse('2026-01-01T00:10:00Z') })).toHaveLength(0);
});

it("the stopped operator's VM_* values are found, references are named", () => {
  const env = [
    { name: 'VM_LOOPBACK', value: 'localhost' },
    { name: 'HOME', value: '/' },
    { name: 'VM_ENABLETCP6', valueFrom: {} },
  ];
  expect(officialEnvironment([aWorkload('victoriametrics/operator:v0.74.1', { env, replicas: 0 })])).toEqual({
    env: { VM_LOOPBACK: 'localhost' },
    references: ['VM_ENABLETCP6'],
  });
});
