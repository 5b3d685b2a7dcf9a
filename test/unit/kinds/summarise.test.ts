import { describe, expect, it } from 'vitest';
import { nothingFound, type Outcome, summarise } from '../../../hooks/kinds/summarise.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';

const early = '2026-01-01T00:00:00Z';
const later = '2026-01-01T00:01:00Z';
const parent = (status?: unknown): KubeObject => ({
  apiVersion: 'x/v1',
  kind: 'VMSingle',
  metadata: { name: 'shop', namespace: 'demo', generation: 3 },
  ...(status === undefined ? {} : { status }),
});
const found = (patch: Partial<Outcome>): Outcome => ({ ...nothingFound, ...patch });
const issue = { path: 'spec.x', reason: 'InvalidField', message: 'must be text' } as const;

describe('summarise', () => {
  it.each([
    {
      name: 'operational',
      outcome: {},
      status: { updateStatus: 'operational' },
      types: ['Ready'],
      ready: 'Operational',
    },
    {
      name: 'expanding',
      outcome: { awaited: ['a is rolling out', 'b waits for a'] },
      status: { updateStatus: 'expanding' },
      types: ['Ready'],
      ready: 'Expanding',
    },
    {
      name: 'paused',
      outcome: { mode: 'paused' as const },
      status: { updateStatus: 'paused' },
      types: ['Ready'],
      ready: 'Paused',
    },
    {
      name: 'takeover',
      outcome: { mode: 'takeover' as const },
      status: { updateStatus: 'failed', reason: expect.stringContaining('run `vmop takeover`') },
      types: ['Ready', 'TakeoverRequired'],
      ready: 'TakeoverRequired',
    },
    {
      name: 'invalid',
      outcome: { issues: [issue], awaited: ['x'] },
      status: { updateStatus: 'failed', reason: 'spec.x: must be text' },
      types: ['Ready', 'InvalidField'],
      ready: 'InvalidField',
    },
    {
      name: 'beyond the deadline',
      outcome: { failed: ['d is stuck'] },
      status: { updateStatus: 'failed', reason: 'd is stuck' },
      types: ['Ready', 'ProgressDeadlineExceeded'],
      ready: 'ProgressDeadlineExceeded',
    },
    {
      name: 'a finding harms nothing',
      outcome: { findings: [issue] },
      status: { updateStatus: 'operational' },
      types: ['Ready', 'InvalidField'],
      ready: 'Operational',
    },
  ])('$name', ({ outcome, status, types, ready }) => {
    const summary = summarise(parent(), found(outcome), early);
    const { conditions, ...rest } = summary.status;
    expect(rest).toEqual({ ...status, observedGeneration: 3 });
    expect(conditions.map(({ type }) => type)).toEqual(types);
    expect(conditions[0]).toMatchObject({
      type: 'Ready',
      reason: ready,
      observedGeneration: 3,
      lastTransitionTime: early,
    });
  });

  it('dates only what changed: a second look at the same state is byte-equal', () => {
    const first = summarise(parent(), found({ awaited: ['a is rolling out'] }), early).status;
    const second = summarise(parent(first), found({ awaited: ['a is rolling out'] }), later).status;
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    const done = summarise(parent(second), nothingFound, later).status;
    expect(done.conditions).toMatchObject([
      { reason: 'Operational', lastTransitionTime: later, lastUpdateTime: later },
    ]);
  });

  it('survives a status that somebody else wrote', () => {
    for (const status of [
      'text',
      { conditions: 'none' },
      { conditions: [null, { type: 'Ready', status: 'True', reason: 'Operational', lastTransitionTime: 5 }] },
    ]) {
      expect(summarise(parent(status), nothingFound, early).status.conditions[0]?.lastTransitionTime).toBe(early);
    }
  });

  it.each([
    { name: 'at once', since: null, now: early, updateStatus: 'expanding', resync: 90 },
    { name: 'after a while', since: early, now: later, updateStatus: 'expanding', resync: 30 },
    { name: 'just before the end', since: early, now: '2026-01-01T00:01:29Z', updateStatus: 'expanding', resync: 1 },
    { name: 'at the end', since: early, now: '2026-01-01T00:01:30Z', updateStatus: 'failed', resync: undefined },
  ])('a child that is not applied: $name', ({ since, now, updateStatus, resync }) => {
    const outcome = found({ notApplied: ['Deployment demo/d'], awaited: ['Deployment demo/d is to be applied'] });
    const before = since === null ? parent() : parent(summarise(parent(), outcome, since).status);
    const { status, resyncAfterSeconds } = summarise(before, outcome, now);
    expect(status.updateStatus).toBe(updateStatus);
    expect(resyncAfterSeconds).toBe(resync);
    const condition = status.conditions.find(({ type }) => type === 'NotApplied');
    expect(condition).toMatchObject({ status: 'True', lastTransitionTime: since ?? now });
    expect(condition?.message).toContain('Deployment demo/d');
    expect(condition?.message).toContain('kubectl describe vmsingle shop');
  });

  it('joins messages of one reason and keeps them short', () => {
    const issues = Array.from({ length: 100 }, (_, index) => ({ ...issue, path: `spec.é${index}` }));
    const { status } = summarise(parent(), found({ issues }), early);
    expect(status.conditions).toHaveLength(2);
    for (const text of [status.reason, ...status.conditions.map(({ message }) => message)]) {
      expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(1024);
      expect(text).toMatch(/…$/);
    }
  });
});
