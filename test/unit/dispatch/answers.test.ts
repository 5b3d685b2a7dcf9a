import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { answerCustomize } from '../../../hooks/dispatch/answer-customize.ts';
import { answerDecorate, answerDecorateCustomize } from '../../../hooks/dispatch/answer-decorate.ts';
import { answerSync } from '../../../hooks/dispatch/answer-sync.ts';
import { HookError } from '../../../hooks/dispatch/hook-error.ts';
import type { RegisteredKind } from '../../../hooks/kinds/kind.ts';
import { namespaceExtrasChildKinds } from '../../../hooks/kinds/namespace-extras/relate.ts';
import { groupKey } from '../../../hooks/metacontroller/contract.ts';
import { stampHash } from '../../../hooks/metacontroller/desired-hash.ts';
import { aVault, vaultKind } from '../../fixtures/claim-kind.ts';
import { aStack, stackKind } from '../../fixtures/stack-kind.ts';
import { aWorkload, groupObjects, observe } from '../../fixtures/workload-objects.ts';

const now = '2026-01-01T00:00:00Z';
const groups = ['StatefulSet.apps/v1', 'Deployment.apps/v1', 'ConfigMap.v1'];
const storage = observe(stampHash(aWorkload('StatefulSet', { name: 'storage' })));
const body = (patch: object = {}) => ({
  controller: {},
  parent: aStack(),
  children: groupObjects([], groups),
  related: {},
  finalizing: false,
  ...patch,
});
const sync = (request: unknown, kind: RegisteredKind = stackKind) => answerSync(request, kind, defaultSettings, now);
const errorOf = (run: () => unknown): HookError | null => {
  try {
    run();
  } catch (error) {
    if (error instanceof HookError) return error;
    throw error;
  }
  return null;
};
/** The fake kind with a sync of its own. */
const withSync = (answer: NonNullable<RegisteredKind['controller']>['sync']): RegisteredKind =>
  stackKind.controller === undefined
    ? stackKind
    : { ...stackKind, controller: { ...stackKind.controller, sync: answer } };

describe('answerSync', () => {
  it('answers known fields only, and only what JSON carries', () => {
    const answer = sync(body());
    expect(Object.keys(answer).toSorted()).toEqual(['children', 'resyncAfterSeconds', 'status']);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
    expect(answer.children.map(({ kind }) => kind)).toEqual(['StatefulSet']);
  });

  it('a parent that its kind cannot read keeps its children and learns why', () => {
    const parent = { ...aStack(), spec: { image: 5 } };
    const answer = sync(body({ parent, children: groupObjects([storage], groups) }));
    expect(answer.children).toHaveLength(1);
    expect(answer.status).toMatchObject({ updateStatus: 'failed', reason: expect.stringContaining('spec.image') });
    expect(answerCustomize({ parent }, stackKind, defaultSettings)).toEqual({ relatedResources: [] });
  });

  it('a kind that asks admission learns what it would say', () => {
    const refusing: RegisteredKind = {
      ...stackKind,
      validate: () => ({ issues: [{ path: 'spec.image', reason: 'InvalidField', message: 'is ugly' }], warnings: [] }),
    };
    expect(sync(body(), refusing).status).toMatchObject({ updateStatus: 'expanding' });
    const { controller } = refusing;
    if (controller === undefined) throw new Error('the fake kind has a controller');
    expect(sync(body(), { ...refusing, controller: { ...controller, asksAdmission: true } })).toMatchObject({
      children: [],
      status: { updateStatus: 'failed', reason: 'spec.image: is ugly' },
    });
  });

  it('a strange old status makes nothing invalid', () => {
    const parent = { ...aStack(), status: { conditions: 'none', updateStatus: 7 } };
    expect(sync(body({ parent })).status).toMatchObject({ updateStatus: 'expanding' });
  });

  it.each([
    { name: 'no object', request: 'hello', status: 400, reason: 'InvalidRequest' },
    { name: 'no parent', request: body({ parent: undefined }), status: 400, reason: 'InvalidRequest' },
    {
      name: 'a parent without name',
      request: body({ parent: { ...aStack(), metadata: {} } }),
      status: 400,
      reason: 'InvalidRequest',
    },
    {
      name: 'children of hook version v1, by name only',
      request: body({ children: { 'StatefulSet.apps/v1': { storage } } }),
      status: 400,
      reason: 'InvalidRequest',
    },
    {
      name: 'a child in a foreign group',
      request: body({ children: { 'Deployment.apps/v1': { 'demo/storage': storage } } }),
      status: 400,
      reason: 'InvalidRequest',
    },
    { name: 'finalizing', request: body({ finalizing: true }), status: 400, reason: 'InvalidRequest' },
    { name: 'another kind', request: body({ parent: aVault() }), status: 400, reason: 'InvalidRequest' },
    {
      name: 'a missing child group',
      request: body({ children: groupObjects([], groups.slice(1)) }),
      status: 500,
      reason: 'GroupMissing',
    },
    {
      name: 'a missing related group',
      request: body({ parent: aStack({ bundle: 'b' }) }),
      status: 500,
      reason: 'GroupMissing',
    },
  ])('refuses $name', ({ request, status, reason }) => {
    expect(errorOf(() => sync(request))).toMatchObject({ status, reason });
  });

  it.each([
    {
      name: 'a throw',
      kind: withSync(() => {
        throw new Error('password=hunter2');
      }),
      reason: 'HookFailed',
    },
    { name: 'a dropped StatefulSet', kind: withSync(() => ({ children: [], status: {} })), reason: 'DataLossRefused' },
    {
      name: 'a status beyond the schema',
      kind: withSync(({ children }) => ({
        children: Object.values(children['StatefulSet.apps/v1'] ?? {}).map((child) => ({
          ...child,
          metadata: { name: 'storage', namespace: 'demo' },
        })),
        status: { replicas: 1 },
      })),
      reason: 'InvalidStatus',
    },
  ])('turns $name into an error that changes nothing and tells nothing', ({ kind, reason }) => {
    const error = errorOf(() => sync(body({ children: groupObjects([storage], groups) }), kind));
    expect(error).toMatchObject({ status: 500, reason });
    expect(error?.message).not.toContain('hunter2');
    expect(Buffer.byteLength(error?.message ?? '')).toBeLessThanOrEqual(200);
  });

  it('keeps messages short however long the names are', () => {
    const parent = aStack({}, { name: 'é'.repeat(250), namespace: undefined as never });
    const error = errorOf(() => sync(body({ parent })));
    expect(Buffer.byteLength(error?.message ?? '')).toBeLessThanOrEqual(200);
    expect(error?.reason).toBe('InvalidRequest');
  });
});

it('answerCustomize renders the rules of the kind', () => {
  expect(answerCustomize({ controller: {}, parent: aStack({ bundle: 'b' }) }, stackKind, defaultSettings)).toEqual({
    relatedResources: [{ apiVersion: 'v1', resource: 'configmaps', namespace: 'demo', names: ['b'] }],
  });
});

describe('the Namespace decorator', () => {
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', uid: 'uid-ns' } };
  const related = groupObjects([aVault()], ['PersistentVolumeClaim.v1', 'StorageClass.storage.k8s.io/v1']);
  const attachments = groupObjects(
    [],
    namespaceExtrasChildKinds.map(({ apiVersion, kind }) => groupKey(apiVersion, kind)),
  );
  const request = (patch: object = {}) => ({
    controller: {},
    object,
    attachments,
    related,
    finalizing: false,
    ...patch,
  });
  const decorate = (patch: object = {}) => answerDecorate(request(patch), [stackKind, vaultKind], defaultSettings);

  it('answers attachments and nothing that would be written to the Namespace', () => {
    const answer = decorate();
    expect(Object.keys(answer)).toEqual(['attachments']);
    expect(answer.attachments).toHaveLength(1);
  });

  it.each([
    { name: 'a decorated Pod', patch: { object: { ...object, kind: 'Pod' } }, status: 400, reason: 'InvalidRequest' },
    { name: 'missing attachments', patch: { attachments: {} }, status: 500, reason: 'GroupMissing' },
    {
      name: 'missing CRs',
      patch: { related: groupObjects([], ['PersistentVolumeClaim.v1', 'StorageClass.storage.k8s.io/v1']) },
      status: 500,
      reason: 'GroupMissing',
    },
  ])('refuses $name', ({ patch, status, reason }) => {
    expect(errorOf(() => decorate(patch))).toMatchObject({ status, reason });
  });

  it('relates what it reads', () => {
    const { relatedResources } = answerDecorateCustomize({ parent: object }, [stackKind, vaultKind]);
    expect(relatedResources.map(({ resource }) => resource)).toEqual([
      'persistentvolumeclaims',
      'storageclasses',
      'vaults',
    ]);
  });
});
