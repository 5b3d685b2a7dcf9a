import { canonicalJson } from '../../hooks/lib/canonical-json.ts';
import { isJsonObject, type JsonObject } from '../../hooks/lib/json.ts';
import type { KubeObject, StringMap } from '../../hooks/lib/kube-object.ts';
import { field, objectsAt, textAt } from './fields.ts';

/** A pod. */
interface PodFact {
  readonly kind: 'pod';
  readonly name: string;
  readonly uid: string;
  readonly labels: StringMap;
  /** What its template is called: a ControllerRevision, or the hash of a ReplicaSet. */
  readonly revision: string;
  readonly isReady: boolean;
  /** It is being deleted. */
  readonly isGoing: boolean;
}

/** A StatefulSet or Deployment. */
interface WorkloadFact {
  readonly kind: 'workload';
  readonly name: string;
  readonly selector: StringMap;
  readonly replicas: number;
  readonly template: string;
  /** Nobody but the user replaces its pods. */
  readonly isOnDelete: boolean;
  /** Pods that a roll-out may take away at a time, as its spec has it. */
  readonly mayMiss: number;
  readonly isGoing: boolean;
}

/** The template behind a revision. */
interface RevisionFact {
  readonly kind: 'revision';
  readonly revision: string;
  readonly template: string;
}

/** A volume claim. */
interface ClaimFact {
  readonly kind: 'claim';
  readonly name: string;
  readonly uid: string;
  readonly owners: string;
  readonly isGoing: boolean;
}

/** What is to be known of an object to judge roll-outs. */
export type Fact = PodFact | WorkloadFact | RevisionFact | ClaimFact;

/** Kinds that factOf reads. */
export const rollOutKinds = [
  { apiVersion: 'v1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  { apiVersion: 'apps/v1', kind: 'ControllerRevision' },
] as const;

/** Reads an object of one of the rollOutKinds; throws for any other. */
export function factOf(object: KubeObject): Fact {
  const { name, uid = '', labels = {}, ownerReferences = [], deletionTimestamp } = object.metadata;
  const isGoing = deletionTimestamp !== undefined;
  switch (object.kind) {
    case 'Pod': {
      const revision = labels['controller-revision-hash'] ?? labels[hashLabel] ?? '';
      const conditions = objectsAt(object.status, 'conditions');
      const isUp = conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
      return { kind: 'pod', name, uid, labels, revision, isReady: isUp && !isGoing, isGoing };
    }
    case 'PersistentVolumeClaim':
      return { kind: 'claim', name, uid, owners: canonicalJson(ownerReferences), isGoing };
    case 'StatefulSet':
    case 'Deployment':
      return workloadFact(object, isGoing);
    case 'ReplicaSet':
      return { kind: 'revision', revision: labels[hashLabel] ?? '', template: templateOf(object.spec) };
    case 'ControllerRevision':
      return { kind: 'revision', revision: name, template: templateOf(field(object, 'data', 'spec')) };
    default:
      throw new Error(`a ${object.kind} takes no part in a roll-out`);
  }
}

const hashLabel = 'pod-template-hash';

function workloadFact({ kind, metadata: { name }, spec }: KubeObject, isGoing: boolean): Fact {
  const replicas = field(spec, 'replicas');
  const wanted = typeof replicas === 'number' ? replicas : 1;
  const selector = field(spec, 'selector', 'matchLabels');
  return {
    kind: 'workload',
    name,
    selector: isJsonObject(selector) ? textsOf(selector) : {},
    replicas: wanted,
    template: templateOf(spec),
    isOnDelete: textAt(spec, 'updateStrategy', 'type') === 'OnDelete',
    mayMiss: kind === 'StatefulSet' ? mayMissOfSet(spec, wanted) : mayMissOfDeployment(spec, wanted),
    isGoing,
  };
}

function textsOf(labels: JsonObject): StringMap {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
}

/** The template as text, without what the controllers add to their copies of it. */
function templateOf(spec: unknown): string {
  const template = field(spec, 'template');
  if (!isJsonObject(template)) throw new Error('no pod template');
  const { $patch: _, metadata, ...rest } = template;
  const { creationTimestamp: __, labels, ...others } = isJsonObject(metadata) ? metadata : {};
  const { [hashLabel]: ___, ...own } = isJsonObject(labels) ? labels : {};
  return canonicalJson({ ...rest, metadata: { ...others, labels: own } });
}

/** Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods */
function mayMissOfSet(spec: unknown, replicas: number): number {
  return Math.max(1, amountOf(field(spec, 'updateStrategy', 'rollingUpdate', 'maxUnavailable'), replicas, Math.floor));
}

/** Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable */
function mayMissOfDeployment(spec: unknown, replicas: number): number {
  if (textAt(spec, 'strategy', 'type') === 'Recreate') return replicas;
  const unavailable = amountOf(field(spec, 'strategy', 'rollingUpdate', 'maxUnavailable'), replicas, Math.floor);
  const surge = amountOf(field(spec, 'strategy', 'rollingUpdate', 'maxSurge'), replicas, Math.ceil);
  return unavailable === 0 && surge === 0 ? 1 : unavailable;
}

function amountOf(value: unknown, replicas: number, round: (amount: number) => number): number {
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? Number(value ?? 0) : round((Number(percent) * replicas) / 100);
}
