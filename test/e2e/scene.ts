import { inject } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { eventually, type Patience, throughout } from '../harness/eventually.ts';
import { objectsAt, textAt } from '../harness/fields.ts';
import { users } from '../harness/identities.ts';
import { type Installation, startInstallation } from '../harness/installation.ts';
import { joinSharedCluster, type SharedCluster } from '../harness/shared-cluster.ts';

/** The shared control plane with vmop installed, as one test file uses it. */
export interface Scene extends SharedCluster {
  readonly vmop: Installation;
}

/** A VMSingle as a test writes it. */
export interface SomeVMSingle extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Starts vmop on the shared control plane. `resyncSeconds` shortens the resync periods of all controllers. Call it in beforeAll. */
export async function enterScene(resyncSeconds?: number): Promise<Scene> {
  const failure = inject('bundleFailure');
  if (failure !== null) throw new Error(`the bundle was not built: ${failure}`);
  return installVmop(await joinSharedCluster(), resyncSeconds);
}

/** Starts vmop on a shared control plane that was joined before. `leave` of the scene ends both. */
export async function installVmop(cluster: SharedCluster, resyncSeconds?: number): Promise<Scene> {
  const metacontroller = inject('metacontroller');
  if (metacontroller === null) throw new Error('no metacontroller: guard the tests by isMetacontrollerMissing()');
  const options = { metacontroller, ...(resyncSeconds === undefined ? {} : { resyncSeconds }) };
  const vmop = await startInstallation(cluster.access, cluster.client, options);
  return {
    ...cluster,
    vmop,
    leave: async () => {
      await vmop.stop();
      await cluster.leave();
    },
  };
}

/** A VMSingle named `shop` in a namespace, with the given spec. */
export function aVMSingle(namespace: string, spec: Readonly<Record<string, unknown>> = {}): SomeVMSingle {
  return {
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMSingle',
    metadata: { name: 'shop', namespace },
    spec,
  };
}

/** Name of all direct children of the VMSingle. */
export const childName = 'vmsingle-shop';

/** Names a child of the VMSingle. */
export function child(
  kind: 'Deployment' | 'Service' | 'ServiceAccount' | 'PersistentVolumeClaim' | 'VMServiceScrape',
  namespace: string,
): KubeObject {
  const apiVersion = {
    Deployment: 'apps/v1',
    VMServiceScrape: 'operator.victoriametrics.com/v1beta1',
    Service: 'v1',
    ServiceAccount: 'v1',
    PersistentVolumeClaim: 'v1',
  }[kind];
  return { apiVersion, kind, metadata: { name: childName, namespace } };
}

/** Waits until the VMSingle reports this updateStatus for its present generation; gives it. */
export function reaches(
  scene: SharedCluster,
  cr: KubeObject,
  updateStatus: 'operational' | 'expanding' | 'failed' | 'paused',
  patience: Patience = {},
): Promise<KubeObject> {
  return eventually(async () => {
    const live = await scene.client.get(cr);
    const { generation = 0 } = live.metadata;
    const status = {
      updateStatus: textAt(live.status, 'updateStatus'),
      observedGeneration: Object(live.status)['observedGeneration'],
    };
    if (status.updateStatus !== updateStatus || status.observedGeneration !== generation) {
      throw new Error(
        `${cr.metadata.name} should be ${updateStatus} at generation ${generation}, is ${JSON.stringify(live.status)}`,
      );
    }
    return live;
  }, patience);
}

/** Waits until three seconds have passed in which nobody wrote anything in a namespace, not even the same again. */
export async function settled(scene: Scene, namespace: string): Promise<void> {
  await eventually(async () => {
    const mark = await scene.writes.mark();
    await throughout(3000, async () => {
      const last = (await scene.writes.since(mark, { namespace })).at(-1);
      if (last !== undefined) throw new Error(`still written: ${JSON.stringify(last)}`);
    });
  });
}

/** What Metacontroller changed in a namespace since the mark, its reports on the parent's status left out. */
export async function childChanges(scene: Scene, mark: number, namespace: string): Promise<readonly string[]> {
  const changes = await scene.writes.changesSince(mark, { namespace, user: users.metacontroller });
  return changes.filter((change) => !change.includes('/status '));
}

/** The objects which a user sees in a namespace, as sorted `Kind name`; what Kubernetes itself puts there is left out. */
export async function inventory(scene: SharedCluster, namespace: string): Promise<readonly string[]> {
  const kinds = [
    ['apps/v1', 'Deployment'],
    ['v1', 'Service'],
    ['v1', 'ServiceAccount'],
    ['v1', 'ConfigMap'],
    ['v1', 'PersistentVolumeClaim'],
    ['operator.victoriametrics.com/v1beta1', 'VMServiceScrape'],
  ] as const;
  const lists = await Promise.all(
    kinds.map(([apiVersion, kind]) => scene.client.list({ apiVersion, kind, namespace })),
  );
  const names = lists.flat().map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  return names.filter((name) => name !== 'ConfigMap kube-root-ca.crt' && name !== 'ServiceAccount default').sort();
}

/** Uids of a namespace's pods: equal lists mean that no pod was restarted. */
export async function podUids(scene: SharedCluster, namespace: string): Promise<readonly string[]> {
  const pods = await scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace });
  return pods.map(({ metadata }) => metadata.uid ?? '').sort();
}

/** One condition of the VMSingle, or undefined. */
export function condition(cr: KubeObject, type: string): Readonly<Record<string, unknown>> | undefined {
  return objectsAt(cr.status, 'conditions').find((candidate) => candidate['type'] === type);
}
