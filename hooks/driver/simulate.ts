import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../lib/json.ts';
import type { KubeObject } from '../lib/kube-object.ts';
import type { ObjectStore } from './store.ts';

/** What Kubernetes itself makes of the objects: changes the store after every round of hooks. */
export type ClusterModel = (store: ObjectStore, now: string) => void;

/** Every workload becomes ready at once, every claim is bound with the size it asks for. */
export const readyCluster: ClusterModel = (store, now) => {
  for (const object of store.all()) {
    const status = statusOf(object, now);
    if (status !== undefined) store.put({ ...object, status: { ...fields(object.status), ...status } }, 'cluster');
  }
};

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
