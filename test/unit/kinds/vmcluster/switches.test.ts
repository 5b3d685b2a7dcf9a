import { describe, expect, it } from 'vitest';
import { syncVMCluster } from '../../../../hooks/kinds/vmcluster/sync.ts';
import { fieldAt } from '../../../../hooks/lib/field-path.ts';
import { objectKey } from '../../../../hooks/lib/kube-object.ts';
import type { SyncOutput } from '../../../../hooks/metacontroller/contract.ts';
import { someSettings } from '../../../fixtures/builders.ts';
import { RollingCluster } from '../../../fixtures/rolling-cluster.ts';
import { aVMCluster, clusterChildren, clusterRelated } from '../../../fixtures/some-vmcluster.ts';

const parts = { vmstorage: { replicaCount: 2 }, vmselect: { replicaCount: 2 }, vminsert: { replicaCount: 1 } };

function sync(spec: object, cluster: RollingCluster): SyncOutput {
  return syncVMCluster({
    parent: aVMCluster(spec),
    children: clusterChildren(...cluster.observed()),
    related: clusterRelated(),
    settings: someSettings(),
    now: '2026-01-02T03:04:05Z',
  });
}

/** Applies a spec and lets pods become ready until nothing more is wanted. */
function converge(spec: object, cluster = new RollingCluster()): RollingCluster {
  for (let round = 0; round < 12; round++) {
    cluster.apply(sync(spec, cluster));
    cluster.settle();
  }
  expect(sync(spec, cluster).status).toMatchObject({ updateStatus: 'operational' });
  return cluster;
}

/** Applies a spec once; no pod gets ready. */
function begin(spec: object, cluster: RollingCluster): SyncOutput {
  const output = sync(spec, cluster);
  cluster.apply(output);
  return output;
}

const names = (cluster: RollingCluster) => cluster.observed().map(objectKey);
const readyMessage = ({ status }: SyncOutput) => {
  const conditions = fieldAt(status, ['conditions']) as readonly { readonly type: string; readonly message: string }[];
  return conditions.find(({ type }) => type === 'Ready')?.message;
};

describe('roll-out', () => {
  const upgraded = { ...parts, clusterVersion: 'v9.0.0-cluster' };
  const imageOf = (cluster: RollingCluster, key: string) =>
    String(
      fieldAt(cluster.object(key), ['spec', 'template', 'spec', 'containers', '0', 'image']) ??
        JSON.stringify(cluster.object(key)?.spec),
    );
  const isUpgraded = (cluster: RollingCluster, key: string) => imageOf(cluster, key).includes('v9.0.0');
  const [storage, select, insert] = [
    'StatefulSet demo/vmstorage-main',
    'StatefulSet demo/vmselect-main',
    'Deployment demo/vminsert-main',
  ];
  const order = [storage, select, insert];

  it('goes from part to part, each when the one before is ready', () => {
    const cluster = converge(parts);
    for (const [index, key] of order.entries()) {
      const output = begin(upgraded, cluster);
      expect(order.filter((one) => isUpgraded(cluster, one))).toEqual(order.slice(0, index + 1));
      expect(readyMessage(output)).toMatch(new RegExp(`^${key} is to be applied`));
      cluster.notice(key);
      cluster.advance(key);
      begin(upgraded, cluster);
      expect(order.filter((one) => isUpgraded(cluster, one))).toEqual(order.slice(0, index + 1));
      cluster.settle();
    }
    expect(begin(upgraded, cluster).status).toMatchObject({ updateStatus: 'operational' });
  });

  it('says which part is stuck, since which generation, and what waits for it', () => {
    const cluster = converge(parts);
    cluster.badImages.add('victoriametrics/vmstorage:v9.0.0-cluster');
    begin(upgraded, cluster);
    cluster.settle();
    expect(readyMessage(begin(upgraded, cluster))).toBe(
      `${storage} is rolling out generation 2; vmselect waits for vmstorage; vminsert waits for vmstorage`,
    );
  });

  it('that is stuck is mended by the next good spec, whichever part it is in, before another part begins', () => {
    const cluster = converge(parts);
    cluster.badImages.add('victoriametrics/vmselect:bad');
    const bad = { ...parts, vmselect: { replicaCount: 2, image: { tag: 'bad' } } };
    begin(bad, cluster);
    cluster.settle();
    const mended = { ...parts, vmstorage: { replicaCount: 2, extraArgs: { a: '1' } } };
    const output = begin(mended, cluster);
    expect(readyMessage(output)).toBe(`vmstorage waits for vmselect; ${select} is to be applied`);
    expect(cluster.rolling()).toEqual([select]);
    converge(mended, cluster);
  });

  it('waits for no part whose pods are merely not ready', () => {
    const cluster = converge(parts);
    cluster.crash(select);
    begin({ ...parts, vmstorage: { replicaCount: 2, extraArgs: { a: '1' } } }, cluster);
    expect(cluster.rolling()).toEqual([storage]);
  });
});

describe('a part that is removed', () => {
  const { vminsert: _, ...without } = { ...parts, vmstorage: { replicaCount: 2, extraArgs: { a: '1' } } };
  const { vmselect: __, ...unasked } = parts;

  it('stays with all that belongs to it until the rest is ready', () => {
    const hpa = { maxReplicas: 3 };
    const cluster = converge({ ...parts, vminsert: { hpa, podDisruptionBudget: { minAvailable: 1 } } });
    const before = names(cluster).filter((name) => name.includes('vminsert'));
    expect(before).toHaveLength(5);
    begin(without, cluster);
    expect(names(cluster)).toEqual(expect.arrayContaining(before));
    converge(without, cluster);
    expect(names(cluster).filter((name) => name.includes('vminsert'))).toEqual([]);
  });

  it('takes its StatefulSet with it, by intent', () => {
    const cluster = converge(parts);
    expect(begin(unasked, cluster).removes).toContain('StatefulSet demo/vmselect-main');
    expect(names(cluster)).not.toContain('StatefulSet demo/vmselect-main');
  });

  it.each([
    { name: 'an autoscaler', field: { hpa: { maxReplicas: 3 } }, kind: 'HorizontalPodAutoscaler' },
    { name: 'a budget', field: { podDisruptionBudget: { minAvailable: 1 } }, kind: 'PodDisruptionBudget' },
    { name: 'a policy', field: { networkPolicy: { ingress: [{}] } }, kind: 'NetworkPolicy' },
  ])('$name of a part that stays goes at once', ({ field, kind }) => {
    const cluster = converge({ ...parts, vmselect: { replicaCount: 2, ...field } });
    expect(names(cluster)).toContain(`${kind} demo/vmselect-main`);
    begin({ ...parts, vmselect: { replicaCount: 2, extraArgs: { a: '1' } } }, cluster);
    expect(names(cluster)).not.toContain(`${kind} demo/vmselect-main`);
  });
});

describe('load balancer', () => {
  const balanced = { ...parts, requestsLoadBalancer: { enabled: true } };
  const address = (cluster: RollingCluster) =>
    fieldAt(cluster.object('Service demo/vmselect-main'), ['spec', 'clusterIP']);
  const gone = 'gone';

  /** What the Service of vmselect is from answer to answer. */
  function watch(spec: object, cluster: RollingCluster): readonly unknown[] {
    const seen: unknown[] = [];
    for (let round = 0; round < 12; round++) {
      begin(spec, cluster);
      const now = cluster.object('Service demo/vmselect-main') === undefined ? gone : address(cluster);
      if (seen.at(-1) !== now || seen.length === 0) seen.push(now);
      cluster.settle();
    }
    return seen;
  }

  it('takes over the Service of a part by making it anew, when it is ready itself', () => {
    const cluster = converge(parts);
    expect(watch(balanced, cluster)).toEqual(['None', gone, undefined]);
    expect(names(cluster)).toContain('Service demo/vmselectinternal-main');
  });

  it('gives it back, and stays until clients have been led past it', () => {
    const cluster = converge(balanced);
    begin({ ...parts, vmstorage: { replicaCount: 2, extraArgs: { a: '1' } } }, cluster);
    const serving = [
      'Deployment demo/vmclusterlb-main',
      'Secret demo/vmclusterlb-main',
      'Service demo/vmselectinternal-main',
    ];
    expect(names(cluster)).toEqual(expect.arrayContaining(serving));
    expect(watch(parts, cluster)).toEqual([undefined, gone, 'None']);
    expect(names(cluster).filter((name) => /lb-main|internal-main/.test(name))).toEqual([]);
  });
});

it('a paused cluster stays as it is', () => {
  const cluster = converge(parts);
  const before = cluster.observed();
  begin({ ...parts, paused: true, clusterVersion: 'v9.0.0-cluster' }, cluster);
  expect(cluster.observed()).toEqual(before);
});
