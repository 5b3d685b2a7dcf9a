import { fieldAt } from '../../lib/field-path.ts';
import { isJsonObject } from '../../lib/json.ts';
import { type KubeObject, objectKey } from '../../lib/kube-object.ts';
import { groupKey, type ObjectGroups } from '../../metacontroller/contract.ts';
import { listObjects } from '../../metacontroller/retain.ts';
import { explainExitCode } from './exit-code.ts';

/** Label of all objects of an action; its value is the verb. */
export const actionLabel = 'vmop.victoriametrics.com/action';

/** Annotation on a Job in which its own pod says why it failed: the Job's status does not. */
export const failureAnnotation = 'vmop.victoriametrics.com/action-failure';

/** Annotation on the objects of an action that makes a StatefulSet anew: its name. While they exist and it does not, it has to come back. */
export const replacesAnnotation = 'vmop.victoriametrics.com/replaces';

/** Annotation beside it: the uid of the one that goes. */
export const replacedUidAnnotation = 'vmop.victoriametrics.com/replaced-uid';

/** True for the objects that an action is made of. */
export function isActionObject({ metadata }: KubeObject): boolean {
  return metadata.labels?.[actionLabel] !== undefined;
}

/** Names of the StatefulSets that an observed action has deleted around their pods and that are not there again. */
export function orphaningStatefulSets(observed: ObjectGroups): ReadonlySet<string> {
  const present = new Set(Object.values(observed[groupKey('apps/v1', 'StatefulSet')] ?? {}).map(nameOf));
  return new Set([...replacedStatefulSets(observed).keys()].filter((name) => !present.has(name)));
}

/**
 * Names of the StatefulSets that observed actions are to make anew, or have made anew, each with the uids of the old ones. Any object of
 * an action counts: where a quota forbids its Job, somebody does by hand what the Job would do.
 */
export function replacedStatefulSets(observed: ObjectGroups): ReadonlyMap<string, readonly string[]> {
  const replaced = new Map<string, readonly string[]>();
  for (const { metadata } of listObjects(observed)) {
    const { [replacesAnnotation]: name, [replacedUidAnnotation]: uid = '' } = metadata.annotations ?? {};
    if (name !== undefined) replaced.set(name, [...(replaced.get(name) ?? []), uid]);
  }
  return replaced;
}

function nameOf({ metadata }: KubeObject): string {
  return metadata.name;
}

/** Why an observed Job has failed for good; null for one that is at work or done. Source: https://kubernetes.io/docs/concepts/workloads/controllers/job/#terminal-job-conditions */
export function jobFailure(job: KubeObject): string | null {
  const conditions: unknown = fieldAt(job, ['status', 'conditions']);
  const failed = Array.isArray(conditions)
    ? conditions
        .filter(isJsonObject)
        .find(({ type, status }) => status === 'True' && (type === 'Failed' || type === 'FailureTarget'))
    : undefined;
  if (failed === undefined) return null;
  const message = String(failed['message'] ?? failed['reason'] ?? 'no message');
  return job.metadata.annotations?.[failureAnnotation] ?? explainExitCode(message) ?? message;
}

/** Key of the StatefulSet that an object of an action is about to take away; null for any other object, and where it is gone already. */
export function doomedStatefulSet({ metadata }: KubeObject, observed: ObjectGroups): string | null {
  const name = metadata.annotations?.[replacesAnnotation];
  if (name === undefined || orphaningStatefulSets(observed).has(name)) return null;
  return objectKey({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { ...metadata, name } });
}
