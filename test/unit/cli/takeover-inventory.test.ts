import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../hooks/cli/cluster.ts';
import { takeInventory } from '../../../hooks/cli/takeover/inventory.ts';
import type { KubeObject } from '../../../hooks/lib/kube-object.ts';
import { registry } from '../../../hooks/registry.ts';

const cr = (kind: string): KubeObject => ({
  apiVersion: 'operator.victoriametrics.com/v1beta1',
  kind,
  metadata: { name: 'edge', namespace: 'demo', uid: 'uid-cr' },
});
const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'demo', uid: 'uid-ns' } };
const claim = (kind: string, owner?: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: {
    name: 'data',
    namespace: 'demo',
    labels: {
      'app.kubernetes.io/name': kind.toLowerCase(),
      'app.kubernetes.io/instance': 'edge',
      'managed-by': 'vm-operator',
    },
    ...(owner === undefined
      ? {}
      : { ownerReferences: [{ apiVersion: 'x/v1', kind, name: 'edge', uid: owner, controller: true }] }),
  },
});

/** A cluster that holds one CR and one claim. */
const aCluster = (kind: string, owner?: string): Cluster => ({
  server: 'https://test',
  get: async () => namespace,
  list: async (path) => {
    if (path.includes('persistentvolumeclaims')) return [claim(kind, owner)];
    return path.endsWith(`/${kind.toLowerCase()}s`) ? [cr(kind)] : [];
  },
  create: () => Promise.reject(new Error('reads only')),
  patch: () => Promise.reject(new Error('reads only')),
});

describe('takeInventory: claims', () => {
  it.each([
    { name: "of a StatefulSet stay nobody's", kind: 'VMAgent', owner: undefined, count: 0 },
    { name: 'that would go with the CR are taken, whoever made them', kind: 'VMAgent', owner: 'uid-cr', count: 1 },
    { name: 'that outlive the CR', kind: 'VMSingle', owner: 'uid-cr', count: 1 },
    { name: 'that Metacontroller released', kind: 'VMSingle', owner: undefined, count: 1 },
    { name: 'of somebody else', kind: 'VMSingle', owner: 'uid-other', count: 0 },
  ])('$name ($kind)', async ({ kind, owner, count }) => {
    const kinds = registry.filter(({ api }) => api.kind === kind);
    const [estate] = await takeInventory(aCluster(kind, owner), kinds, { namespace: 'demo' });
    expect(estate?.claims).toHaveLength(count);
  });
});
