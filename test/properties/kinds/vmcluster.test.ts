import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkStatus } from '../../../hooks/api/parse.ts';
import { vmclusterApi } from '../../../hooks/api/vmcluster.ts';
import { claimTemplatesOf } from '../../../hooks/kinds/storage/claims.ts';
import { vmcluster } from '../../../hooks/kinds/vmcluster/index.ts';
import { syncVMCluster } from '../../../hooks/kinds/vmcluster/sync.ts';
import { type KubeObject, objectKey } from '../../../hooks/lib/kube-object.ts';
import { compareQuantities } from '../../../hooks/lib/quantity.ts';
import type { SyncOutput } from '../../../hooks/metacontroller/contract.ts';
import { guardSync } from '../../../hooks/metacontroller/guard.ts';
import { storageRequest } from '../../../hooks/metacontroller/storage-request.ts';
import { someSettings } from '../../fixtures/builders.ts';
import {
  anyEdit,
  badTag,
  type ClusterEdit,
  type ClusterWish,
  clusterApps,
  editCluster,
  feasibleEdit,
  feasibleWish,
  specOfWish,
  wantedClaimTemplates,
  wholeCluster,
} from '../../fixtures/cluster-edits.ts';
import { someStorageClasses } from '../../fixtures/rolling-claims.ts';
import { RollingCluster } from '../../fixtures/rolling-cluster.ts';
import { runJob } from '../../fixtures/rolling-jobs.ts';
import { aVMCluster, clusterChildren, clusterRelated } from '../../fixtures/some-vmcluster.ts';

const settings = someSettings({ ownImage: 'vmop:v0.0.0' });
const now = '2026-01-02T03:04:05Z';

/** Happens to one of the workloads. */
const podEvents = ['notice', 'advance', 'crash', 'evict'] as const;
/** Happens to one of the Jobs. */
const jobEvents = ['work', 'fail'] as const;

type Event =
  | { readonly edit: ClusterEdit }
  | { readonly pods: (typeof podEvents)[number]; readonly index: number }
  | { readonly job: (typeof jobEvents)[number]; readonly index: number }
  | { readonly all: 'settle' | 'retry' };

const eventsWith = (edit: fc.Arbitrary<ClusterEdit>): fc.Arbitrary<Event> => {
  const index = fc.nat({ max: 5 });
  const weighted = fc.constantFrom('notice', 'notice', 'advance', 'advance', 'advance', 'advance', 'crash', 'evict');
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ edit }) },
    { weight: 12, arbitrary: fc.record({ pods: weighted, index }) },
    { weight: 4, arbitrary: fc.record({ job: fc.constantFrom('work', 'work', 'work', 'fail'), index }) },
    { weight: 4, arbitrary: fc.record({ all: fc.constantFrom('settle', 'settle', 'retry') }) },
  );
};

function sync(wish: ClusterWish, cluster: RollingCluster, given: { shuffled?: boolean; isGoing?: boolean } = {}) {
  const order = <T>(list: readonly T[]) => (given.shuffled === true ? list.toReversed() : list);
  const metadata = given.isGoing === true ? { deletionTimestamp: now } : {};
  const children = clusterChildren(...order(cluster.observed()));
  const output = syncVMCluster({
    parent: aVMCluster(specOfWish(wish), metadata),
    children,
    related: clusterRelated(...order([...cluster.claims.all(), ...someStorageClasses])),
    settings,
    now,
  });
  guardSync(output, {
    childKinds: vmcluster.controller?.childKinds ?? [],
    namespace: 'demo',
    observed: children,
    checkStatus: (status) => checkStatus(vmclusterApi, status),
  });
  return output;
}

/** One thing happens; gives what is wanted then. */
function play(cluster: RollingCluster, wish: ClusterWish, next: Event): ClusterWish {
  if ('edit' in next) return editCluster(wish, next.edit);
  if ('pods' in next) withOne(cluster.keys(), next.index, (key) => cluster[next.pods](key));
  else if ('job' in next) withOne(cluster.jobs(), next.index, (key) => playJob(cluster, key, next.job));
  else if (next.all === 'settle') cluster.settle();
  else cluster.forgetFailedJobs();
  return wish;
}

/** The hooks answer, and the answer is applied. */
function respond(cluster: RollingCluster, wish: ClusterWish): void {
  cluster.apply(sync(wish, cluster));
}

function playJob(cluster: RollingCluster, key: string, event: (typeof jobEvents)[number]): void {
  if (event === 'work') runJob(cluster, key);
  else cluster.endJob(key, 'failed');
}

function withOne(keys: readonly string[], index: number, act: (key: string) => void): void {
  const key = keys[index % Math.max(1, keys.length)];
  if (key !== undefined) act(key);
}

/** Lets everything become ready and all Jobs do their work until the hooks want nothing more, or for so long that something must be stuck. */
function settleAll(cluster: RollingCluster, wish: ClusterWish): SyncOutput {
  let output = sync(wish, cluster);
  for (let round = 0; round < 60 && !/"operational"/.test(JSON.stringify(output.status)); round++) {
    cluster.apply(output);
    cluster.settle();
    for (const key of cluster.leftToUser()) cluster.evict(key);
    cluster.forgetFailedJobs();
    for (const key of cluster.jobs()) runJob(cluster, key);
    output = sync(wish, cluster);
  }
  // The last answer drops what was kept until then.
  cluster.apply(output);
  return sync(wish, cluster);
}

/** A cluster in which everything runs, and in which the image of one version never does. */
const running = new RollingCluster();
beforeAll(() => {
  for (const app of clusterApps) running.badImages.add(`victoriametrics/${app}:${badTag}`);
  expect(settleAll(running, wholeCluster).status).toMatchObject({ updateStatus: 'operational' });
});

const wantedSets = ({ parts }: ClusterWish) =>
  (['vmstorage', 'vmselect'] as const).flatMap((app) => (parts[app] === null ? [] : [`StatefulSet demo/${app}-main`]));

/** A part that is to go, kept until the rest is ready, is as it is: nobody waits for its roll-out, which may never end. */
function isWanted({ balanced, parts }: ClusterWish): (key: string) => boolean {
  const going = [...clusterApps.filter((app) => parts[app] === null), ...(balanced ? [] : ['vmclusterlb'])];
  return (key) => !going.some((app) => key.includes(app));
}

const templateNames = (set: KubeObject | undefined) => (set ? claimTemplatesOf(set).map(({ name }) => name) : []);

/** Nothing but a user's own policy, which no edit sets, deletes data; nor does a claim ask for less. */
function expectKept(claims: readonly KubeObject[], cluster: RollingCluster): void {
  for (const { metadata, ...claim } of claims) {
    const kept = cluster.claims.find(metadata.namespace ?? '', metadata.name);
    expect(kept?.metadata.uid).toBe(metadata.uid);
    const [before, after] = [claim, kept].map((one) => storageRequest(one) ?? '0');
    expect(compareQuantities(after ?? '0', before ?? '0')).toBeGreaterThanOrEqual(0);
  }
}

const isLong = process.env['VMOP_LONG'] !== undefined;
const timeoutMs = isLong ? 3_600_000 : 120_000;
/** The same cases in every run, others each time in a long one. */
const runs = (few: number, many: number) => (isLong ? { numRuns: many } : { numRuns: few, seed: 20_261_121 });

/** A StatefulSet that was just made anew for another claim template is rolling, though it says nothing of that: a part before it has to wait. */
const editDuringRenewal: Event[] = [
  { edit: { app: 'vmselect', to: { storage: { volumeClaimTemplate: { metadata: { name: 'other' }, spec: {} } } } } },
  { job: 'work', index: 0 },
  { pods: 'notice', index: 0 },
  { all: 'settle' },
  { edit: { app: 'vmstorage', to: { logLevel: 'WARN' } } },
];

/** What the API server would refuse is not applied, and the roll-out before it goes on: a part before it has to wait. */
const refusedWhileRolling: Event[] = [
  { edit: { app: 'vmselect', to: { image: { tag: 'v1.1.0' } } } },
  { edit: { app: 'vmselect', to: { storage: {} } } },
  { edit: { app: 'vmstorage', to: { port: '9000' } } },
];

/** One edit mends a stuck roll-out and wants other claims, for which all pods have to be ready first. */
const mendWithOtherClaims: Event[] = [
  { edit: { app: 'vmstorage', to: { image: { tag: badTag } } } },
  { edit: { app: 'vmstorage', to: { storage: { emptyDir: {} } } } },
];

describe('VMCluster', () => {
  it(
    'never begins to roll a part while another one rolls, and never drops a StatefulSet that is wanted or not yet replaced, nor a claim, whatever is edited and whatever becomes of pods and Jobs',
    () => {
      fc.assert(
        fc.property(fc.array(eventsWith(anyEdit), { minLength: 5, maxLength: 40 }), (events) => {
          const cluster = running.copy();
          let wish = wholeCluster;
          for (const next of events) {
            const before = cluster.keys();
            const claims = cluster.claims.all();
            wish = play(cluster, wish, next);
            const rolled = new Set(cluster.rolling());
            const complete = new Set(cluster.complete());
            respond(cluster, wish);
            expectKept(claims, cluster);
            const kept = new Set(cluster.keys());
            const isMeant = isWanted(wish);
            for (const key of before.filter((candidate) => !kept.has(candidate))) {
              // Else a Job has taken it, and it comes back at once.
              expect(isMeant(key)).toBe(false);
              expect([...kept].filter((other) => !complete.has(other))).toEqual([]);
            }
            const rolling = cluster.rolling().filter(isMeant);
            if (rolling.some((key) => !rolled.has(key))) expect(rolling).toHaveLength(1);
          }
          const sets = new Set(cluster.keys());
          const last = new Set(sync(wish, cluster, { isGoing: true }).children.map(objectKey));
          for (const key of wantedSets(wish).filter((wanted) => sets.has(wanted))) expect(last).toContain(key);
        }),
        { ...runs(30, 2000), examples: [[editDuringRenewal], [refusedWhileRolling]] },
      );
    },
    timeoutMs,
  );

  it(
    'gets from anywhere, stuck roll-outs and failed Jobs included, to what is wanted once that can run, and then changes nothing',
    () => {
      fc.assert(
        fc.property(fc.array(eventsWith(feasibleEdit), { maxLength: 20 }), (events) => {
          const cluster = running.copy();
          let wish = wholeCluster;
          for (const next of events) {
            wish = play(cluster, wish, next);
            respond(cluster, wish);
          }
          const good = feasibleWish(wish);
          expect(JSON.stringify(sync(good, cluster, { shuffled: true }))).toBe(JSON.stringify(sync(good, cluster)));
          const output = settleAll(cluster, good);
          expect(output.status).toMatchObject({ updateStatus: 'operational' });
          const before = cluster.observed();
          cluster.apply(output);
          expect(cluster.observed()).toEqual(before);
          const parts = clusterApps.filter((app) => good.parts[app] !== null).length;
          expect(cluster.keys()).toHaveLength(parts + (good.balanced ? 1 : 0));
          expect(cluster.complete()).toEqual(cluster.keys());
          for (const [app, names] of wantedClaimTemplates(good))
            expect(templateNames(cluster.object(`StatefulSet demo/${app}-main`))).toEqual(
              expect.arrayContaining([...names]),
            );
        }),
        { ...runs(20, 1000), examples: [[mendWithOtherClaims]] },
      );
    },
    timeoutMs,
  );
});
