import type { Settings } from '../../api/settings.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import { fieldAt } from '../../lib/field-path.ts';
import { sha256Hex } from '../../lib/hash.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { KubeObject } from '../../lib/kube-object.ts';
import { stampHash } from '../../metacontroller/desired-hash.ts';
import { buildJob, buildJobSpec } from '../../objects/job.ts';
import type { RbacRule } from '../../objects/scraper-rbac.ts';
import { internalLabels } from '../internal-kind.ts';
import { type Action, renderActionArgs } from './action.ts';
import { actionRules } from './action-access.ts';
import { actionExitCodes } from './exit-code.ts';
import { actionLabel, replacedUidAnnotation, replacesAnnotation } from './job-state.ts';

/** How long each action may take in all, the wait for a pod included. A roll-out lasts as long as its pods need. */
const deadlineSeconds: Readonly<Record<Action['verb'], number>> = { grow: 600, replace: 600, roll: 6 * 60 * 60 };

/** The objects of one action; the Job comes last. */
export interface ActionObjects {
  readonly job: KubeObject;
  readonly children: readonly KubeObject[];
}

/**
 * A Job that carries out an action, with an account of its own and a Role for nothing else. All are called after the hash of
 * the Job's whole spec, which names the target's uid and the wanted state: what is wanted anew is another Job, and a failed
 * one stays as long as the same is wanted. The image is pulled with the Secrets of the StatefulSet's own pods.
 */
export function buildAction(action: Action, live: KubeObject, settings: Settings): ActionObjects {
  const { namespace } = action;
  const pullSecrets = fieldAt(live, ['spec', 'template', 'spec', 'imagePullSecrets']);
  const spec = buildJobSpec({
    image: settings.ownImage,
    args: renderActionArgs(action),
    deadlineSeconds: deadlineSeconds[action.verb],
    finalExitCodes: Object.values(actionExitCodes),
    labels: internalLabels,
    imagePullSecrets: Array.isArray(pullSecrets) ? pullSecrets.filter(isJsonObject) : [],
  });
  const name = `vmop-${action.verb}-${sha256Hex(canonicalJson(spec)).slice(0, 16)}`;
  const metadata = {
    name,
    namespace,
    labels: { ...internalLabels, [actionLabel]: action.verb },
    ...(action.verb === 'replace'
      ? { annotations: { [replacesAnnotation]: action.statefulSet, [replacedUidAnnotation]: action.uid } }
      : {}),
  };
  const group = 'rbac.authorization.k8s.io';
  const account: KubeObject = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
  const role: KubeObject & { readonly rules: readonly RbacRule[] } = {
    apiVersion: `${group}/v1`,
    kind: 'Role',
    metadata,
    rules: actionRules(action, name, live),
  };
  const binding: KubeObject & { readonly roleRef: object; readonly subjects: readonly object[] } = {
    apiVersion: `${group}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: group, kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  };
  const job = stampHash(buildJob(metadata, spec, ['--job', name]));
  return { job, children: [...[account, role, binding].map(stampHash), job] };
}
