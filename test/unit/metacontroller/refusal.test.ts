import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { refusalIssues } from '../../../hooks/metacontroller/refusal.ts';
import { aWorkload } from '../../fixtures/workload-objects.ts';

const long = (length: number) => 'n'.repeat(length);
const aService = (metadata: object, ports: readonly object[] = []): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db', namespace: 'demo', ...metadata },
  spec: { ports },
});
const rbacObject = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' };
const main = { name: 'main', image: 'db:1' };
const aPod = (podSpec: object, metadata: object = {}) => {
  const template = { metadata, spec: { containers: [main], ...podSpec } };
  return { ...aWorkload('Deployment'), spec: { template } };
};
const words = (object: KubeObject) => refusalIssues(object).map(({ reason, message }) => `${reason} ${message}`);

// What the API server really refuses is the business of test/e2e/extras.test.ts.
describe('refusalIssues', () => {
  const aClaim = (name: string, requests: object = { storage: '1Gi' }) => ({
    metadata: { name },
    spec: { resources: { requests } },
  });
  const aSet = (volumeClaimTemplates: readonly object[], volumes: readonly object[] = []) => ({
    ...aWorkload('StatefulSet'),
    spec: { volumeClaimTemplates, template: { spec: { containers: [main], volumes } } },
  });
  const aBudget = (spec: object): KubeObject => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'b' },
    ...{ spec },
  });
  it.each([
    { name: 'a claim without storage', object: aSet([aClaim('a', {})]), wanted: /asks for no storage/ },
    { name: 'two claims of one name', object: aSet([aClaim('a'), aClaim('a')]), wanted: /is there twice/ },
    {
      name: 'a volume in the shadow of a claim',
      object: aSet([aClaim('a')], [{ name: 'a', emptyDir: {} }]),
      wanted: /has the name of a volume/,
    },
    {
      name: 'two handlers',
      object: aPod({ containers: [{ ...main, lifecycle: { preStop: { sleep: { seconds: 1 }, exec: {} } } }] }),
      wanted: /lifecycle\.preStop has exec and sleep/,
    },
    {
      name: 'a budget with both limits',
      object: aBudget({ minAvailable: 0, maxUnavailable: 1 }),
      wanted: /only one may be/,
    },
    {
      name: 'one of several ports without a name',
      object: aService({}, [{ port: 1 }, { port: 2, name: 'b' }]),
      wanted: /no name/,
    },
  ])('refuses: $name', ({ object, wanted }) => {
    expect(words(object)).toEqual([expect.stringMatching(wanted)]);
  });

  it.each([
    { name: 'sets and budgets in order', object: aSet([aClaim('a'), aClaim('b')], [{ name: 'c' }]) },
    { name: 'a budget with one limit', object: aBudget({ maxUnavailable: 0 }) },
    { name: 'one port without a name', object: aService({}, [{ port: 1 }]) },
    { name: 'a Service of 63 characters', object: aService({ name: long(63) }) },
    {
      name: 'a Deployment of 253 characters, with dots',
      object: { ...aPod({}), metadata: { name: `a.${long(251)}` } },
    },
    {
      name: 'a Role with colons',
      object: { ...rbacObject, metadata: { name: 'monitoring:demo:vmagent-a' } },
    },
    { name: 'an empty label value', object: aService({ labels: { 'example.org/a': '' } }) },
    { name: 'an annotation key in upper case', object: aService({ annotations: { 'Example.org/A': long(1000) } }) },
    {
      name: 'ports without names',
      object: aPod({ containers: [{ ...main, ports: [{ containerPort: 1 }, { containerPort: 2 }] }] }),
    },
    {
      name: 'requests up to the limit, and such without one',
      object: aPod({
        containers: [{ ...main, resources: { requests: { cpu: 1, memory: '1Gi' }, limits: { cpu: '1000m' } } }],
      }),
    },
    { name: 'a variable with blanks', object: aPod({ containers: [{ ...main, env: [{ name: 'a b' }] }] }) },
    {
      name: 'a mount of a claim template',
      object: {
        ...aWorkload('StatefulSet'),
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: 1 } } } }],
          template: { spec: { containers: [{ ...main, volumeMounts: [{ name: 'data' }] }] } },
        },
      },
    },
  ])('lets through: $name', ({ object }) => {
    expect(words(object)).toEqual([]);
  });

  it.each([
    {
      name: 'long Service',
      object: aService({ name: long(64) }),
      want: /^InvalidName .* has 64 characters, 63 are allowed/,
    },
    { name: 'Service with dots', object: aService({ name: 'a.b' }), want: /^InvalidName .*"a.b" may only hold/ },
    {
      name: 'Role with a slash',
      object: { ...rbacObject, metadata: { name: 'a/b' } },
      want: /^InvalidName .*"a\/b" may not hold/,
    },
    {
      name: 'long name',
      object: { ...aPod({}), metadata: { name: long(254) } },
      want: /^InvalidName .* 253 are allowed/,
    },
    {
      name: 'request above its limit',
      object: aPod({
        containers: [{ ...main, resources: { requests: { memory: '200Mi' }, limits: { memory: '77Mi' } } }],
      }),
      want: /^InvalidField .*containers\[main\] requests 200Mi of memory, above its limit of 77Mi/,
    },
    {
      name: 'label value',
      object: aService({ labels: { a: 'b c' } }),
      want: /^InvalidLabel .*metadata.labels\["a"\] "b c"/,
    },
    { name: 'label key', object: aService({ labels: { 'a/b/c': '' } }), want: /^InvalidLabel .* more than one slash/ },
    { name: 'label prefix', object: aService({ labels: { 'A/b': '' } }), want: /^InvalidLabel/ },
    {
      name: 'annotation key',
      object: aService({ annotations: { 'b c': '' } }),
      want: /^InvalidLabel .*metadata.annotations/,
    },
    {
      name: 'annotations',
      object: aService({ annotations: { a: long(262_144) } }),
      want: /^InvalidLabel .* 262145 bytes/,
    },
    {
      name: 'pod label',
      object: aPod({}, { labels: { a: '-' } }),
      want: /^InvalidLabel .*spec.template.metadata.labels/,
    },
    {
      name: 'Service ports',
      object: aService({}, [{ name: 'a' }, { name: 'a' }]),
      want: /^DuplicateKey .*two ports named "a"/,
    },
    { name: 'volume name', object: aPod({ volumes: [{ name: 'A' }] }), want: /^InvalidName .*a volume/ },
    { name: 'ServiceAccount', object: aPod({ serviceAccountName: 'a b' }), want: /^InvalidName .*serviceAccountName/ },
    {
      name: 'container twice',
      object: aPod({ initContainers: [main] }),
      want: /^DuplicateKey .*two containers named "main"/,
    },
    { name: 'no image', object: aPod({ containers: [{ name: 'a' }] }), want: /^InvalidField .*\[a\] has no image/ },
    {
      name: 'variable',
      object: aPod({ containers: [{ ...main, env: [{ name: 'A=' }] }] }),
      want: /^InvalidName .*a variable/,
    },
    {
      name: 'port name',
      object: aPod({ containers: [{ ...main, ports: [{ name: '80' }] }] }),
      want: /^InvalidName .*no letter/,
    },
    {
      name: 'mount',
      object: aPod({ containers: [{ ...main, volumeMounts: [{ name: 'x' }] }] }),
      want: /^VolumeNotFound .*"x"/,
    },
  ])('names what would be refused: $name', ({ object, want }) => {
    expect(words(object)).toEqual([expect.stringMatching(want)]);
  });
});
