import { expect, it } from 'vitest';
import { defaultSettings } from '../../../hooks/api/settings-table.ts';
import { localHooks } from '../../../hooks/cli/environment.ts';
import { drive } from '../../../hooks/driver/drive.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { compareObjects } from '../../../hooks/plan/compare-objects.ts';

const aCluster = (clusterVersion: string): KubeObject => ({
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind: 'VMCluster',
  metadata: { name: 'main', namespace: 'shop' },
  spec: {
    clusterVersion,
    requestsLoadBalancer: { enabled: true, spec: { image: { tag: clusterVersion } } },
    vmstorage: {},
    vmselect: {},
    vminsert: {},
  },
});

it('pods are listed in the order in which the gate really rolls them', () => {
  const hooks = localHooks(defaultSettings);
  const old = drive([aCluster('v1.149.0-cluster')], hooks);
  const next = drive(old.objects, { ...hooks, edits: [{ apply: aCluster('v1.150.0-cluster') }] });
  const rolled = next.writes.map(({ key }) => key).filter((key) => /^(Deployment|StatefulSet) /.test(key));
  const listed = compareObjects(old.objects, next.objects).pods.map(({ workload }) => workload);
  expect(listed).toHaveLength(4);
  expect(listed).toEqual([...new Set(rolled)]);
});

it.each<{ name: string; given: readonly string[]; want: readonly string[] }>([
  {
    name: 'cluster after cluster',
    given: ['shop b vmstorage', 'shop a vminsert', 'shop b vmselect', 'shop a vmstorage'],
    want: ['shop a vmstorage', 'shop a vminsert', 'shop b vmstorage', 'shop b vmselect'],
  },
  {
    name: 'namespace after namespace',
    given: ['shop a vmstorage', 'mall z vmselect'],
    want: ['mall z vmselect', 'shop a vmstorage'],
  },
  {
    name: 'others before clusters, by name',
    given: ['shop a vmstorage', 'shop z vmsingle', 'shop b vmagent'],
    want: ['shop b vmagent', 'shop z vmsingle', 'shop a vmstorage'],
  },
])('$name', ({ given, want }) => {
  const workload = (text: string): KubeObject => {
    const [namespace = '', instance = '', app = ''] = text.split(' ');
    const labels = { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': instance };
    return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace, name: `${app}-${instance}`, labels } };
  };
  const toKey = (text: string) => {
    const { namespace, name } = workload(text).metadata;
    return `Deployment ${namespace}/${name}`;
  };
  expect(compareObjects([], given.map(workload)).pods.map((pod) => pod.workload)).toEqual(want.map(toKey));
});
