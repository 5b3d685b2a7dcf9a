import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStatus } from '../../../hooks/api/parse.ts';
import { vmclusterApi } from '../../../hooks/api/vmcluster.ts';
import { vmcluster } from '../../../hooks/kinds/vmcluster/index.ts';
import { syncVMCluster } from '../../../hooks/kinds/vmcluster/sync.ts';
import type { SyncOutput } from '../../../hooks/metacontroller/contract.ts';
import { guardSync } from '../../../hooks/metacontroller/guard.ts';
import { someSettings } from '../../fixtures/builders.ts';
import { RollingCluster } from '../../fixtures/rolling-cluster.ts';
import { aVMCluster, clusterChildren, clusterRelated } from '../../fixtures/some-vmcluster.ts';

const settings = someSettings({ ownImage: 'vmop:v1' });
const now = '2026-01-02T03:04:05Z';

const apps = ['vmstorage', 'vmselect', 'vminsert'] as const;

/** What the user wants: for each part its settings, or null for none. */
interface Wish {
  readonly balanced: boolean;
  readonly parts: Readonly<Record<(typeof apps)[number], object | null>>;
}

const everything: Wish = {
  balanced: true,
  parts: { vmstorage: { replicaCount: 2 }, vmselect: { replicaCount: 2 }, vminsert: { replicaCount: 2 } },
};

const claim = (name: string) => ({ metadata: { name }, spec: { resources: { requests: { storage: '1Gi' } } } });
/** Claim templates that come, go and change their names. */
const bareDisks = { storage: { emptyDir: {} }, claimTemplates: [], volumeMounts: [] };
const furtherClaim = { claimTemplates: [claim('more')], volumeMounts: [{ name: 'more', mountPath: '/more' }] };
const dataClaim = (name: string) => ({ storage: { volumeClaimTemplate: claim(name) } });

/** One field after the other: a bad image in one part and a new flag in another are what makes roll-outs meet. */
const change = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('v1.1.0', 'v1.2.0', 'v6.6.6').map((tag) => ({ image: { tag } })) },
  { weight: 3, arbitrary: fc.constantFrom({ extraArgs: {} }, { extraArgs: { a: '1' } }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }).map((replicaCount) => ({ replicaCount })) },
  { weight: 1, arbitrary: fc.constantFrom({ rollingUpdateStrategy: 'RollingUpdate' }, { rollingUpdateStrategy: '' }) },
  { weight: 2, arbitrary: fc.constantFrom(bareDisks, furtherClaim, ...['a', 'b'].map(dataClaim)) },
  { weight: 1, arbitrary: fc.constant(null) },
);
type Edit = { readonly app: (typeof apps)[number]; readonly to: object | null } | { readonly balanced: boolean };

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ app: fc.constantFrom(...apps), to: change }) },
  { weight: 1, arbitrary: fc.record({ balanced: fc.boolean() }) },
);

function makeEdit(wish: Wish, edit: Edit): Wish {
  if ('balanced' in edit) return { ...wish, balanced: edit.balanced };
  const { app, to } = edit;
  const isStateless = app === 'vminsert' && to !== null && ('storage' in to || 'claimTemplates' in to);
  const part = to === null ? null : { replicaCount: 2, ...wish.parts[app], ...(isStateless ? {} : to) };
  return { ...wish, parts: { ...wish.parts, [app]: part } };
}

type PodEvent = { readonly kind: 'notice' | 'advance' | 'crash' | 'act' | 'settle'; readonly index: number };
type Event = { readonly kind: 'edit'; readonly edit: Edit } | PodEvent;

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 2, arbitrary: edit.map((by) => ({ kind: 'edit' as const, edit: by })) },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constantFrom('notice', 'notice', 'advance', 'advance', 'advance', 'advance', 'crash', 'act', 'settle'),
      index: fc.nat({ max: 5 }),
    }),
  },
);

function specOf({ balanced, parts }: Wish): object {
  const wanted = Object.entries(parts).filter(([, part]) => part !== null);
  return { requestsLoadBalancer: { enabled: balanced }, ...Object.fromEntries(wanted) };
}

function sync(wish: Wish, cluster: RollingCluster, shuffled = false): SyncOutput {
  const objects = shuffled ? cluster.observed().toReversed() : cluster.observed();
  const children = clusterChildren(...objects);
  const output = syncVMCluster({
    parent: aVMCluster(specOf(wish)),
    children,
    related: clusterRelated(),
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

/** One thing happens, and the hooks answer. */
function step(cluster: RollingCluster, wish: Wish, next: Event): { readonly wish: Wish; readonly output: SyncOutput } {
  const wanted = next.kind === 'edit' ? makeEdit(wish, next.edit) : wish;
  if (next.kind !== 'edit') play(cluster, next);
  const output = sync(wanted, cluster);
  expect(sync(wanted, cluster, true)).toEqual(output);
  cluster.apply(output);
  return { wish: wanted, output };
}

function play(cluster: RollingCluster, { kind, index }: PodEvent): void {
  const keys = cluster.keys();
  const key = keys[index % Math.max(1, keys.length)];
  if (kind === 'settle' || kind === 'act') cluster[kind]();
  else if (key !== undefined) cluster[kind](key);
}

/** Lets everything become ready until the hooks want nothing more, or for so long that something must be stuck. */
function settleAll(cluster: RollingCluster, wish: Wish): SyncOutput {
  let output = sync(wish, cluster);
  for (let round = 0; round < 60 && !/"operational"/.test(JSON.stringify(output.status)); round++) {
    cluster.apply(output);
    cluster.settle();
    output = sync(wish, cluster);
  }
  // The last answer drops what was kept until then.
  cluster.apply(output);
  return sync(wish, cluster);
}

/** A cluster in which everything runs, and in which the image of one version never does. */
function aRunningCluster(): RollingCluster {
  const cluster = new RollingCluster();
  for (const app of apps) cluster.badImages.add(`victoriametrics/${app}:v6.6.6`);
  expect(settleAll(cluster, everything).status).toMatchObject({ updateStatus: 'operational' });
  return cluster;
}

const wantedSets = ({ parts }: Wish) =>
  (['vmstorage', 'vmselect'] as const).flatMap((app) => (parts[app] === null ? [] : [`StatefulSet demo/${app}-main`]));

/** A part that is to go, kept until the rest is ready, is as it is: nobody waits for its roll-out, which may never end. */
function isWanted({ balanced, parts }: Wish): (key: string) => boolean {
  const going = [...apps.filter((app) => parts[app] === null), ...(balanced ? [] : ['vmclusterlb'])];
  return (key) => !going.some((app) => key.includes(app));
}

const isLong = process.env['VMOP_LONG'] !== undefined;

describe('VMCluster', () => {
  it('never begins to roll a part while another one rolls, and never drops a StatefulSet that is wanted, whatever is edited and whichever pods get ready', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 5, maxLength: 40 }), (events) => {
        const cluster = aRunningCluster();
        let wish = everything;
        for (const next of events) {
          const before = new Set(cluster.keys());
          const rolled = new Set(cluster.rolling());
          ({ wish } = step(cluster, wish, next));
          const kept = cluster.keys();
          for (const key of wantedSets(wish)) if (before.has(key)) expect(kept).toContain(key);
          const rolling = cluster.rolling().filter(isWanted(wish));
          if (rolling.some((key) => !rolled.has(key))) expect(rolling).toHaveLength(1);
        }
      }),
      { numRuns: isLong ? 2000 : 25 },
    );
  }, 120_000);

  it('gets from anywhere, stuck roll-outs included, to what is wanted once that can run, and then changes nothing', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const cluster = aRunningCluster();
        const wish = events.reduce((now, next) => step(cluster, now, next).wish, everything);
        const good: Wish = JSON.parse(JSON.stringify(wish).replaceAll('v6.6.6', 'v1.2.0'));
        const output = settleAll(cluster, good);
        expect(output.status).toMatchObject({ updateStatus: 'operational' });
        const before = cluster.observed();
        cluster.apply(output);
        expect(cluster.observed()).toEqual(before);
        const parts = apps.filter((app) => good.parts[app] !== null).length;
        expect(cluster.keys()).toHaveLength(parts + (good.balanced ? 1 : 0));
      }),
      { numRuns: isLong ? 1000 : 15 },
    );
  }, 120_000);
});
