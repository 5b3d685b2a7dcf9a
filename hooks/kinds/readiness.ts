import { fieldAt } from '../lib/field-path.ts';
import { apiGroup, type KubeObject, objectKey } from '../lib/kube-object.ts';

/** What one observed object says of itself. Messages carry no counters: a status that moves with every pod would wake everything that reads it (DESIGN 2.16). */
export type Readiness =
  | { readonly state: 'ready' }
  | { readonly state: 'progressing'; readonly message: string }
  | { readonly state: 'failed'; readonly message: string };

const ready: Readiness = { state: 'ready' };

/**
 * Readiness of an observed child: a workload is ready when its status speaks of the present generation and wanted, existing,
 * updated and ready pods are equally many; any other kind is ready when it is there. A Deployment beyond its progress deadline failed.
 * A child that is being deleted is never ready.
 */
export function readinessOf(observed: KubeObject): Readiness {
  const key = objectKey(observed);
  if (observed.metadata.deletionTimestamp !== undefined)
    return { state: 'progressing', message: `${key} is being deleted` };
  const counts = countPods(observed);
  if (counts === null) return ready;
  const generation = `generation ${observed.metadata.generation ?? 0}`;
  if (isUnnoticed(observed)) {
    return { state: 'progressing', message: `${key} is not yet noticed by its controller at ${generation}` };
  }
  if (missedDeadline(observed)) {
    return { state: 'failed', message: `${key} made no progress within its deadline; look at its pods` };
  }
  const refusal = replicaFailure(observed);
  if (refusal !== null) {
    return { state: 'progressing', message: `${key} cannot create pods at ${generation}: ${refusal}` };
  }
  if (counts.updated < counts.toUpdate) return { state: 'progressing', message: `${key} is rolling out ${generation}` };
  if (counts.existing < counts.wanted) {
    return { state: 'progressing', message: `${key} lacks pods at ${generation}; its Events say why` };
  }
  if (counts.existing > counts.wanted) {
    return { state: 'progressing', message: `${key} has more pods than it wants at ${generation}` };
  }
  if (counts.ready !== counts.wanted) {
    return { state: 'progressing', message: `pods of ${key} are not ready at ${generation}; look at them` };
  }
  return ready;
}

interface PodCounts {
  readonly wanted: number;
  /** Pods that must have the present template: less than wanted with a partition. */
  readonly toUpdate: number;
  readonly updated: number;
  readonly existing: number;
  readonly ready: number;
}

function countPods(object: KubeObject): PodCounts | null {
  if (apiGroup(object.apiVersion) !== 'apps') return null;
  const status = (name: string) => numberAt(object, ['status', name], 0);
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet': {
      const wanted = numberAt(object, ['spec', 'replicas'], 1);
      const partition = numberAt(object, ['spec', 'updateStrategy', 'rollingUpdate', 'partition'], 0);
      return {
        wanted,
        toUpdate: Math.max(0, wanted - partition),
        updated: status('updatedReplicas'),
        existing: status('replicas'),
        ready: status('readyReplicas'),
      };
    }
    case 'DaemonSet': {
      const wanted = status('desiredNumberScheduled');
      return {
        wanted,
        toUpdate: wanted,
        updated: status('updatedNumberScheduled'),
        existing: status('currentNumberScheduled'),
        ready: status('numberReady'),
      };
    }
    default:
      return null;
  }
}

/**
 * Is a workload replacing pods by such of another template? Pods that are merely not ready, or more pods of the same template, are
 * no roll-out; with OnDelete it is the user who replaces them. A StatefulSet shows two revisions as long as it lasts, a Deployment
 * the reason of its condition Progressing; where these are missing, the counts have to do.
 * Source: https://github.com/kubernetes/kubernetes/tree/master/pkg/controller (statefulset, deployment)
 */
export function isRollingOut(observed: KubeObject): boolean {
  const counts = countPods(observed);
  if (counts === null || fieldAt(observed, ['spec', 'updateStrategy', 'type']) === 'OnDelete') return false;
  if (isUnnoticed(observed)) return true;
  const isUnfinished = counts.updated < counts.toUpdate || counts.ready < counts.wanted;
  const [from, to] = [
    fieldAt(observed, ['status', 'currentRevision']),
    fieldAt(observed, ['status', 'updateRevision']),
  ];
  if (typeof from === 'string' && typeof to === 'string') return from !== to && isUnfinished;
  const reason = fieldAt(conditionOf(observed, 'Progressing'), ['reason']);
  if (typeof reason !== 'string') return counts.updated < counts.toUpdate || counts.existing > counts.wanted;
  return counts.existing > counts.updated || (reasonsOfRollOut.includes(reason) && isUnfinished);
}

/** Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/deployment/util/deployment_util.go */
const reasonsOfRollOut = [
  'NewReplicaSetCreated',
  'FoundNewReplicaSet',
  'ReplicaSetUpdated',
  'ReplicaSetCreateError',
  'ProgressDeadlineExceeded',
];

function isUnnoticed(object: KubeObject): boolean {
  return numberAt(object, ['status', 'observedGeneration'], 0) < (object.metadata.generation ?? 0);
}

/** Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment */
function missedDeadline(object: KubeObject): boolean {
  const condition = conditionOf(object, 'Progressing');
  return fieldAt(condition, ['status']) === 'False' && fieldAt(condition, ['reason']) === 'ProgressDeadlineExceeded';
}

/** Why a Deployment cannot create pods (quota, admission); null where it can. StatefulSets say so in their Events alone. */
function replicaFailure(object: KubeObject): string | null {
  const condition = conditionOf(object, 'ReplicaFailure');
  return fieldAt(condition, ['status']) === 'True' ? String(fieldAt(condition, ['message']) ?? '') : null;
}

function conditionOf(object: KubeObject, type: string): unknown {
  const conditions = fieldAt(object, ['status', 'conditions']);
  if (object.kind !== 'Deployment' || !Array.isArray(conditions)) return undefined;
  return conditions.find((condition: unknown) => fieldAt(condition, ['type']) === type);
}

function numberAt(object: unknown, path: readonly string[], fallback: number): number {
  const value = fieldAt(object, path);
  return typeof value === 'number' ? value : fallback;
}
