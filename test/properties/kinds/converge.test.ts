import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { answerDecorate } from '../../../hooks/dispatch/answer-decorate.ts';
import { answerSync, type SyncAnswer } from '../../../hooks/dispatch/answer-sync.ts';
import { HookError } from '../../../hooks/dispatch/hook-error.ts';
import { applyObject } from '../../../hooks/driver/apply.ts';
import { namespaceExtrasChildKinds } from '../../../hooks/kinds/namespace-extras/relate.ts';
import { type KubeObject, objectKey } from '../../../hooks/lib/kube-object.ts';
import { groupKey } from '../../../hooks/metacontroller/contract.ts';
import { stampHash } from '../../../hooks/metacontroller/desired-hash.ts';
import { retain } from '../../../hooks/metacontroller/retain.ts';
import { aVault, aVaultClaim, type VaultSpec, vaultKind } from '../../fixtures/claim-kind.ts';
import { aStack, stackKind } from '../../fixtures/stack-kind.ts';
import { aWorkload, groupObjects, observe, readyStatus } from '../../fixtures/workload-objects.ts';

const groups = ['StatefulSet.apps/v1', 'Deployment.apps/v1', 'ConfigMap.v1'];
const image = fc.constantFrom('db:1', 'db:2');
const status = fc.constantFrom<object | undefined>(
  readyStatus,
  { ...readyStatus, readyReplicas: 0 },
  { ...readyStatus, observedGeneration: 0 },
  {
    ...readyStatus,
    readyReplicas: 0,
    conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
  },
  undefined,
);
/** How a child may be found: made by us, by us without hash, or by somebody else. */
const make = fc.constantFrom(
  (object: KubeObject) => observe(stampHash(object)),
  (object: KubeObject) => observe(object),
  (object: KubeObject) => observe(object, { manager: 'app' }),
);
const child = fc
  .record({
    kind: fc.constantFrom<'StatefulSet' | 'Deployment'>('StatefulSet', 'Deployment'),
    name: fc.constantFrom('storage', 'select', 'old'),
    image,
    status,
    make,
  })
  .map(({ kind, name, image: tag, status: found, make: observed }) => {
    const live = observed(aWorkload(kind, { name, podSpec: { containers: [{ name: 'main', image: tag }] } }));
    return found === undefined ? live : { ...live, status: found };
  });
const children = fc.uniqueArray(child, { selector: objectKey, maxLength: 5 });
const parent = fc
  .record({
    spec: fc.record(
      { image, withSelect: fc.boolean(), paused: fc.boolean(), impossible: fc.boolean() },
      { requiredKeys: [] },
    ),
    isReadable: fc.boolean(),
    isOfficial: fc.boolean(),
    isGoing: fc.boolean(),
  })
  .map(({ spec, isReadable, isOfficial, isGoing }) => {
    const metadata = {
      ...(isOfficial ? { finalizers: ['apps.victoriametrics.com/finalizer'] } : {}),
      ...(isGoing ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
    };
    return isReadable ? aStack(spec, metadata) : { ...aStack({}, metadata), spec: { image: 5 } };
  });

const sync = (cr: KubeObject, observed: readonly KubeObject[], now = '2026-01-01T00:00:00Z') =>
  answerSync({ parent: cr, children: groupObjects(observed, groups), related: {} }, stackKind, defaultSettings, now);

/** The answer, or null where the guard refused it. */
function trySync(cr: KubeObject, observed: readonly KubeObject[]): SyncAnswer | null {
  try {
    return sync(cr, observed);
  } catch (error) {
    if (error instanceof HookError && error.reason === 'DataLossRefused') return null;
    throw error;
  }
}

describe('convergeWorkload behind the dispatch', () => {
  it('never answers without an observed StatefulSet, whatever the parent and the children look like', () => {
    fc.assert(
      fc.property(parent, children, (cr, observed) => {
        const answer = trySync(cr, observed);
        if (answer === null) return;
        const answered = new Set(answer.children.map(objectKey));
        for (const live of observed) if (live.kind === 'StatefulSet') expect(answered).toContain(objectKey(live));
      }),
    );
  });

  it('gives the same bytes for any order of children', () => {
    fc.assert(
      fc.property(parent, children, (cr, observed) => {
        expect(JSON.stringify(trySync(cr, observed.toReversed()))).toBe(JSON.stringify(trySync(cr, observed)));
      }),
    );
  });

  it('changes nothing of a workload that is paused or unreadable', () => {
    fc.assert(
      fc.property(
        children,
        fc.constantFrom(aStack({ paused: true }), { ...aStack(), spec: { image: 5 } }),
        (observed, cr) => {
          const { children: answered } = sync(cr, observed);
          expect(answered.map(objectKey).toSorted()).toEqual(observed.map(objectKey).toSorted());
          for (const live of observed) expect(answered).toContainEqual(retain(live, 'vmop'));
        },
      ),
    );
  });

  it('settles: applied and ready again and again, it ends operational and then stays byte-equal', () => {
    fc.assert(
      fc.property(children, fc.record({ image, withSelect: fc.boolean() }), (observed, spec) => {
        // The guard refuses to drop a StatefulSet that no spec names; that is another property.
        let live = observed.filter(({ metadata, kind }) => kind === 'Deployment' || metadata.name === 'storage');
        let cr = aStack(spec);
        let answer = sync(cr, live);
        for (let round = 0; round < 6; round++) {
          const before = new Map(live.map((object) => [objectKey(object), object]));
          live = answer.children.map((desired) => {
            const after = applyObject(before.get(objectKey(desired)), desired, 'vmop');
            return { ...after, metadata: { ...after.metadata, generation: 1 }, status: readyStatus };
          });
          cr = { ...cr, status: answer.status };
          answer = sync(cr, live, `2026-01-01T00:00:0${round}Z`);
        }
        expect(answer.status).toMatchObject({ updateStatus: 'operational' });
        expect(JSON.stringify(sync({ ...cr, status: answer.status }, live, '2026-01-02T00:00:00Z'))).toBe(
          JSON.stringify(answer),
        );
      }),
    );
  });
});

describe('the Namespace decorator', () => {
  const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', uid: 'uid-ns' } };
  const required = [
    'PersistentVolumeClaim.v1',
    'StorageClass.storage.k8s.io/v1',
    'Vault.operator.victoriametrics.com/v1beta1',
  ];
  const attachmentGroups = namespaceExtrasChildKinds.map(({ apiVersion, kind }) => groupKey(apiVersion, kind));
  const vaultSpec: fc.Arbitrary<VaultSpec> = fc.record(
    { size: fc.constantFrom('1Gi', '2Gi'), remove: fc.boolean(), paused: fc.boolean(), broken: fc.boolean() },
    { requiredKeys: [] },
  );
  const name = fc.constantFrom('gold', 'iron');
  const vault = fc
    .record({ spec: vaultSpec, name, uid: fc.constantFrom('u1', 'u2', 'u3'), isOfficial: fc.boolean() })
    .map(({ spec, isOfficial, ...metadata }) =>
      aVault(spec, { ...metadata, ...(isOfficial ? { finalizers: ['apps.victoriametrics.com/finalizer'] } : {}) }),
    );
  const vaults = fc
    .uniqueArray(vault, { selector: ({ metadata }) => metadata.uid, maxLength: 2 })
    .filter((list) => new Set(list.map(({ metadata }) => metadata.name)).size === list.length);
  const claim = fc
    .record({
      name,
      size: fc.constantFrom('1Gi', '5Gi'),
      intent: fc.constantFrom('u1', 'u2', 'u9', null),
      of: fc.constantFrom('Vault/gold', 'Cellar/x'),
    })
    .map(({ name: of, size, intent, of: owner }) => {
      const base = aVaultClaim(size, of);
      const annotations = {
        'vmop.victoriametrics.com/claim-of': owner,
        ...(intent === null ? {} : { 'vmop.victoriametrics.com/remove-with': intent }),
      };
      return observe({ ...base, metadata: { ...base.metadata, annotations } }, { status: { phase: 'Bound' } });
    });
  const claims = fc.uniqueArray(claim, { selector: objectKey, maxLength: 2 });
  const decorate = (crs: readonly KubeObject[], live: readonly KubeObject[], attached: readonly KubeObject[]) =>
    answerDecorate(
      {
        object: namespace,
        attachments: groupObjects(attached, attachmentGroups),
        related: groupObjects([...crs, ...live], required),
      },
      [vaultKind],
      defaultSettings,
    ).attachments;

  /** The CR of the claim's intent is of a known kind and not there. */
  const isGone = ({ metadata: { annotations = {} } }: KubeObject, crs: readonly KubeObject[]) => {
    const intent = annotations['vmop.victoriametrics.com/remove-with'];
    const isKnown = annotations['vmop.victoriametrics.com/claim-of'] === 'Vault/gold';
    return isKnown && intent !== undefined && crs.every(({ metadata }) => metadata.uid !== intent);
  };

  it('keeps every attached claim and controls none, but for a gone CR whose intent it carries', () => {
    fc.assert(
      fc.property(vaults, claims, fc.boolean(), (crs, live, isAttached) => {
        const answered = new Map(
          decorate(crs, live, isAttached ? live : []).map((object) => [objectKey(object), object]),
        );
        for (const object of live.filter((candidate) => !isGone(candidate, crs))) {
          const answer = answered.get(objectKey(object));
          if (isAttached) expect(answer).toBeDefined();
          expect(answer?.metadata.ownerReferences?.[0]?.controller ?? false).toBe(false);
        }
      }),
    );
  });

  it('changes no live claim but its annotations and owner where no class allows growth', () => {
    fc.assert(
      fc.property(vaults, claims, fc.boolean(), (crs, live, isAttached) => {
        const before = new Map(live.map((object) => [objectKey(object), object]));
        for (const answer of decorate(crs, live, isAttached ? live : [])) {
          const object = before.get(objectKey(answer));
          if (object !== undefined) expect(applyObject(object, answer, 'vmop').spec).toEqual(object.spec);
        }
      }),
    );
  });

  it('gives the same bytes for any order', () => {
    fc.assert(
      fc.property(vaults, claims, (crs, live) => {
        expect(JSON.stringify(decorate(crs.toReversed(), live.toReversed(), live))).toBe(
          JSON.stringify(decorate(crs, live, live)),
        );
      }),
    );
  });
});
