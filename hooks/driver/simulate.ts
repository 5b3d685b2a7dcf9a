import { createHash } from 'node:crypto';
import { replacedUidAnnotation, replacesAnnotation } from '../kinds/actions/job-state.ts';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { ObjectStore } from './store.ts';

/** What Kubernetes itself makes of the objects: changes the store after every round of hooks. */
export type ClusterModel = (store: ObjectStore, now: string) => void;

/** Every workload becomes ready at once, every claim is bound with the size it asks for, and every StatefulSet made anew that has to be. */
export const readyCluster: ClusterModel = (store, now) => {
  for (const object of store.all()) {
    const ready = asReady(object, now);
    if (ready !== object) store.put(ready, 'cluster');
  }
  for (const job of store.list('batch/v1', 'Job')) carryOut(job, store);
};

/** The object as it is once all of it is ready; objects without a readiness of their own pass unchanged. */
export function asReady(object: KubeObject, now: string): KubeObject {
  const status = statusOf(object, now);
  return status === undefined ? object : { ...object, status: { ...fields(object.status), ...status } };
}

/** A StatefulSet that a Job is to make anew goes, and the hooks make it again. */
function carryOut({ metadata }: KubeObject, store: ObjectStore): void {
  const { [replacesAnnotation]: name, [replacedUidAnnotation]: uid } = metadata.annotations ?? {};
  if (name === undefined) return;
  const { namespace } = metadata;
  const place = namespace === undefined ? { name } : { name, namespace };
  const ref = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: place };
  if (store.get(ref)?.metadata.uid === uid) store.delete(ref, 'cluster');
}

/** Nothing ever becomes ready: for roll-outs that must wait. */
export const asleepCluster: ClusterModel = () => undefined;

function statusOf(object: KubeObject, now: string): JsonObject | undefined {
  switch (`${object.kind}.${object.apiVersion}`) {
    case 'Deployment.apps/v1':
      return { ...counts(object), availableReplicas: replicasOf(object), conditions: availableConditions(object, now) };
    case 'StatefulSet.apps/v1':
      return {
        ...counts(object),
        availableReplicas: replicasOf(object),
        currentReplicas: replicasOf(object),
        currentRevision: revisionOf(object),
        updateRevision: revisionOf(object),
      };
    case 'DaemonSet.apps/v1':
      // One node.
      return {
        observedGeneration: object.metadata.generation,
        desiredNumberScheduled: 1,
        currentNumberScheduled: 1,
        updatedNumberScheduled: 1,
        numberReady: 1,
        numberAvailable: 1,
      };
    case 'PersistentVolumeClaim.v1':
      return { phase: 'Bound', accessModes: fields(object.spec)['accessModes'] ?? [], capacity: requestsOf(object) };
    default:
      return undefined;
  }
}

function counts(object: KubeObject): JsonObject {
  const replicas = replicasOf(object);
  return {
    observedGeneration: object.metadata.generation,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
  };
}

function replicasOf(object: KubeObject): number {
  const replicas = fields(object.spec)['replicas'];
  return typeof replicas === 'number' ? replicas : 1;
}

function availableConditions(object: KubeObject, now: string): readonly JsonObject[] {
  const existing = fields(object.status)['conditions'];
  if (Array.isArray(existing)) return existing;
  return [
    {
      type: 'Available',
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      lastTransitionTime: now,
      lastUpdateTime: now,
    },
  ];
}

function revisionOf(object: KubeObject): string {
  const template = JSON.stringify(fields(object.spec)['template'] ?? {});
  return `${object.metadata.name}-${createHash('sha256').update(template).digest('hex').slice(0, 10)}`;
}

function requestsOf(claim: KubeObject): unknown {
  const requests = fields(fields(fields(claim.spec)['resources'])['requests']);
  return { storage: requests['storage'] ?? '0' };
}

function fields(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
