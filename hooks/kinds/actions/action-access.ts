import { fieldAt } from '../../lib/field-path.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import type { ChildKind } from '../../metacontroller/contract.ts';
import type { RbacRule } from '../../objects/scraper-rbac.ts';
import { childKind } from '../app/child-kinds.ts';
import type { Action } from './action.ts';

/** Kinds of all objects that an action is made of; every kind with StatefulSets declares them as children. */
export const actionChildKinds: readonly ChildKind[] = [
  childKind.job,
  childKind.role,
  childKind.roleBinding,
  childKind.serviceAccount,
];

const statefulSets = { apiGroups: ['apps'], resources: ['statefulsets'] };
const claims = { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['get', 'patch'] };
const pods = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
const evictions = { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] };
const ownJob = { apiGroups: ['batch'], resources: ['jobs'], verbs: ['patch'] };

/** All that the Roles of actions may hold, whatever the names: Metacontroller must hold it to grant it. */
export const actionGrants: readonly RbacRule[] = [
  claims,
  { ...statefulSets, verbs: ['get', 'delete'] },
  pods,
  evictions,
  ownJob,
];

/** What one action may do: nothing that its own Job does not need, on nothing but the objects of these names. */
export function actionRules(action: Action, job: string, live: KubeObject): readonly RbacRule[] {
  const report = { ...ownJob, resourceNames: [job] };
  const resourceNames = [action.statefulSet];
  switch (action.verb) {
    case 'grow':
      return [{ ...claims, resourceNames: action.claims.map(({ name }) => name) }, report];
    case 'replace':
      return [{ ...statefulSets, resourceNames, verbs: ['get', 'delete'] }, report];
    case 'roll': {
      const names = podNames(live);
      return [
        { ...statefulSets, resourceNames, verbs: ['get'] },
        { ...pods, resourceNames: names },
        { ...evictions, resourceNames: names },
        report,
      ];
    }
    default:
      return action satisfies never;
  }
}

/** Names of the pods of a StatefulSet by its spec, highest ordinal first. Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#ordinal-index */
export function podNames({ metadata, spec }: KubeObject): readonly string[] {
  const start = wholeNumber(fieldAt(spec, ['ordinals', 'start']), 0);
  const replicas = wholeNumber(fieldAt(spec, ['replicas']), 1);
  return Array.from({ length: replicas }, (_, index) => `${metadata.name}-${start + replicas - 1 - index}`);
}

function wholeNumber(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
