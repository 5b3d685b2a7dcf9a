import { describe, expect, it } from 'vitest';
import { isRollingOut, readinessOf } from '../../../hooks/kinds/readiness.ts';
import { aWorkload, observe, readyStatus } from '../../fixtures/workload-objects.ts';

const daemonStatus = {
  observedGeneration: 1,
  desiredNumberScheduled: 3,
  currentNumberScheduled: 3,
  updatedNumberScheduled: 3,
  numberReady: 3,
};
const exceeded = { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] };

describe('readinessOf', () => {
  it.each([
    { name: 'all pods updated and ready', status: {}, state: 'ready' },
    { name: 'an older generation', status: { observedGeneration: 0 }, state: 'progressing' },
    { name: 'no status yet', status: { observedGeneration: undefined }, state: 'progressing' },
    { name: 'an old pod left', status: { replicas: 3 }, state: 'progressing' },
    { name: 'one not updated', status: { updatedReplicas: 1 }, state: 'progressing' },
    { name: 'one not ready', status: { readyReplicas: 1 }, state: 'progressing' },
  ])('Deployment and StatefulSet: $name', ({ status, state }) => {
    for (const kind of ['Deployment', 'StatefulSet'] as const) {
      const live = observe(aWorkload(kind), { status: { ...readyStatus, ...status } });
      expect(readinessOf(live).state).toBe(state);
    }
  });

  it.each([
    {
      name: 'scaled to zero, counts left out',
      spec: { replicas: 0 },
      status: { observedGeneration: 1 },
      state: 'ready',
    },
    {
      name: 'one pod by default',
      spec: { replicas: undefined },
      status: { ...readyStatus, replicas: 1, updatedReplicas: 1, readyReplicas: 1 },
      state: 'ready',
    },
    {
      name: 'behind its deadline',
      spec: {},
      status: { ...readyStatus, readyReplicas: 0, ...exceeded },
      state: 'failed',
    },
    {
      name: 'behind its deadline, but of an older generation',
      spec: {},
      status: { ...readyStatus, observedGeneration: 0, ...exceeded },
      state: 'progressing',
    },
  ])('Deployment: $name', ({ spec, status, state }) => {
    expect(readinessOf(observe(aWorkload('Deployment', { spec }), { status })).state).toBe(state);
  });

  it('StatefulSet: a partition needs only the pods behind it updated', () => {
    const live = observe(aWorkload('StatefulSet', { spec: { updateStrategy: { rollingUpdate: { partition: 1 } } } }), {
      status: { ...readyStatus, updatedReplicas: 1 },
    });
    expect(readinessOf(live).state).toBe('ready');
  });

  it.each([
    { name: 'ready', status: {}, state: 'ready' },
    { name: 'one not updated', status: { updatedNumberScheduled: 2 }, state: 'progressing' },
    { name: 'one not ready', status: { numberReady: 2 }, state: 'progressing' },
  ])('DaemonSet: $name', ({ status, state }) => {
    expect(readinessOf(observe(aWorkload('DaemonSet'), { status: { ...daemonStatus, ...status } })).state).toBe(state);
  });

  it('anything else is ready when it is there and stays', () => {
    const live = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'demo' } };
    expect(readinessOf(live).state).toBe('ready');
    const going = { ...live, metadata: { ...live.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    expect(readinessOf(going)).toEqual({ state: 'progressing', message: 'Service demo/s is being deleted' });
  });
});

describe('what readinessOf says', () => {
  const refused = { type: 'ReplicaFailure', status: 'True', message: 'exceeded quota' };
  it.each([
    {
      status: { observedGeneration: 0 },
      message: 'Deployment demo/db is not yet noticed by its controller at generation 1',
    },
    { status: { updatedReplicas: 1 }, message: 'Deployment demo/db is rolling out generation 1' },
    { status: { replicas: 1 }, message: 'Deployment demo/db lacks pods at generation 1; its Events say why' },
    { status: { replicas: 3 }, message: 'Deployment demo/db has more pods than it wants at generation 1' },
    { status: { readyReplicas: 0 }, message: 'pods of Deployment demo/db are not ready at generation 1; look at them' },
    {
      status: { updatedReplicas: 1, conditions: [refused] },
      message: 'Deployment demo/db cannot create pods at generation 1: exceeded quota',
    },
  ])('$message', ({ status, message }) => {
    const live = observe(aWorkload('Deployment'), { status: { ...readyStatus, ...status } });
    expect(readinessOf(live)).toEqual({ state: 'progressing', message });
  });
});

describe('isRollingOut', () => {
  const progressing = (reason: string) => ({ conditions: [{ type: 'Progressing', status: 'True', reason }] });
  const revisions = { currentRevision: 'a', updateRevision: 'b' };
  const settled = { currentRevision: 'b', updateRevision: 'b' };
  it.each([
    { kind: 'Deployment', name: 'complete', status: progressing('NewReplicaSetAvailable'), rolls: false },
    { kind: 'Deployment', name: 'not noticed', status: { observedGeneration: 0 }, rolls: true },
    {
      kind: 'Deployment',
      name: 'an old pod is there',
      status: { replicas: 3, ...progressing('ReplicaSetUpdated') },
      rolls: true,
    },
    {
      kind: 'Deployment',
      name: 'a new pod is not ready',
      status: { readyReplicas: 1, ...progressing('ReplicaSetUpdated') },
      rolls: true,
    },
    {
      kind: 'Deployment',
      name: 'beyond its deadline',
      status: { readyReplicas: 1, ...progressing('ProgressDeadlineExceeded') },
      rolls: true,
    },
    {
      kind: 'Deployment',
      name: 'a pod crashed',
      status: { readyReplicas: 1, ...progressing('NewReplicaSetAvailable') },
      rolls: false,
    },
    {
      kind: 'Deployment',
      name: 'gets another pod',
      status: { replicas: 1, updatedReplicas: 1, ...progressing('NewReplicaSetAvailable') },
      rolls: false,
    },
    { kind: 'Deployment', name: 'without condition, an old pod', status: { updatedReplicas: 1 }, rolls: true },
    { kind: 'StatefulSet', name: 'complete', status: settled, rolls: false },
    { kind: 'StatefulSet', name: 'an old pod is there', status: { updatedReplicas: 1, ...revisions }, rolls: true },
    { kind: 'StatefulSet', name: 'the last pod is not ready', status: { readyReplicas: 1, ...revisions }, rolls: true },
    { kind: 'StatefulSet', name: 'a pod crashed', status: { readyReplicas: 1, ...settled }, rolls: false },
    {
      kind: 'StatefulSet',
      name: 'gets another pod',
      status: { replicas: 1, updatedReplicas: 1, ...settled },
      rolls: false,
    },
    {
      kind: 'StatefulSet',
      name: 'its user deletes pods',
      status: { updatedReplicas: 1, ...revisions },
      spec: { updateStrategy: { type: 'OnDelete' } },
      rolls: false,
    },
    { kind: 'DaemonSet', name: 'complete', status: daemonStatus, rolls: false },
    {
      kind: 'DaemonSet',
      name: 'an old pod is there',
      status: { ...daemonStatus, updatedNumberScheduled: 2 },
      rolls: true,
    },
  ] as const)('$kind, $name: $rolls', (row) => {
    const spec = 'spec' in row ? row.spec : {};
    const live = observe(aWorkload(row.kind, { spec }), { status: { ...readyStatus, ...row.status } });
    expect(isRollingOut(live)).toBe(row.rolls);
  });

  it('objects without pods never do', () => {
    expect(isRollingOut({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'demo' } })).toBe(false);
  });
});
