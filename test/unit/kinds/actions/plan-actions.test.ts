import { describe, expect, it } from 'vitest';
import { actionGrants } from '../../../../hooks/kinds/actions/action-access.ts';
import { failureAnnotation } from '../../../../hooks/kinds/actions/job-state.ts';
import type { ActionPlan } from '../../../../hooks/kinds/actions/plan-actions.ts';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
import { aClaim, aSet, aTemplate, type Case, changeOf, planFor, settingsOf } from '../../../fixtures/some-actions.ts';
import { aWorkload, observe, readyStatus } from '../../../fixtures/workload-objects.ts';

const jobOf = ({ children }: ActionPlan) => children.find(({ kind }) => kind === 'Job');
const argsOf = (plan: ActionPlan) => fieldAt(fieldAt(jobOf(plan), ['spec', 'template', 'spec']), ['containers']);
const verbOf = (plan: ActionPlan) => /^vmop-([a-z]+)-[0-9a-f]{16}$/.exec(jobOf(plan)?.metadata.name ?? '')?.[1];
const summary = (plan: ActionPlan) => ({
  verb: verbOf(plan),
  reasons: [...plan.findings, ...plan.failures].map(({ reason }) => reason),
});

const larger = aSet({ volumeClaimTemplates: [aTemplate('2Gi')] });
/** With a further claim, which the pods mount; a patch changes them. */
const withMore = (podSpec: object = {}) =>
  aWorkload('StatefulSet', {
    spec: { volumeClaimTemplates: [aTemplate('1Gi'), aTemplate('1Gi', {}, 'more')] },
    podSpec: {
      containers: [{ name: 'main', image: 'db:1', volumeMounts: [{ name: 'more', mountPath: '/more' }] }],
      ...podSpec,
    },
  });
const withDirectory = aWorkload('StatefulSet', { podSpec: { volumes: [{ name: 'data', emptyDir: {} }] } });
const isDue = new Set(['StatefulSet demo/db']);
const grownClaims = [aClaim('data-db-0', '2Gi'), aClaim('data-db-1', '2Gi')];
const rolling = { ...readyStatus, updatedReplicas: 1, updateRevision: 'db-2', currentRevision: 'db-1' };
const renewed = { ...readyStatus, updatedReplicas: 0, updateRevision: 'db-2', currentRevision: 'db-2' };
const pair = { rollingUpdate: { maxUnavailable: 2 }, type: 'RollingUpdate' };
const ordered = aSet({ podManagementPolicy: 'OrderedReady' });

describe('planActions', () => {
  it.each<{
    readonly name: string;
    readonly given: Case;
    readonly verb?: string;
    readonly reasons?: readonly string[];
  }>([
    { name: 'nothing to do', given: {} },
    { name: 'a larger template', given: { wished: larger }, verb: 'grow', reasons: ['ActionPending'] },
    {
      name: 'growing does not wait for ready pods: the volume may be full',
      given: { wished: larger, patch: { isSettled: false } },
      verb: 'grow',
      reasons: ['ActionPending'],
    },
    {
      name: 'half of the claims have grown',
      given: { wished: larger, related: [aClaim('data-db-0', '2Gi'), aClaim('data-db-1', '1Gi')] },
      verb: 'grow',
      reasons: ['ActionPending'],
    },
    {
      name: 'a claim of a former replica',
      given: { wished: larger, related: [...grownClaims, aClaim('data-db-7', '1Gi')] },
      verb: 'grow',
      reasons: ['ActionPending'],
    },
    {
      name: 'claims of others and those that go are none of its',
      given: {
        wished: larger,
        related: [
          ...grownClaims,
          aClaim('data-db-x-0', '1Gi'),
          aClaim('data-db-0', '1Gi', 'fast', { namespace: 'other' }),
          aClaim('data-db-2', '1Gi', 'fast', { deletionTimestamp: '2026-01-01T00:00:00Z' }),
        ],
      },
      verb: 'replace',
      reasons: ['ActionPending'],
    },
    {
      name: 'all claims have grown',
      given: { wished: larger, related: grownClaims },
      verb: 'replace',
      reasons: ['ActionPending'],
    },
    {
      name: 'all claims have grown, but not everything is ready',
      given: { wished: larger, related: grownClaims, patch: { isSettled: false } },
      reasons: ['ActionPending'],
    },
    {
      name: 'a StatefulSet that goes is not deleted again',
      given: { wished: larger, related: grownClaims, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } },
    },
    {
      name: 'claims smaller than a template that is as wished',
      given: { wished: larger, former: larger },
      verb: 'grow',
      reasons: ['ActionPending'],
    },
    { name: 'claims larger than wished stay', given: { related: grownClaims } },
    {
      name: 'a class that cannot expand',
      given: {
        wished: aSet({ volumeClaimTemplates: [aTemplate('2Gi', { storageClassName: 'fixed' })] }),
        former: aSet({ volumeClaimTemplates: [aTemplate('1Gi', { storageClassName: 'fixed' })] }),
        related: [aClaim('data-db-0', '1Gi', 'fixed')],
      },
      reasons: ['StorageCannotGrow'],
    },
    {
      name: 'one claim of two cannot expand: none does',
      given: { wished: larger, related: [aClaim('data-db-0', '1Gi'), aClaim('data-db-1', '1Gi', 'fixed')] },
      reasons: ['StorageCannotGrow'],
    },
    {
      name: 'a smaller template',
      given: { former: larger, related: grownClaims },
      reasons: ['StorageShrink'],
    },
    {
      name: 'another class',
      given: { wished: aSet({ volumeClaimTemplates: [aTemplate('2Gi', { storageClassName: 'slow' })] }) },
      reasons: ['StorageClassChanged'],
    },
    {
      name: 'a further claim that nothing mounts: the pods would count as up to date without it',
      given: { wished: withMore({ containers: [] }), patch: { due: isDue } },
      reasons: ['ImmutableField'],
    },
    {
      name: 'a further claim of the name of a volume',
      given: { wished: withMore({ volumes: [{ name: 'more', emptyDir: {} }] }), patch: { due: isDue } },
      reasons: ['ImmutableField'],
    },
    {
      name: 'a further claim that is mounted, before its turn',
      given: { wished: withMore() },
      reasons: ['ActionPending'],
    },
    {
      name: 'when it is its turn, whatever else is not ready',
      given: { wished: withMore(), patch: { due: isDue, isSettled: false } },
      verb: 'replace',
      reasons: ['ActionPending'],
    },
    {
      name: 'a further claim beside a smaller one',
      given: { wished: withMore(), former: larger, patch: { due: isDue } },
      reasons: ['StorageShrink'],
    },
    {
      name: 'a volume instead of a claim, before its turn',
      given: { wished: withDirectory },
      reasons: ['ActionPending'],
    },
    {
      name: 'a volume instead of a claim',
      given: { wished: withDirectory, patch: { due: isDue } },
      verb: 'replace',
      reasons: ['ActionPending'],
    },
    {
      name: 'pods around which it was made anew',
      given: { status: renewed, patch: { renewing: new Set(['db']) } },
      verb: 'roll',
      reasons: ['ActionPending'],
    },
    {
      name: 'the same, and it is to be made anew once more: first its pods',
      given: { wished: withMore(), status: renewed, patch: { renewing: new Set(['db']) } },
      verb: 'roll',
      reasons: ['ActionPending', 'ActionPending'],
    },
    {
      name: 'one claim less',
      given: { wished: aSet({ volumeClaimTemplates: [] }) },
      verb: 'replace',
      reasons: ['ActionPending'],
    },
    { name: 'serviceName', given: { wished: aSet({ serviceName: 'x' }) }, verb: 'replace', reasons: ['ActionPending'] },
    {
      name: 'podManagementPolicy',
      given: { wished: aSet({ podManagementPolicy: 'Parallel' }), former: ordered },
      verb: 'replace',
      reasons: ['ActionPending'],
    },
    {
      name: 'a selector that does not find the pods',
      given: { wished: aSet({ selector: { matchLabels: { app: 'other' } } }) },
      reasons: ['ImmutableField'],
    },
    {
      name: 'a wider selector that finds the pods',
      given: { former: aSet({ selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }) },
      verb: 'replace',
      reasons: ['ActionPending'],
    },
    {
      name: 'manual',
      given: { wished: larger, patch: { settings: settingsOf({ VMOP_IMAGE: 'vmop:v1', VMOP_ACTIONS: 'manual' }) } },
      reasons: ['ActionRequired'],
    },
    {
      name: 'no image',
      given: { wished: larger, patch: { settings: settingsOf({}) } },
      reasons: ['ActionRequired'],
    },
    { name: 'one pod at a time needs no help', given: { status: rolling } },
    {
      name: 'two pods at a time, which Kubernetes does itself',
      given: { wished: aSet({ updateStrategy: pair }), former: aSet({ updateStrategy: pair }), status: rolling },
    },
    {
      name: 'two pods at a time, which the API server dropped',
      given: {
        wished: aSet({ updateStrategy: pair }),
        former: aSet({ updateStrategy: pair }),
        dropped: true,
        status: rolling,
      },
      verb: 'roll',
      reasons: ['ActionPending'],
    },
    {
      name: 'pods in order',
      given: { wished: ordered, former: ordered, status: rolling },
      verb: 'roll',
      reasons: ['ActionPending'],
    },
    {
      name: 'a roll-out that its controller has not noticed',
      given: { wished: ordered, former: ordered, status: { ...rolling, observedGeneration: 0 } },
    },
  ])('$name', ({ given, verb, reasons = [] }) => {
    expect(summary(planFor(given))).toEqual({ verb, reasons });
  });

  it('the Job has the same name until all its claims have grown, and another one for another wish', () => {
    const name = (given: Case) => jobOf(planFor(given))?.metadata.name;
    const half = name({ wished: larger, related: [aClaim('data-db-0', '2Gi'), aClaim('data-db-1', '1Gi')] });
    expect(name({ wished: larger })).toBe(half);
    expect(name({ wished: aSet({ volumeClaimTemplates: [aTemplate('3Gi')] }) })).not.toBe(half);
    const another = aClaim('data-db-1', '1Gi', 'fast', { uid: 'another' });
    expect(name({ wished: larger, related: [aClaim('data-db-0', '1Gi'), another] })).not.toBe(half);
    expect(argsOf(planFor({ wished: larger }))).toMatchObject([
      {
        image: 'vmop:v1',
        args: [
          ...['act', 'grow', '--namespace', 'demo', '--stateful-set', 'db', '--uid', 'uid-db'],
          ...['--claim', 'data-db-0,uid-data-db-0,2Gi', '--claim', 'data-db-1,uid-data-db-1,2Gi'],
          ...['--job', half],
        ],
      },
    ]);
  });

  it.each([
    {
      name: 'the annotation',
      metadata: { annotations: { [failureAnnotation]: 'because' } },
      message: 'x',
      says: 'because',
    },
    {
      name: 'the exit code',
      metadata: {},
      message: 'Container vmop for pod demo/x failed with exit code 20 matching FailJob rule at index 0',
      says: 'could not be reached',
    },
    {
      name: 'the message',
      metadata: {},
      message: 'Job was active longer than specified deadline',
      says: 'specified deadline',
    },
  ])('a failed Job stays and is explained: $name', ({ metadata, message, says }) => {
    const first = planFor({ wished: larger });
    const children = first.children.map((child) =>
      child.kind === 'Job'
        ? observe(child, {
            metadata: { ...child.metadata, annotations: { ...child.metadata.annotations, ...metadata.annotations } },
            status: { conditions: [{ type: 'Failed', status: 'True', message }] },
          })
        : observe(child),
    );
    const plan = planFor({ wished: larger, children });
    expect(plan.children).toEqual(first.children);
    expect(plan.failures).toMatchObject([{ reason: 'ActionFailed', message: expect.stringContaining(says) }]);
    expect(plan.failures[0]?.message).toContain('kubectl -n demo patch pvc $claim');
    expect(plan.awaited).toEqual([]);
  });

  it('StatefulSets are made anew one at a time', () => {
    const wished = aSet({ serviceName: 'x' });
    const changes = [changeOf({ wished }), changeOf({ wished })];
    const plan = planFor({ patch: { changes } });
    expect(plan.children.filter(({ kind }) => kind === 'Job')).toHaveLength(1);
    expect(plan.findings.map(({ reason }) => reason)).toEqual(['ActionPending', 'ActionPending']);
  });

  it.each([
    { name: 'grow', given: { wished: larger } },
    { name: 'replace', given: { wished: aSet({ serviceName: 'x' }) } },
    { name: 'roll', given: { wished: ordered, former: ordered, status: rolling } },
  ])('the Role of $name names every object, and holds nothing that Metacontroller does not', ({ given }) => {
    const role: unknown = planFor(given).children.find(({ kind }) => kind === 'Role');
    const rules = fieldAt(role, ['rules']);
    expect(Array.isArray(rules) ? rules.length : 0).toBeGreaterThan(1);
    for (const rule of Array.isArray(rules) ? rules : []) {
      expect(rule).toMatchObject({ resourceNames: [expect.any(String), ...rule.resourceNames.slice(1)] });
      for (const verb of rule.verbs) {
        const held = actionGrants.some(
          ({ resources, verbs }) => resources?.[0] === rule.resources[0] && verbs.includes(verb),
        );
        expect(held, `${verb} ${rule.resources[0]}`).toBe(true);
      }
    }
  });
});
