import { describe, expect, it } from 'vitest';
import { type DriveResult, drive } from '../../../../hooks/driver/drive.ts';
import { callInProcess } from '../../../../hooks/driver/in-process.ts';
import { namespaceDecorator } from '../../../../hooks/driver/namespace-decorator.ts';
import { asleepCluster, type ClusterModel, readyCluster } from '../../../../hooks/driver/simulate.ts';
import type { KubeObject } from '../../../../hooks/lib/kube-object.ts';
import { allKinds } from '../../../../hooks/registry.ts';
import { someSettings } from '../../../fixtures/builders.ts';

const now = '2026-01-02T03:04:05Z';
const settings = someSettings();

function agent(spec: object): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMAgent',
    metadata: { name: 'edge', namespace: 'demo' },
    spec: { remoteWrite: [{ url: 'http://store/w' }], podDisruptionBudget: { minAvailable: 1 }, ...spec },
  };
}

/** Applies a VMAgent to a cluster and waits until nothing changes. */
function apply(spec: object, before: readonly KubeObject[] = [], cluster: ClusterModel = readyCluster): DriveResult {
  const options = { registry: allKinds, settings, now, decorator: namespaceDecorator(allKinds), cluster };
  return drive(before, {
    ...options,
    edits: [{ apply: agent(spec) }],
    callHook: callInProcess(allKinds, settings, now),
  });
}

const running = ['Deployment', 'StatefulSet', 'DaemonSet', 'PodDisruptionBudget'];
const names = ({ objects }: DriveResult) =>
  objects.filter(({ kind }) => running.includes(kind)).map(({ kind, metadata }) => `${kind} demo/${metadata.name}`);
const statusOf = ({ objects }: DriveResult): unknown => objects.find(({ kind }) => kind === 'VMAgent')?.status;

const plain = ['Deployment demo/vmagent-edge', 'PodDisruptionBudget demo/vmagent-edge'];
const shard = (kind: string, index: number) => [
  `${kind} demo/vmagent-edge-${index}`,
  `PodDisruptionBudget demo/vmagent-edge-${index}`,
];

const switches = [
  {
    name: 'Deployment to StatefulSet',
    from: {},
    to: { statefulMode: true },
    made: ['StatefulSet demo/vmagent-edge'],
    gone: ['Deployment demo/vmagent-edge'],
  },
  {
    name: 'StatefulSet to Deployment',
    from: { statefulMode: true },
    to: {},
    made: ['Deployment demo/vmagent-edge'],
    gone: ['StatefulSet demo/vmagent-edge'],
  },
  {
    name: 'Deployment to DaemonSet',
    from: {},
    to: { daemonSetMode: true },
    made: ['DaemonSet demo/vmagent-edge'],
    gone: plain,
  },
  {
    name: 'DaemonSet to Deployment',
    from: { daemonSetMode: true },
    to: {},
    made: plain,
    gone: ['DaemonSet demo/vmagent-edge'],
  },
  {
    name: 'one to two shards',
    from: { shardCount: 1 },
    to: { shardCount: 2 },
    made: shard('Deployment', 1),
    gone: [],
  },
  {
    name: 'three shards to one, stateful',
    from: { shardCount: 3, statefulMode: true },
    to: { shardCount: 1, statefulMode: true },
    made: [],
    gone: [...shard('StatefulSet', 1), ...shard('StatefulSet', 2)],
  },
  { name: 'no shards to one', from: {}, to: { shardCount: 1 }, made: shard('Deployment', 0), gone: plain },
];

describe('a VMAgent that changes its mode or shards', () => {
  it.each(switches)('makes before it breaks, and leaves nothing behind: $name', ({ from, to, made, gone }) => {
    const before = apply(from);
    const after = apply(to, before.objects);
    const own = after.writes.filter(({ key }) => [...made, ...gone].includes(key));
    const created = own.findLastIndex(({ verb }) => verb === 'create');
    const deleted = own.findIndex(({ verb }) => verb === 'delete');
    expect(
      own
        .filter(({ verb }) => verb === 'create')
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual([...made].toSorted());
    expect(
      own
        .filter(({ verb }) => verb === 'delete')
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual([...gone].toSorted());
    if (made.length > 0 && gone.length > 0) expect(created).toBeLessThan(deleted);
    expect(names(after)).toEqual(names(apply(to)));
    expect(statusOf(after)).toMatchObject({ updateStatus: 'operational' });
  });

  it.each(switches)('keeps what runs as long as the new does not: $name', ({ from, to, gone }) => {
    const after = apply(to, apply(from).objects, asleepCluster);
    expect(names(after)).toEqual(expect.arrayContaining(gone));
    expect(statusOf(after)).toMatchObject({ updateStatus: 'expanding' });
  });
});
