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
  it.each([
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
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
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
