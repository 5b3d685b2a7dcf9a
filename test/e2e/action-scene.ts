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

/** Names the StatefulSet of the agent. */
export function statefulSet(namespace: string): KubeObject {
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
): Promise<void> {
  const request = (spec: unknown) => field(spec, 'resources', 'requests', 'storage');
  await eventually(async () => {
    const { spec } = await cluster.client.get(statefulSet(namespace));
    const sizes = [objectsAt(spec, 'volumeClaimTemplates')[0], ...(await claims(cluster, namespace))].map((one) =>
      request(field(one, 'spec')),
    );
    expect(sizes).toEqual(sizes.map(() => size));
  }, patience);
}
