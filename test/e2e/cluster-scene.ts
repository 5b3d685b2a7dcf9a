import { expect } from 'vitest';
import type { KubeObject } from '../../hooks/lib/kube-object.ts';
import { field, objectsAt, textAt } from '../harness/fields.ts';
import type { RollOutReport } from '../harness/roll-out-history.ts';
import { RollOutWatch } from '../harness/roll-out-watch.ts';
import { someTemplate } from './action-scene.ts';
import { reaches, type Scene } from './scene.ts';

/** Parts of a VMCluster in the order in which they roll. */
export const apps = ['vmstorage', 'vmselect', 'vminsert'] as const;
export type App = (typeof apps)[number];

/** Name of the workload of a part. */
export const workloadName = (app: App) => `${app}-shop`;

/** A version of all parts. */
export const version = (tag: string) => ({ clusterVersion: `${tag}-cluster` });

/** Three storage nodes with claims, and two of each other part. */
export const three = {
  ...version('v1.149.0'),
  vmstorage: { replicaCount: 3, storage: someTemplate('1Gi') },
  vmselect: { replicaCount: 2 },
  vminsert: { replicaCount: 2 },
};

/** A VMCluster `shop` in a namespace of its own whose roll-outs are followed from its first moment. */
export interface WatchedCluster {
  readonly cr: KubeObject;
  readonly namespace: string;
  readonly watch: RollOutWatch;
}

/** Creates a VMCluster, and waits until it is operational. */
export async function createCluster(scene: Scene, spec: object): Promise<WatchedCluster> {
  const namespace = await scene.namespace('vmcluster');
  const watch = await RollOutWatch.start(scene.client, namespace);
  const cr = await scene.client.create({
    apiVersion: 'operator.victoriametrics.com/v1beta1',
    kind: 'VMCluster',
    metadata: { name: 'shop', namespace },
    spec,
  });
  await reaches(scene, cr, 'operational');
  return { cr, namespace, watch };
}

/** Ends what createCluster began. */
export async function removeCluster(scene: Scene, { cr, watch }: WatchedCluster): Promise<void> {
  watch.stop();
  await scene.client.delete(cr);
}

/** Edits the spec of a cluster, and waits until it is operational with it. */
export async function edit(scene: Scene, { cr }: WatchedCluster, spec: object): Promise<void> {
  await scene.client.patch(cr, { spec });
  await reaches(scene, cr, 'operational');
}

/** What the watch has seen until now, which must be nothing forbidden. */
export async function soundReport(
  { watch }: WatchedCluster,
  limits: Parameters<RollOutWatch['report']>[0] = {},
): Promise<RollOutReport> {
  const report = await watch.report(limits);
  expect(report.violations).toEqual([]);
  return report;
}

/** Names the workload of a part. */
export function workload(namespace: string, app: App): KubeObject {
  const kind = app === 'vminsert' ? 'Deployment' : 'StatefulSet';
  return { apiVersion: 'apps/v1', kind, metadata: { name: workloadName(app), namespace } };
}

/** Image of the first container of a pod or template. */
export function imageOf(podSpec: unknown): string {
  return textAt(objectsAt(podSpec, 'containers')[0], 'image') ?? '';
}

/** Pods of a part. */
export async function podsOf(scene: Scene, namespace: string, app: App): Promise<readonly KubeObject[]> {
  const labelSelector = `app.kubernetes.io/name=${app}`;
  return scene.client.list({ apiVersion: 'v1', kind: 'Pod', namespace, labelSelector });
}

/** Uids of the pods of a part: equal lists mean that none was restarted. */
export async function uidsOf(scene: Scene, namespace: string, app: App): Promise<readonly string[]> {
  return (await podsOf(scene, namespace, app)).map(({ metadata }) => metadata.uid ?? '').toSorted();
}

/** Uids of the pods of all parts, in their order. */
export function allUids(scene: Scene, namespace: string): Promise<readonly (readonly string[])[]> {
  return Promise.all(apps.map((app) => uidsOf(scene, namespace, app)));
}

/** Versions that the pods of all parts run, each once. */
export async function versionsOf(scene: Scene, namespace: string): Promise<readonly string[]> {
  const pods = (await Promise.all(apps.map((app) => podsOf(scene, namespace, app)))).flat();
  return [...new Set(pods.map(({ spec }) => imageOf(spec).split(':')[1] ?? ''))];
}

/** All claims of a namespace by name, as uids and as the sizes that they ask for. */
export async function claimsOf(
  scene: Scene,
  namespace: string,
): Promise<{ readonly uids: Readonly<Record<string, string>>; readonly sizes: readonly string[] }> {
  const claims = await scene.client.list({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace });
  return {
    uids: Object.fromEntries(claims.map(({ metadata: { name, uid = '' } }) => [name, uid])),
    sizes: [...new Set(claims.map(({ spec }) => String(field(spec, 'resources', 'requests', 'storage'))))],
  };
}
