import { describe, expect, it } from 'vitest';
import { stuckPods } from '../../../hooks/kinds/stuck-pods.ts';
import { relateVMCluster } from '../../../hooks/kinds/vmcluster/relate.ts';
import { syncVMCluster } from '../../../hooks/kinds/vmcluster/sync.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { someSettings } from '../../fixtures/builders.ts';
import { RollingCluster } from '../../fixtures/rolling-cluster.ts';
import { aVMCluster, clusterChildren, clusterRelated } from '../../fixtures/some-vmcluster.ts';

const now = '2026-01-02T03:04:05Z';
const before = '2026-01-02T03:03:05Z';
const justNow = '2026-01-02T03:04:00Z';

const labels = { app: 'oak' };
const oak: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'oak', namespace: 'demo', generation: 7 },
  spec: { replicas: 3, selector: { matchLabels: labels } },
  status: { observedGeneration: 7, replicas: 3, readyReplicas: 2, updatedReplicas: 1, updateRevision: 'oak-2' },
};

const ready = (status: string, lastTransitionTime = before, more: object = {}) => ({
  type: 'Ready',
  status,
  lastTransitionTime,
  ...more,
});
const unready = { reason: 'ContainersNotReady', message: 'containers with unready status: [app]' };

function aPod(name: string, status: object, metadata: object = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'demo', labels: { ...labels, 'controller-revision-hash': 'oak-2' }, ...metadata },
    status,
  };
}
const waiting = (reason: string, more: object = {}) => ({
  containerStatuses: [{ name: 'app', ready: false, state: { waiting: { reason } }, ...more }],
});

const find = (pods: readonly KubeObject[], workload = oak) =>
  stuckPods({ children: clusterChildren(workload), related: clusterRelated(...pods), now }).map(
    ({ message }) => message,
  );

describe('pods that hold up a roll-out', () => {
  it.each<{ name: string; status: object; metadata?: object; says: string | null }>([
    { name: 'ready', status: { conditions: [ready('True')] }, says: null },
    { name: 'only just unready', status: { conditions: [ready('False', justNow, unready)] }, says: null },
    {
      name: 'unready for long',
      status: { conditions: [ready('False', before, unready)] },
      says: 'at generation 7: Ready is False (ContainersNotReady: containers with unready status: [app])',
    },
    {
      name: 'not scheduled',
      status: {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes are available' },
          ready('False', before, unready),
        ],
      },
      says: 'at generation 7: PodScheduled is False (Unschedulable: 0/3 nodes are available)',
    },
    {
      name: 'an image that is not there, at once',
      status: { conditions: [ready('False', justNow, unready)], ...waiting('ErrImagePull') },
      says: 'at generation 7: Ready is False (ContainersNotReady: containers with unready status: [app]); container app waits: ImagePullBackOff',
    },
    {
      name: 'a crash, with how it ended',
      status: {
        conditions: [ready('False', justNow)],
        ...waiting('CrashLoopBackOff', { lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } } }),
      },
      says: 'at generation 7: Ready is False; container app waits: CrashLoopBackOff, last ended by OOMKilled, exit code 137',
    },
    {
      name: 'a container that is about to start',
      status: { conditions: [ready('False', justNow)], ...waiting('ContainerCreating') },
      says: null,
    },
    {
      name: 'of an older revision',
      status: { conditions: [ready('False')] },
      metadata: { labels: { ...labels, 'controller-revision-hash': 'oak-1' } },
      says: 'from before generation 7: Ready is False',
    },
    { name: 'of another workload', status: { conditions: [ready('False')] }, metadata: { labels: {} }, says: null },
    { name: 'elsewhere', status: { conditions: [ready('False')] }, metadata: { namespace: 'mall' }, says: null },
    { name: 'about to go', status: {}, metadata: { deletionTimestamp: justNow }, says: null },
    {
      name: 'on a node that is gone',
      status: { conditions: [ready('False')] },
      metadata: { deletionTimestamp: before },
      says: 'at generation 7: it is being deleted and does not end',
    },
    {
      name: 'unknown to any node',
      status: {},
      metadata: { creationTimestamp: before },
      says: 'at generation 7: it is not noticed by a node yet',
    },
  ])('$name', ({ status, metadata, says }) => {
    const found = find([aPod('oak-2', status, metadata)]);
    expect(found).toEqual(says === null ? [] : [`pod oak-2 of StatefulSet demo/oak ${says}`]);
  });

  it('nothing is said where the workload is ready', () => {
    const status = { observedGeneration: 7, replicas: 3, readyReplicas: 3, updatedReplicas: 3 };
    expect(find([aPod('oak-2', { conditions: [ready('False')] })], { ...oak, status })).toEqual([]);
  });

  it('names three of many, whatever their order', () => {
    const pods = [4, 1, 0, 3, 2].map((index) => aPod(`oak-${index}`, { conditions: [ready('False')] }));
    const found = find(pods);
    expect(found.map((line) => line.split(' at ')[0])).toEqual([
      'pod oak-0 of StatefulSet demo/oak',
      'pod oak-1 of StatefulSet demo/oak',
      'pod oak-2 of StatefulSet demo/oak',
      'further pods of StatefulSet demo/oak are stuck too',
    ]);
    expect(find(pods.toReversed())).toEqual(found);
  });

  it('throws when it was not told the pods', () => {
    expect(() => stuckPods({ children: clusterChildren(oak), related: {}, now })).toThrow(/lacks.*Pod\.v1/);
  });
});

it('a VMCluster reads no pods where settings say so', () => {
  const resources = (readPods: boolean) =>
    relateVMCluster(aVMCluster({ vmstorage: {} }), someSettings({ readPods })).map(({ resource }) => resource);
  expect([resources(true), resources(false)]).toEqual([['pods'], []]);
  const input = { parent: aVMCluster({ vmstorage: {} }), children: clusterChildren(), related: {}, now };
  expect(() => syncVMCluster({ ...input, settings: someSettings({ readPods: false }) })).not.toThrow();
});

it('the status of a VMCluster names the pod, the generation and why, and forgets it once it is mended', () => {
  const cluster = new RollingCluster();
  const spec = (tag: string) => ({ vmstorage: { replicaCount: 2, image: { tag } }, vmselect: { replicaCount: 1 } });
  const sync = (tag: string, pods: readonly KubeObject[] = []) => {
    const output = syncVMCluster({
      parent: aVMCluster(spec(tag)),
      children: clusterChildren(...cluster.observed()),
      related: clusterRelated(...pods),
      settings: someSettings(),
      now,
    });
    cluster.apply(output);
    return JSON.stringify(output.status);
  };
  for (let round = 0; round < 5; round++) {
    sync('v1.1.0');
    cluster.settle();
  }
  expect(sync('v1.1.0')).toContain('"operational"');
  cluster.badImages.add('victoriametrics/vmstorage:bad');
  sync('bad');
  cluster.settle();
  const pod = aPod(
    'vmstorage-main-1',
    { conditions: [ready('False', justNow, unready)], ...waiting('ImagePullBackOff') },
    {
      labels: {
        'app.kubernetes.io/name': 'vmstorage',
        'app.kubernetes.io/instance': 'main',
        'app.kubernetes.io/component': 'monitoring',
        'managed-by': 'vm-operator',
      },
    },
  );
  const stuck = sync('bad', [pod]);
  expect(stuck).toContain(
    'pod vmstorage-main-1 of StatefulSet demo/vmstorage-main at generation 2: Ready is False (ContainersNotReady: containers with unready status: [app]); container app waits: ImagePullBackOff',
  );
  expect(stuck).toContain('"type":"PodStuck"');
  for (let round = 0; round < 5; round++) {
    sync('v1.1.0', [pod]);
    cluster.settle();
  }
  expect(sync('v1.1.0', [pod])).toContain('"operational"');
  expect(sync('v1.1.0', [pod])).not.toContain('PodStuck');
});
