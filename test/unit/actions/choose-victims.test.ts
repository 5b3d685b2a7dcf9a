import { describe, expect, it } from 'vitest';
import { chooseVictims } from '../../../hooks/actions/choose-victims.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { aWorkload } from '../../fixtures/workload-objects.ts';

type State = 'ready' | 'fresh' | 'unready' | 'going';
interface SomePod {
  readonly ordinal: number;
  readonly revision: 'old' | 'new';
  readonly state: State;
  readonly lacks: boolean;
}
const old = (ordinal: number, state: State = 'ready'): SomePod => ({ ordinal, revision: 'old', state, lacks: false });
const fresh = (ordinal: number, state: State = 'ready'): SomePod => ({ ...old(ordinal, state), revision: 'new' });
/** Of the old revision, and without the volume that the StatefulSet has got. */
const lacking = (ordinal: number, state: State = 'ready'): SomePod => ({ ...old(ordinal, state), lacks: true });

const now = Date.parse('2026-01-01T01:00:00Z');
const claimed = (name: string, ordinal: number) => ({
  name,
  persistentVolumeClaim: { claimName: `${name}-db-${ordinal}` },
});

const asPod = ({ ordinal, revision, state, lacks }: SomePod): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `db-${ordinal}`,
    namespace: 'demo',
    uid: `uid-${ordinal}`,
    labels: { 'controller-revision-hash': revision },
    ...(state === 'going' ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
  },
  spec: {
    volumes: [claimed('data', ordinal), ...(lacks ? [{ name: 'more', emptyDir: {} }] : [claimed('more', ordinal)])],
  },
  status: {
    conditions: [
      {
        type: 'Ready',
        status: state === 'unready' ? 'False' : 'True',
        lastTransitionTime: state === 'fresh' ? '2026-01-01T00:59:55Z' : '2026-01-01T00:00:00Z',
      },
    ],
  },
});

const aSet = (spec: object): KubeObject =>
  aWorkload('StatefulSet', {
    spec: {
      replicas: 3,
      volumeClaimTemplates: [{ metadata: { name: 'data' } }, { metadata: { name: 'more' } }],
      ...spec,
    },
  });
const parallel = { podManagementPolicy: 'Parallel' };

describe('chooseVictims', () => {
  it.each<{
    readonly name: string;
    readonly pods: readonly SomePod[];
    readonly spec?: object;
    readonly max?: number;
    readonly suspects?: readonly string[];
    readonly gone: readonly string[] | null;
  }>([
    { name: 'one at a time is left to Kubernetes', pods: [old(2), old(1), old(0)], gone: [] },
    { name: 'two at a time', pods: [old(2), old(1), old(0)], max: 2, gone: ['db-2', 'db-1'] },
    { name: 'one is missing already', pods: [old(1), old(0)], max: 2, gone: ['db-1'] },
    { name: 'one is going', pods: [old(2, 'going'), old(1), old(0)], max: 2, gone: ['db-1'] },
    { name: 'new ones that are not ready', pods: [fresh(2, 'unready'), fresh(1, 'unready'), old(0)], max: 2, gone: [] },
    {
      name: 'a broken one that was broken before',
      pods: [old(2, 'unready'), old(1), old(0)],
      suspects: ['uid-2'],
      gone: ['db-2'],
    },
    { name: 'a broken one, seen for the first time', pods: [old(2, 'unready'), old(1), old(0)], gone: [] },
    {
      name: 'a broken one of the new revision',
      pods: [fresh(2, 'unready'), old(1), old(0)],
      suspects: ['uid-2'],
      gone: [],
    },
    { name: 'all are as they shall be', pods: [fresh(2, 'unready'), fresh(1), fresh(0)], gone: null },
    { name: 'all that are there are as they shall be', pods: [fresh(2), fresh(1)], gone: [] },

    { name: 'all lack a volume: the lowest goes', pods: [lacking(2), lacking(1), lacking(0)], gone: ['db-0'] },
    { name: 'the next one, when it is ready', pods: [lacking(2), lacking(1), fresh(0)], gone: ['db-1'] },
    { name: 'not before it is ready', pods: [lacking(2), lacking(1), fresh(0, 'unready')], gone: [] },
    {
      name: 'not before it has been ready for long enough',
      pods: [lacking(2), lacking(1), fresh(0, 'fresh')],
      spec: { minReadySeconds: 10 },
      gone: [],
    },
    {
      name: 'when it has been',
      pods: [lacking(2), lacking(1), fresh(0, 'fresh')],
      spec: { minReadySeconds: 5 },
      gone: ['db-1'],
    },
    { name: 'not while it is going', pods: [lacking(2), lacking(1), lacking(0, 'going')], gone: [] },
    { name: 'not while it is made', pods: [lacking(2), lacking(1)], suspects: ['db-0'], gone: [] },
    {
      name: 'two at a time, the lowest ones',
      pods: [lacking(2), lacking(1), lacking(0)],
      max: 2,
      gone: ['db-0', 'db-1'],
    },
    {
      name: 'of the new revision, but without its volume: its spec went back to what it was',
      pods: [{ ...fresh(2), lacks: true }, fresh(1), fresh(0)],
      gone: ['db-2'],
    },
    {
      name: 'one that lacks a volume keeps a missing one of a later batch from being made: it goes too',
      pods: [lacking(1), lacking(0)],
      spec: parallel,
      suspects: ['db-2'],
      gone: ['db-0'],
    },
    { name: 'but not at the first look', pods: [lacking(1), lacking(0)], spec: parallel, gone: [] },
    {
      name: 'one of the same batch comes back by itself',
      pods: [lacking(1), fresh(0)],
      spec: parallel,
      suspects: ['db-2'],
      gone: [],
    },
    {
      name: 'in order, each one waits for those before it',
      pods: [lacking(1), fresh(0)],
      suspects: ['db-2'],
      gone: ['db-1'],
    },
    {
      name: 'a broken new one beside those that lack a volume',
      pods: [lacking(2), lacking(1), old(0, 'unready')],
      suspects: ['uid-0'],
      gone: ['db-0'],
    },
  ])('$name', ({ pods, spec = {}, max = 1, suspects = [], gone }) => {
    const roll = { revision: 'new', maxUnavailable: max };
    const choice = chooseVictims(pods.map(asPod), aSet(spec), roll, { suspects: new Set(suspects), now });
    expect(choice === null ? null : choice.victims.map(({ metadata }) => metadata.name)).toEqual(gone);
  });
});
