import { expect } from 'vitest';
import type { JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, type Patience } from '../harness/eventually.ts';
import { field, objectsAt } from '../harness/fields.ts';
import type { SharedCluster } from '../harness/shared-cluster.ts';

/** Name of the StatefulSet of the agent. */
const name = 'vmagent-edge';

/** spec.statefulStorage with a claim of that size. */
export function someTemplate(storage: string, storageClassName = 'expandable'): JsonObject {
  return { volumeClaimTemplate: { spec: { storageClassName, resources: { requests: { storage } } } } };
}

/** A VMAgent `edge` with two pods that have a claim of 1Gi each; a patch changes its spec. */
export function someAgent(namespace: string, spec: JsonObject = {}): KubeObject {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMAgent',
    metadata: { name: 'edge', namespace },
    spec: {
      remoteWrite: [{ url: 'http://127.0.0.1/w' }],
      // Else it follows the size of the claim, and pods restart for that.
      remoteWriteSettings: { maxDiskUsagePerURL: '512MiB' },
      ingestOnlyMode: true,
      disableSelfServiceScrape: true,
      statefulMode: true,
      replicaCount: 2,
      statefulStorage: someTemplate('1Gi'),
      ...spec,
    },
  };
}

/** A custom resource with a StatefulSet of two pods that have a claim of 1Gi each, and how its storage grows. */
export interface Subject {
  readonly kind: string;
  readonly make: (namespace: string) => KubeObject;
  /** Patch of its spec. */
  readonly storage: (size: string) => JsonObject;
  readonly statefulSet: string;
  /** Names of the claims. */
  readonly claims: readonly string[];
  /** `app.kubernetes.io/name` of the pods. */
  readonly app: string;
}

/** A VMAgent, and a VMCluster whose storage nodes have claims and whose other parts wait for them. */
export const subjects: readonly [Subject, Subject] = [
  {
    kind: 'VMAgent',
    make: someAgent,
    storage: (size) => ({ statefulStorage: someTemplate(size) }),
    statefulSet: name,
    claims: [`persistent-queue-data-${name}-0`, `persistent-queue-data-${name}-1`],
    app: 'vmagent',
  },
  {
    kind: 'VMCluster',
    make: (namespace) => ({
      apiVersion: 'operator.victoriametrics.com/v1beta1',
      kind: 'VMCluster',
      metadata: { name: 'edge', namespace },
      spec: {
        vmstorage: { replicaCount: 2, storage: someTemplate('1Gi') },
        vmselect: { replicaCount: 1 },
        vminsert: { replicaCount: 1 },
      },
    }),
    storage: (size) => ({ vmstorage: { storage: someTemplate(size) } }),
    statefulSet: 'vmstorage-edge',
    claims: ['vmstorage-db-vmstorage-edge-0', 'vmstorage-db-vmstorage-edge-1'],
    app: 'vmstorage',
  },
];

/** Names the StatefulSet of the agent, or of another subject. */
export function statefulSet(namespace: string, { statefulSet: name }: Subject = subjects[0]): KubeObject {
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name, namespace } };
}

/** All claims of a namespace by name. */
export async function claims(cluster: SharedCluster, namespace: string): Promise<readonly KubeObject[]> {
  const found = await cluster.client.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace });
  return found.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

/** How large the volume of a claim is. */
export function claimSize({ status }: KubeObject): unknown {
  return field(status, 'capacity', 'storage');
}

/** Waits until the StatefulSet has a claim template of that size, and all claims ask for it. */
export async function grown(
  cluster: SharedCluster,
  namespace: string,
  size: string,
  patience: Patience = {},
  subject: Subject = subjects[0],
): Promise<void> {
  const request = (spec: unknown) => field(spec, 'resources', 'requests', 'storage');
  await eventually(async () => {
    const { spec } = await cluster.client.get(statefulSet(namespace, subject));
    const sizes = [objectsAt(spec, 'volumeClaimTemplates')[0], ...(await claims(cluster, namespace))].map((one) =>
      request(field(one, 'spec')),
    );
    expect(sizes).toEqual(sizes.map(() => size));
  }, patience);
}
