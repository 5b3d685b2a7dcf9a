import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../hooks/api/issue.ts';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { convergeWorkload, failedParent } from '../../../hooks/kinds/converge-workload.ts';
import type { Built, WorkloadCr } from '../../../hooks/kinds/workload.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { observedHash, stampHash } from '../../../hooks/metacontroller/desired-hash.ts';
import { retain } from '../../../hooks/metacontroller/retain.ts';
import { aWorkload, groupObjects, observe, readyStatus } from '../../fixtures/workload-objects.ts';

const now = '2026-01-01T00:00:00Z';
const issue: Issue = { path: 'spec.x', reason: 'InvalidField', message: 'must be text' };
const deployment = aWorkload('Deployment');
const config: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'demo' } };
const leftover = observe(config);

const aCr = (spec: WorkloadCr['spec'] = {}, metadata: Partial<WorkloadCr['metadata']> = {}): WorkloadCr => ({
  apiVersion: 'x/v1',
  kind: 'VMTest',
  metadata: { name: 'shop', namespace: 'demo', generation: 1, ...metadata },
  spec,
});
const converge = (cr: WorkloadCr, observed: readonly KubeObject[], built: Partial<Built> = {}) =>
  convergeWorkload(
    { parent: cr, children: groupObjects(observed), related: {}, settings: defaultSettings, now },
    {
      kind: 'VMTest',
      build: () => ({ phases: [{ name: 'main', children: [deployment] }], issues: [], findings: [], ...built }),
      statusFields: () => ({ replicas: 2 }),
    },
  );
const official = { finalizers: ['apps.victoriametrics.com/finalizer'] };

describe('convergeWorkload', () => {
  it('creates, then is operational, then changes nothing', () => {
    const first = converge(aCr(), []);
    expect(first.children).toEqual([stampHash(deployment)]);
    expect(first).toMatchObject({ status: { updateStatus: 'expanding', replicas: 2 }, resyncAfterSeconds: 90 });
    const live = observe(stampHash(deployment), { status: readyStatus });
    const second = converge(aCr(), [live]);
    expect(second.children).toEqual(first.children);
    expect(second).toMatchObject({ status: { updateStatus: 'operational', replicas: 2 } });
    expect(second.resyncAfterSeconds).toBeUndefined();
  });

  it('leaves a CR alone while the official finalizer is there, its children known or not', () => {
    const untouched = converge(aCr({}, official), []);
    expect(untouched).toMatchObject({
      children: [],
      status: { updateStatus: 'failed', reason: expect.stringContaining('vmop takeover') },
    });
    const known = converge(aCr({}, official), [leftover]);
    expect(known).toMatchObject({
      children: [{ metadata: { name: leftover.metadata.name } }],
      status: { updateStatus: 'failed' },
    });
  });

  it('paused: everything stays as it is, nothing is created', () => {
    const live = observe(stampHash(aWorkload('Deployment', { spec: { replicas: 7 } })));
    const { children, status } = converge(aCr({ paused: true }), [live, leftover]);
    expect(children).toEqual(
      [leftover, live].map((object) => retain(object, 'vmop')).toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
    );
    expect(status).toMatchObject({ updateStatus: 'paused' });
  });

  it('what is no longer wanted goes, but not while something cannot be built', () => {
    expect(converge(aCr(), [leftover]).children).toEqual([stampHash(deployment)]);
    const broken = converge(aCr(), [leftover], { issues: [issue], removes: ['StatefulSet demo/x'] });
    expect(broken.children).toEqual([stampHash(deployment), retain(leftover, 'vmop')]);
    expect(broken.removes).toBeUndefined();
    expect(broken.status).toMatchObject({ updateStatus: 'failed', reason: 'spec.x: must be text' });
    expect(converge(aCr(), [], { removes: ['StatefulSet demo/x'] }).removes).toEqual(['StatefulSet demo/x']);
  });

  it('what admission refuses is not built; what is there stays, and a pause stays a pause', () => {
    const judged = (spec: WorkloadCr['spec']) =>
      convergeWorkload(
        {
          parent: aCr(spec),
          children: groupObjects([leftover]),
          related: {},
          settings: defaultSettings,
          now,
          refused: [issue],
        },
        {
          kind: 'VMTest',
          build: () => ({ phases: [{ name: 'main', children: [deployment] }], issues: [], findings: [] }),
        },
      );
    expect(judged({})).toMatchObject({
      children: [retain(leftover, 'vmop')],
      status: { updateStatus: 'failed', reason: 'spec.x: must be text' },
    });
    expect(judged({ paused: true }).status).toMatchObject({ updateStatus: 'paused' });
  });

  describe('a workload that another one replaces', () => {
    const old = observe(stampHash(aWorkload('StatefulSet', { name: 'old' })), { status: readyStatus });
    const budget: KubeObject = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'old', namespace: 'demo' },
    };
    const oldBudget = observe(budget);
    const replacement = (status?: object) => observe(stampHash(deployment), status === undefined ? {} : { status });
    const deadline = {
      ...readyStatus,
      readyReplicas: 0,
      conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
    };
    const keys = ['StatefulSet demo/old', 'PodDisruptionBudget demo/old'];
    const stays = [retain(old, 'vmop'), retain(oldBudget, 'vmop')];

    it.each<{ name: string; observed: readonly KubeObject[]; updateStatus: string; isGone?: boolean }>([
      { name: 'not created', observed: [], updateStatus: 'expanding' },
      { name: 'without a status', observed: [replacement()], updateStatus: 'expanding' },
      { name: 'not ready', observed: [replacement({ ...readyStatus, readyReplicas: 1 })], updateStatus: 'expanding' },
      { name: 'failed', observed: [replacement(deadline)], updateStatus: 'failed' },
      {
        name: 'ready, but of an older spec',
        observed: [observe(stampHash(aWorkload('Deployment', { spec: { replicas: 7 } })), { status: readyStatus })],
        updateStatus: 'expanding',
      },
      { name: 'ready', observed: [replacement(readyStatus)], updateStatus: 'operational', isGone: true },
    ])('stays until then; the new one is $name', ({ observed, updateStatus, isGone = false }) => {
      const { children, status, removes } = converge(aCr(), [oldBudget, old, ...observed], {
        retires: [oldBudget, old, old],
      });
      expect(children).toEqual([stampHash(deployment), ...(isGone ? [] : stays)]);
      expect(removes).toEqual(isGone ? keys : undefined);
      expect(status).toMatchObject({ updateStatus });
      const message = 'kept until then: StatefulSet demo/old, PodDisruptionBudget demo/old';
      expect(JSON.stringify(status).includes(message)).toBe(updateStatus === 'expanding');
    });

    it('waits for nothing once the CR is being deleted', () => {
      const going = aCr({}, { deletionTimestamp: now });
      expect(converge(going, [old], { retires: [old] }).removes).toEqual(['StatefulSet demo/old']);
    });

    it('stays while the CR is paused, still official, or cannot be built', () => {
      const live = replacement(readyStatus);
      for (const cr of [aCr({ paused: true }), aCr({}, official)])
        expect(converge(cr, [old, live], { retires: [old] }).children).toContainEqual(retain(old, 'vmop'));
      const broken = converge(aCr(), [old, live], { retires: [old], issues: [issue] });
      expect(broken.children).toContainEqual(retain(old, 'vmop'));
      expect(broken.removes).toBeUndefined();
    });

    it('is none when the spec wants it after all, or when it is gone already', () => {
      const live = replacement(readyStatus);
      expect(converge(aCr(), [live], { retires: [live, old] })).toMatchObject({
        children: [stampHash(deployment)],
        status: { updateStatus: 'operational' },
      });
    });
  });

  it('retains a child whose new state server-side apply would refuse, and creates none', () => {
    const ports = [
      { containerPort: 80, name: 'a' },
      { containerPort: 80, name: 'b' },
    ];
    const twice = aWorkload('Deployment', { podSpec: { containers: [{ name: 'main', ports }] } });
    const built = {
      phases: [
        { name: 'first', children: [twice] },
        { name: 'second', children: [config] },
      ],
    };
    const live = observe(stampHash(deployment));
    expect(converge(aCr(), [live], built)).toMatchObject({
      children: [retain(live, 'vmop')],
      status: { updateStatus: 'failed', conditions: [{}, { type: 'DuplicateKey' }] },
    });
    expect(converge(aCr(), [], built).children).toEqual([]);
  });

  it('emits immutable fields as observed and says so without failing', () => {
    const live = observe(stampHash(aWorkload('Deployment', { spec: { selector: { matchLabels: { old: 'x' } } } })));
    const { children, status } = converge(aCr(), [live]);
    expect(children).toMatchObject([{ spec: { selector: { matchLabels: { old: 'x' } } } }]);
    expect(status).toMatchObject({
      updateStatus: 'expanding',
      conditions: [{ type: 'Ready' }, { type: 'ImmutableField' }, { type: 'NotApplied' }],
    });
  });

  it('the hash covers what is emitted, so it is the same before and after the object exists', () => {
    const set = aWorkload('StatefulSet', { spec: { serviceName: 'db' } });
    const built = { phases: [{ name: 'main', children: [set] }] };
    const [first = set] = converge(aCr(), [], built).children;
    const live = observe(first, { status: readyStatus });
    const defaulted = {
      ...live,
      spec: { ...Object(live.spec), podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10 },
    };
    const [second = set] = converge(aCr(), [defaulted], built).children;
    expect(observedHash(second)).toBe(observedHash(first));
  });
});

it('failedParent keeps every child and says why', () => {
  const live = observe(stampHash(deployment));
  const { children, status } = failedParent(
    { parent: aCr(), children: groupObjects([live, leftover]), settings: defaultSettings, now },
    [issue],
  );
  expect(children).toHaveLength(2);
  expect(status).toMatchObject({ updateStatus: 'failed', reason: 'spec.x: must be text' });
});
