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
