import { describe, expect, it } from 'vitest';
import { readinessOf } from '../../../hooks/kinds/readiness.ts';
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
