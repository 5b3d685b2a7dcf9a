import { describe, expect, it } from 'vitest';
import type { Fact } from '../../harness/roll-out-facts.ts';
import { type FactEvent, judgeRollOuts, type RollOutLimits } from '../../harness/roll-out-history.ts';

/** The template behind each revision is called like it, in capitals. */
const revisions: readonly Fact[] = ['a', 'b'].map((revision) => ({
  kind: 'revision',
  revision,
  template: revision.toUpperCase(),
}));

const db = (patch: Partial<Extract<Fact, { kind: 'workload' }>> = {}): Fact => ({
  kind: 'workload',
  name: 'db',
  selector: { app: 'db' },
  replicas: 2,
  template: 'A',
  isOnDelete: false,
  mayMiss: 1,
  isGoing: false,
  ...patch,
});
const web = (template: string) => db({ name: 'web', selector: { app: 'web' }, template, replicas: 1 });

const pod = (name: string, patch: Partial<Extract<Fact, { kind: 'pod' }>> = {}): Fact => ({
  kind: 'pod',
  name,
  uid: `${name} ${patch.revision ?? 'a'}`,
  labels: { app: name.split('-')[0] ?? '' },
  revision: 'a',
  isReady: true,
  isGoing: false,
  ...patch,
});
const claim = (patch: Partial<Extract<Fact, { kind: 'claim' }>> = {}): Fact => ({
  kind: 'claim',
  name: 'data',
  uid: 'uid-data',
  owners: '[]',
  isGoing: false,
  ...patch,
});
const gone = (fact: Fact) => ({ gone: fact });

const start = [...revisions, db(), web('A'), pod('db-0'), pod('db-1'), pod('web-0'), claim()];

/** Judges what happens after the start, in this order. */
function judge(changes: readonly (Fact | { readonly gone: Fact })[], limits: RollOutLimits = {}) {
  const events = [...start, ...changes].map((change, index): FactEvent => {
    const isGone = 'gone' in change;
    return { version: index, isGone, fact: isGone ? change.gone : change };
  });
  // Each kind comes over its own connection: in any order.
  return judgeRollOuts(events.toReversed(), start.length - 1, limits);
}

const goes = (name: string, revision = 'a') => [
  pod(name, { revision, isReady: false, isGoing: true }),
  gone(pod(name, { revision, isReady: false, isGoing: true })),
];
const comes = (name: string, revision: string) => [pod(name, { revision, isReady: false }), pod(name, { revision })];
const dbRolls = [...goes('db-1'), ...comes('db-1', 'b'), ...goes('db-0'), ...comes('db-0', 'b')];

describe('judgeRollOuts', () => {
  it('a roll-out after the other, one pod at a time, is as it shall be', () => {
    const webRolls = [pod('web-0', { revision: 'b' }), ...goes('web-0')];
    const report = judge([db({ template: 'B' }), ...dbRolls, web('B'), ...webRolls]);
    expect(report).toEqual({
      violations: [],
      rolled: ['db', 'web'],
      missed: { db: 1, web: 0 },
      pods: { db: ['db-0', 'db-1', 'db-1', 'db-0'], web: ['web-0', 'web-0'] },
    });
  });

  it.each([
    {
      name: 'the last new pod is not yet ready when the next one begins',
      changes: [db({ template: 'B' }), ...dbRolls.slice(0, -1), web('B')],
      violations: ['db and web roll at once at version 16'],
    },
    {
      name: 'two templates change',
      changes: [web('B'), db({ template: 'B' })],
      violations: ['db and web roll at once at version 9'],
    },
    {
      name: 'two pods are missing',
      changes: [db({ template: 'B' }), ...goes('db-1'), ...goes('db-0')],
      violations: ['db lacks 2 pods at version 11 and may lack 1'],
    },
    {
      name: 'two pods are missing where two may be',
      changes: [db({ template: 'B' }), ...goes('db-1'), ...goes('db-0')],
      limits: { mayMiss: { db: 2 } },
      violations: [],
    },
    {
      name: 'new pods are not yet ready',
      changes: [db({ replicas: 4 }), pod('db-2', { isReady: false })],
      violations: [],
    },
    {
      name: 'a workload is made anew around its pods',
      changes: [db({ isGoing: true }), gone(db()), db()],
      violations: [],
    },
    {
      name: 'pods go with their workload',
      changes: [gone(db()), ...goes('db-0')],
      violations: ['pod db-0 goes with its workload'],
    },
    {
      name: 'a workload that shall go takes its pods with it',
      changes: [gone(db()), ...goes('db-0'), ...goes('db-1')],
      limits: { leaves: ['db'] },
      violations: [],
    },
    {
      name: 'with OnDelete nobody rolls',
      changes: [db({ template: 'B', isOnDelete: true }), web('B')],
      violations: [],
    },
    {
      name: 'a claim gets an owner',
      changes: [claim({ owners: '[1]' })],
      violations: ['claim data had the owners [] and has [1]'],
    },
    { name: 'a claim is deleted', changes: [claim({ isGoing: true })], violations: ['claim data goes'] },
    { name: 'a claim is gone', changes: [gone(claim())], violations: ['claim data goes'] },
  ])('$name', ({ changes, limits, violations }) => {
    expect(judge(changes, limits).violations).toEqual(violations);
  });
});
