import { describe, expect, it } from 'vitest';
import { fieldAt } from '../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { keepImmutable } from '../../../hooks/metacontroller/immutable.ts';
import { aWorkload, observe } from '../../fixtures/workload-objects.ts';

const template = (size: string | number, extra: object = {}) => ({
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } },
  ...extra,
});
const defaulted = (size: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem', resources: { requests: { storage: size } } },
  status: { phase: 'Pending' },
});
const simple = (kind: string, spec: object, apiVersion = 'v1'): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'demo' },
  spec,
});
const claim = (spec: object) => simple('PersistentVolumeClaim', spec);
const storage = (size: string) => ({ resources: { requests: { storage: size } } });

describe('keepImmutable', () => {
  it.each([
    {
      name: 'podManagementPolicy',
      live: { podManagementPolicy: 'Parallel' },
      wish: { podManagementPolicy: 'OrderedReady' },
      kept: { podManagementPolicy: 'Parallel' },
    },
    { name: 'serviceName', live: { serviceName: 'a' }, wish: { serviceName: 'b' }, kept: { serviceName: 'a' } },
    {
      name: 'a larger template',
      live: { volumeClaimTemplates: [defaulted('1Gi')] },
      wish: { volumeClaimTemplates: [template('2Gi')] },
      kept: { volumeClaimTemplates: [defaulted('1Gi')] },
    },
    {
      name: 'a template with another label',
      live: { volumeClaimTemplates: [defaulted('1Gi')] },
      wish: { volumeClaimTemplates: [template('1Gi', { metadata: { name: 'data', labels: { a: 'b' } } })] },
      kept: { volumeClaimTemplates: [defaulted('1Gi')] },
    },
    { name: 'templates that were never there', live: {}, wish: { volumeClaimTemplates: [template('1Gi')] }, kept: {} },
    {
      name: 'templates that shall go',
      live: { volumeClaimTemplates: [template('1Gi')] },
      wish: {},
      kept: { volumeClaimTemplates: [template('1Gi')] },
    },
  ])('StatefulSet keeps $name and reports the wish', ({ live, wish, kept }) => {
    const { object, issues } = keepImmutable(
      aWorkload('StatefulSet', { spec: wish }),
      observe(aWorkload('StatefulSet', { spec: live })),
      'vmop',
    );
    expect(object).toEqual(aWorkload('StatefulSet', { spec: kept }));
    expect(issues).toMatchObject([{ reason: 'ImmutableField', message: expect.stringContaining('--cascade=orphan') }]);
  });

  it.each([
    {
      name: 'equal apart from defaults',
      live: { volumeClaimTemplates: [defaulted('1Gi')] },
      wish: { volumeClaimTemplates: [template('1024Mi')] },
    },
    {
      name: 'a bare number',
      live: { volumeClaimTemplates: [defaulted('1073741824')] },
      wish: { volumeClaimTemplates: [template(1073741824)] },
    },
    { name: 'mutable fields', live: { replicas: 1 }, wish: { replicas: 3, updateStrategy: { type: 'OnDelete' } } },
  ])('StatefulSet stays as wished, and so keeps its hash: $name', ({ live, wish }) => {
    const desired = aWorkload('StatefulSet', { spec: wish });
    expect(keepImmutable(desired, observe(aWorkload('StatefulSet', { spec: live })), 'vmop')).toEqual({
      object: desired,
      issues: [],
      refused: [],
    });
  });

  it('a field that is neither wished nor owned by us stays out; owned, it is emitted as it is', () => {
    const live = observe(aWorkload('StatefulSet'));
    const foreign = { ...live, spec: { ...Object(live.spec), podManagementPolicy: 'OrderedReady' } };
    expect(keepImmutable(aWorkload('StatefulSet'), foreign, 'vmop').object).toEqual(aWorkload('StatefulSet'));
    const own = observe(aWorkload('StatefulSet', { spec: { podManagementPolicy: 'OrderedReady' } }));
    const { object, issues } = keepImmutable(aWorkload('StatefulSet'), own, 'vmop');
    expect(fieldAt(object, ['spec', 'podManagementPolicy'])).toBe('OrderedReady');
    expect(issues).toEqual([]);
  });

  it('a kept selector brings its labels to the pods', () => {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'] as const) {
      const live = observe(aWorkload(kind, { spec: { selector: { matchLabels: { old: 'label' } } } }));
      const { object, issues } = keepImmutable(aWorkload(kind), live, 'vmop');
      expect(fieldAt(object, ['spec', 'selector'])).toEqual({ matchLabels: { old: 'label' } });
      expect(fieldAt(object, ['spec', 'template', 'metadata', 'labels'])).toEqual({ app: 'db', old: 'label' });
      expect(issues).toHaveLength(1);
    }
  });

  it.each([
    { name: 'headless stays headless', live: { clusterIP: 'None' }, wish: {}, kept: 'None', reported: 1 },
    {
      name: 'an address stays',
      live: { clusterIP: '10.0.0.1' },
      wish: { clusterIP: 'None' },
      kept: '10.0.0.1',
      reported: 1,
    },
    {
      name: 'an owned address without a wish is no finding',
      live: { clusterIP: '10.0.0.1' },
      wish: {},
      kept: '10.0.0.1',
      reported: 0,
    },
    { name: 'equal', live: { clusterIP: 'None' }, wish: { clusterIP: 'None' }, kept: 'None', reported: 0 },
    {
      name: 'to ExternalName all addresses go',
      live: { clusterIP: '10.0.0.1' },
      wish: { type: 'ExternalName' },
      kept: undefined,
      reported: 0,
    },
  ])('Service: $name', ({ live, wish, kept, reported }) => {
    const { object, issues } = keepImmutable(simple('Service', wish), observe(simple('Service', live)), 'vmop');
    expect(fieldAt(object, ['spec', 'clusterIP'])).toBe(kept);
    expect(issues).toHaveLength(reported);
  });

  it.each([
    { name: 'shrink', live: storage('10Gi'), wish: storage('5Gi'), kept: storage('10Gi'), reasons: ['StorageShrink'] },
    { name: 'growth', live: storage('10Gi'), wish: storage('11Gi'), kept: storage('11Gi'), reasons: [] },
    {
      name: 'the same amount keeps the wished form',
      live: storage('1Gi'),
      wish: storage('1024Mi'),
      kept: storage('1024Mi'),
      reasons: [],
    },
    {
      name: 'an unreadable wish',
      live: storage('1Gi'),
      wish: storage('lots'),
      kept: storage('1Gi'),
      reasons: ['InvalidField'],
    },
    {
      name: 'another class',
      live: { storageClassName: 'a', ...storage('1Gi') },
      wish: { storageClassName: 'b', ...storage('1Gi') },
      kept: { storageClassName: 'a', ...storage('1Gi') },
      reasons: ['ImmutableField'],
    },
    {
      name: 'a class for a claim without one',
      live: storage('1Gi'),
      wish: { storageClassName: 'b', ...storage('1Gi') },
      kept: { storageClassName: 'b', ...storage('1Gi') },
      reasons: [],
    },
    {
      name: 'other access modes',
      live: { accessModes: ['ReadWriteOnce'] },
      wish: { accessModes: ['ReadWriteMany'] },
      kept: { accessModes: ['ReadWriteOnce'] },
      reasons: ['ImmutableField'],
    },
    {
      name: 'a selector that was never there',
      live: {},
      wish: { selector: {} },
      kept: {},
      reasons: ['ImmutableField'],
    },
  ])('claim: $name', ({ live, wish, kept, reasons }) => {
    const { object, issues } = keepImmutable(claim(wish), observe(claim(live)), 'vmop');
    expect(object.spec).toEqual(kept);
    expect(issues.map(({ reason }) => reason)).toEqual(reasons);
  });

  it('keeps roleRef and the type of a Secret', () => {
    const binding = (name: string) => ({
      ...simple('RoleBinding', {}, 'rbac.authorization.k8s.io/v1'),
      roleRef: { name },
    });
    expect(keepImmutable(binding('new'), observe(binding('old')), 'vmop').object).toMatchObject({
      roleRef: { name: 'old' },
    });
    const secret = (type: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, type });
    expect(keepImmutable(secret('b'), observe(secret('a')), 'vmop').object).toMatchObject({ type: 'a' });
  });
});
