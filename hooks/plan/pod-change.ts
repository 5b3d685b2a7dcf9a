import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { type KubeObject, objectKey } from '../lib/kube-object.ts';
import { changedFields, type FieldChange } from './field-change.ts';
import { sameTemplate } from './stored-template.ts';
import { isWorkload } from './workload-change.ts';

/** What happens to the pods of one workload. */
export interface PodChange {
  /** `StatefulSet demo/vmstorage-main`. */
  readonly workload: string;
  readonly action: 'restart' | 'start' | 'stop';
  /** How many pods; undefined for a DaemonSet, which has one on every node. */
  readonly count?: number;
  /** Names where Kubernetes fixes them: the pods of a StatefulSet. */
  readonly names: readonly string[];
  /** Why they restart: fields of the pod template, path from the template. */
  readonly reasons: readonly FieldChange[];
  /** True for a StatefulSet or DaemonSet that replaces a pod only when somebody deletes it. */
  readonly isOnDelete: boolean;
}

/** Restarts, starts and stops of pods when a workload becomes another; either side may be absent. Other kinds have no pods. */
export function podChanges(before: KubeObject | undefined, after: KubeObject | undefined): readonly PodChange[] {
  const object = after ?? before;
  if (object === undefined || !isWorkload(object)) return [];
  // A StatefulSet is only ever made anew around its pods.
  const isReplaced = object.kind !== 'StatefulSet' && before?.metadata.uid !== after?.metadata.uid;
  const old = podNames(before);
  const next = podNames(after);
  const isChanged =
    before !== undefined && after !== undefined && !sameTemplate(object.kind, templateOf(before), templateOf(after));
  if (object.kind === 'DaemonSet') return daemonPods(before, after, isChanged || isReplaced);
  const staying = old.filter((name) => next.includes(name));
  return [
    ...(isChanged || isReplaced
      ? [
          change(
            'restart',
            object,
            staying,
            templateReasons(before, after),
            isChanged && !isReplaced && isOnDelete(object),
          ),
        ]
      : []),
    change(
      'start',
      object,
      next.filter((name) => !old.includes(name)),
    ),
    change(
      'stop',
      object,
      old.filter((name) => !next.includes(name)),
    ),
  ].filter(({ count }) => count !== 0);
}

function daemonPods(
  before: KubeObject | undefined,
  after: KubeObject | undefined,
  isChanged: boolean,
): readonly PodChange[] {
  const object = after ?? before;
  if (object === undefined) return [];
  const everyNode = (action: PodChange['action'], reasons: readonly FieldChange[] = []): PodChange => ({
    workload: objectKey(object),
    action,
    names: [],
    reasons,
    isOnDelete: action === 'restart' && isOnDelete(object),
  });
  if (before === undefined) return [everyNode('start')];
  if (after === undefined) return [everyNode('stop')];
  return isChanged ? [everyNode('restart', templateReasons(before, after))] : [];
}

function change(
  action: PodChange['action'],
  object: KubeObject,
  pods: readonly string[],
  reasons: readonly FieldChange[] = [],
  onDelete = false,
): PodChange {
  const names = object.kind === 'StatefulSet' ? pods : [];
  return { workload: objectKey(object), action, count: pods.length, names, reasons, isOnDelete: onDelete };
}

/** Pods by ordinal, which is a StatefulSet's naming; a Deployment's pods are counted the same way. */
function podNames(object: KubeObject | undefined): readonly string[] {
  if (object === undefined) return [];
  const spec = fields(object.spec);
  const replicas = typeof spec['replicas'] === 'number' ? spec['replicas'] : 1;
  const start = fields(spec['ordinals'])['start'];
  const first = typeof start === 'number' ? start : 0;
  return Array.from({ length: replicas }, (_, index) => `${object.metadata.name}-${first + index}`);
}

function isOnDelete(object: KubeObject): boolean {
  return fields(fields(object.spec)['updateStrategy'])['type'] === 'OnDelete';
}

function templateOf(object: KubeObject): unknown {
  return fields(object.spec)['template'];
}

function templateReasons(before: KubeObject | undefined, after: KubeObject | undefined): readonly FieldChange[] {
  if (before === undefined || after === undefined) return [];
  const prefix = 'spec.template.';
  return changedFields(before, after)
    .filter(({ path }) => path.startsWith(prefix))
    .map((field) => ({ ...field, path: field.path.slice(prefix.length) }));
}

function fields(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
