import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../../hooks/api/settings-table.ts';
import { applyObject } from '../../../../hooks/driver/apply.ts';
import { relateNamespaceExtras } from '../../../../hooks/kinds/namespace-extras/relate.ts';
import { syncNamespaceExtras } from '../../../../hooks/kinds/namespace-extras/sync.ts';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { storageRequest } from '../../../../hooks/metacontroller/storage-request.ts';
import { aVault, aVaultClaim, vaultKind } from '../../../fixtures/claim-kind.ts';
import { groupObjects, observe } from '../../../fixtures/workload-objects.ts';

const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', uid: 'uid-ns' } };
const groups = [
  'PersistentVolumeClaim.v1',
  'StorageClass.storage.k8s.io/v1',
  'Vault.operator.victoriametrics.com/v1beta1',
];
const attachmentGroups = [
  'PersistentVolumeClaim.v1',
  'ClusterRole.rbac.authorization.k8s.io/v1',
  'ClusterRoleBinding.rbac.authorization.k8s.io/v1',
];
const bound = { phase: 'Bound' };
const storageClass = (
  name: string,
  allowVolumeExpansion: boolean,
  annotations = {},
): KubeObject & { readonly allowVolumeExpansion: boolean } => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name, annotations },
  allowVolumeExpansion,
});
const elastic = storageClass('elastic', true, { 'storageclass.kubernetes.io/is-default-class': 'true' });
const rigid = storageClass('rigid', false, { 'storageclass.kubernetes.io/is-default-class': 'true' });

const decorate = (related: readonly KubeObject[], attached: readonly KubeObject[] = [], ns = namespace) =>
  syncNamespaceExtras({
    namespace: ns,
    attachments: groupObjects(attached, attachmentGroups),
    related: groupObjects(related, groups),
    kinds: [vaultKind],
    settings: defaultSettings,
  });

/** A claim as it is observed after the decorator made it for this Vault. */
function made(vault: KubeObject, patch: Parameters<typeof observe>[1] = {}): KubeObject {
  const [claim] = decorate([vault]).attachments;
  if (claim === undefined) throw new Error('no claim was made');
  return observe(claim, { status: bound, ...patch });
}

const owner = (controller: boolean) => [
  { apiVersion: 'v1', kind: 'Namespace', name: 'demo', uid: 'uid-ns', controller, blockOwnerDeletion: false },
];
const intentOf = (claim: KubeObject | undefined) =>
  claim?.metadata.annotations?.['vmop.victoriametrics.com/remove-with'];

describe('syncNamespaceExtras', () => {
  it('creates a claim owned by the Namespace, but not controlled by it', () => {
    const claim = aVaultClaim('1Gi');
    expect(decorate([aVault()])).toEqual({
      attachments: [
        {
          ...claim,
          metadata: {
            ...claim.metadata,
            annotations: { 'vmop.victoriametrics.com/claim-of': 'Vault/gold' },
            ownerReferences: owner(false),
          },
        },
      ],
    });
    expect(intentOf(decorate([aVault({ size: '1Gi', remove: true })]).attachments[0])).toBe('uid-gold');
  });

  it.each([
    { name: 'grows where the default class allows it', related: [elastic], wish: '2Gi', want: '2Gi' },
    { name: 'not where the class forbids it', related: [rigid], wish: '2Gi', want: '1Gi' },
    { name: 'not without a class', related: [], wish: '2Gi', want: '1Gi' },
    {
      name: 'the annotation forces',
      related: [rigid],
      annotations: { 'operator.victoriametrics.com/pvc-allow-volume-expansion': 'true' },
      wish: '2Gi',
      want: '2Gi',
    },
    {
      name: 'the annotation forbids',
      related: [elastic],
      annotations: { 'operator.victoriametrics.com/pvc-allow-volume-expansion': 'false' },
      wish: '2Gi',
      want: '1Gi',
    },
    { name: 'not before it is bound', related: [elastic], status: { phase: 'Pending' }, wish: '2Gi', want: '1Gi' },
    { name: 'never shrinks', related: [elastic], wish: '500Mi', want: '1Gi' },
  ])('a live claim: $name', ({ related, annotations = {}, status = bound, wish, want }) => {
    const claim = made(aVault());
    const live = {
      ...claim,
      status,
      metadata: { ...claim.metadata, annotations: { ...claim.metadata.annotations, ...annotations } },
    };
    expect(decorate([aVault({ size: wish }), live, ...related]).attachments.map(storageRequest)).toEqual([want]);
  });

  it('the CR is gone: without intent the claim stays untouched, with one it goes in two steps', () => {
    expect(decorate([made(aVault())])).toEqual({ attachments: [] });
    const doomed = made(aVault({ size: '1Gi', remove: true }));
    const first = decorate([doomed]);
    expect(first.attachments).toMatchObject([{ metadata: { name: 'vault-gold', ownerReferences: owner(true) } }]);
    const attached = { ...applyObject(doomed, first.attachments[0] ?? doomed, 'vmop') };
    expect(attached.spec).toEqual(doomed.spec);
    expect(decorate([attached], [attached])).toEqual({
      attachments: [],
      removes: ['PersistentVolumeClaim demo/vault-gold'],
    });
  });

  it('a CR recreated under the same name keeps the claim, and the intent becomes its own', () => {
    const doomed = made(aVault({ size: '1Gi', remove: true }));
    const again = (remove: boolean) =>
      decorate([aVault({ size: '1Gi', remove }, { uid: 'uid-2' }), doomed], [doomed]).attachments;
    expect(again(true)).toMatchObject([{ metadata: { ownerReferences: owner(false) } }]);
    expect(intentOf(again(true)[0])).toBe('uid-2');
    expect(intentOf(again(false)[0])).toBeUndefined();
  });

  it.each([
    { name: 'toggled off', vault: aVault({ size: '1Gi' }), answered: 1, intent: undefined },
    { name: 'toggled off while paused', vault: aVault({ size: '1Gi', paused: true }), answered: 1, intent: undefined },
    {
      name: 'toggled off while being deleted',
      vault: aVault({ size: '1Gi' }, { deletionTimestamp: '2026-01-01T00:00:00Z' }),
      answered: 1,
      intent: undefined,
    },
    {
      name: 'paused and unchanged',
      vault: aVault({ size: '9Gi', remove: true, paused: true }),
      answered: 0,
      intent: undefined,
    },
    { name: 'storage removed from the spec', vault: aVault({}), answered: 1, intent: undefined },
    { name: 'unreadable', vault: aVault({ broken: true }), answered: 0, intent: undefined },
    {
      name: 'of the official operator',
      vault: aVault({ size: '9Gi' }, { finalizers: ['apps.victoriametrics.com/finalizer'] }),
      answered: 0,
      intent: undefined,
    },
    { name: 'still on', vault: aVault({ size: '1Gi', remove: true }), answered: 1, intent: 'uid-gold' },
  ])('a claim with an intent whose CR lives: $name', ({ vault, answered, intent }) => {
    const { attachments, removes } = decorate([vault, made(aVault({ size: '1Gi', remove: true }))]);
    expect(removes).toBeUndefined();
    expect(attachments).toHaveLength(answered);
    for (const claim of attachments) {
      expect(intentOf(claim)).toBe(intent);
      expect(storageRequest(claim)).toBe('1Gi');
    }
  });

  it('an intent of a kind that this release does not know proves nothing', () => {
    const doomed = made(aVault({ size: '1Gi', remove: true }));
    for (const annotations of [
      { ...doomed.metadata.annotations, 'vmop.victoriametrics.com/claim-of': 'Cellar/gold' },
      { 'vmop.victoriametrics.com/remove-with': 'uid-gold' },
    ]) {
      const other = { ...doomed, metadata: { ...doomed.metadata, annotations } };
      expect(decorate([other])).toEqual({ attachments: [] });
      expect(decorate([other], [other]).attachments).toMatchObject([{ metadata: { ownerReferences: owner(false) } }]);
    }
  });

  it('claims of StatefulSets and of strangers are left alone', () => {
    const foreign = { ...aVaultClaim('1Gi', 'other'), metadata: { name: 'data-db-0', namespace: 'demo', uid: 'x' } };
    expect(decorate([foreign])).toEqual({ attachments: [] });
  });

  it('is quiet while the Namespace goes, and keeps what is attached', () => {
    const going = { ...namespace, metadata: { ...namespace.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    expect(decorate([aVault()], [], going)).toEqual({ attachments: [] });
    expect(decorate([], [made(aVault())], going).attachments).toMatchObject([
      { metadata: { ownerReferences: owner(true) } },
    ]);
  });

  it('a second sync of what was applied is a no-op', () => {
    const vault = aVault({ size: '1Gi', remove: true });
    const live = made(vault);
    const again = decorate([vault, live, elastic]).attachments[0] ?? live;
    expect(applyObject(live, again, 'vmop')).toEqual({ ...live });
    expect(fieldAt(again, ['status'])).toBeUndefined();
  });

  it('throws when a related group is missing: all CRs would look gone', () => {
    const doomed = made(aVault({ size: '1Gi', remove: true }));
    const related = groupObjects([doomed], groups.slice(0, 2));
    const attachments = groupObjects([], attachmentGroups);
    expect(() =>
      syncNamespaceExtras({ namespace, attachments, related, kinds: [vaultKind], settings: defaultSettings }),
    ).toThrow('lacks the related group Vault');
  });
});

it('relateNamespaceExtras: claims by label, classes, and the CRs of the Namespace', () => {
  expect(relateNamespaceExtras('demo', [vaultKind])).toEqual([
    {
      apiVersion: 'v1',
      resource: 'persistentvolumeclaims',
      namespace: 'demo',
      labelSelector: { matchLabels: { 'managed-by': 'vm-operator' } },
    },
    { apiVersion: 'storage.k8s.io/v1', resource: 'storageclasses', labelSelector: {} },
    { apiVersion: 'operator.victoriametrics.com/v1beta1', resource: 'vaults', namespace: 'demo', labelSelector: {} },
  ]);
});
