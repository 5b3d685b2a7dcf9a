import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMAuth } from '../../api/vmauth.ts';
import { whySelectorWrong } from '../../lib/label-selector-syntax.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { isPort, portIssues } from '../../objects/port-number.ts';
import { ordersReplicaLimits } from './autoscaling.ts';
import { deprecatedFields, reloaderSuccessors } from './deprecated.ts';
import { buildsContainers } from './pod.ts';
import { accepted, collect, type Rule } from './rule.ts';
import { targetRefIssues, targetRefWarnings } from './target-refs.ts';
import { unauthorizedIssues, unauthorizedWarnings, urlMapIssues, userOptionIssues } from './unauthorized-access.ts';
import { completesVpa, findsVpaApi, leavesIdsToOpenShift, namesServiceApart, stopsInTime } from './workload.ts';

const successors = {
  ...reloaderSuccessors,
  configSecret: 'use externalConfig.secretRef with the key config.yaml',
  unauthorizedAccessConfig: 'use unauthorizedUserAccessSpec',
};

/** Rules for a VMAuth. Source: reference D3 */
export function validateVMAuth(cr: VMAuth, settings: Settings): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  const { unauthorizedUserAccessSpec: access, defaultTargetRefs = [] } = spec;
  const accessPath = 'spec.unauthorizedUserAccessSpec';
  return {
    issues: collect([
      namesServiceApart(spec, singleIdentity('vmauth', cr).name),
      pairsIngressTls(cr),
      choosesOneConfig(cr),
      namesConfigSecret(cr),
      choosesOneAccess(cr),
      earlierAccessIssues(cr),
      access === undefined ? [] : unauthorizedIssues(access, accessPath),
      namesDefaultsOnce(cr),
      targetRefIssues(defaultTargetRefs, {
        path: 'spec.defaultTargetRefs',
        label: 'spec.defaultTargetRefs',
        hasRetryCodes: false,
      }),
      hpaIssues(cr),
      completesVpa(spec),
      stopsInTime(spec),
      portIssues({ port: spec.port }, 'spec'),
      isPort(spec.internalListenPort, 'spec.internalListenPort'),
    ]),
    warnings: collect([
      deprecatedFields(spec, successors, 'spec'),
      access === undefined ? [] : deprecatedFields(access, accessSuccessors, accessPath),
      access === undefined ? [] : unauthorizedWarnings(access, accessPath),
      targetRefWarnings(defaultTargetRefs, 'spec.defaultTargetRefs'),
      readsSelectors(cr),
      leavesIdsToOpenShift(spec, settings),
      findsVpaApi(spec, settings),
      buildsContainers(spec.containers, ['vmauth', 'config-reloader']),
      buildsContainers(spec.initContainers, ['config-init'], 'spec.initContainers'),
    ]),
  };
}

const accessSuccessors = { url_prefix: 'use targetRefs', url_map: 'use targetRefs' };

const pairsIngressTls: Rule<VMAuth> = ({ spec: { ingress } }) => {
  if (ingress === undefined) return null;
  const hasHosts = (ingress.tlsHosts ?? []).length > 0;
  const hasSecret = (ingress.tlsSecretName ?? '') !== '';
  if (hasHosts === hasSecret) return null;
  const [missing, given] = hasHosts ? ['tlsSecretName', 'tlsHosts'] : ['tlsHosts', 'tlsSecretName'];
  return {
    path: `spec.ingress.${missing}`,
    reason: 'IngressTlsIncomplete',
    message: `spec.ingress.${missing} cannot be empty with non-empty spec.ingress.${given}`,
  };
};

const choosesOneConfig: Rule<VMAuth> = ({ spec: { configSecret, externalConfig } }) => {
  if (externalConfig?.secretRef === undefined) return null;
  const say = (message: string): Issue => ({ path: 'spec.externalConfig', reason: 'ExternalConfigInvalid', message });
  if (configSecret) return say('spec.configSecret and spec.externalConfig.secretRef cannot be used at the same time');
  return externalConfig.localPath
    ? say('at most one option can be used for externalConfig: spec.configSecret or spec.externalConfig.secretRef')
    : null;
};

const namesConfigSecret: Rule<VMAuth> = (cr) => {
  const ref = cr.spec.externalConfig?.secretRef;
  if (ref === undefined) return null;
  const path = 'spec.externalConfig.secretRef';
  if (!ref.name) return { path, reason: 'ExternalConfigInvalid', message: `${path}.name must not be empty` };
  if (ref.key === '') return { path, reason: 'ExternalConfigInvalid', message: `${path}.key must not be empty` };
  return ref.name === singleIdentity('vmauth', cr).name
    ? { path, reason: 'ExternalConfigInvalid', message: `${path}.name must not be that of the object's own children` }
    : null;
};

const choosesOneAccess: Rule<VMAuth> = ({ spec }) =>
  hasEarlierAccess(spec) && spec.unauthorizedUserAccessSpec !== undefined
    ? {
        path: 'spec.unauthorizedAccessConfig',
        reason: 'UnauthorizedAccessInvalid',
        message:
          'at most one option can be used `spec.unauthorizedAccessConfig` or `spec.unauthorizedUserAccessSpec`, got both',
      }
    : null;

/** Options in spec itself belong to unauthorizedAccessConfig; without it they have no effect, and are not looked at. */
function earlierAccessIssues({ spec }: VMAuth): readonly Issue[] {
  if (!hasEarlierAccess(spec)) return [];
  const prefix = 'incorrect cr.spec UnauthorizedAccessConfig';
  return [
    ...urlMapIssues(spec.unauthorizedAccessConfig ?? [], 'spec.unauthorizedAccessConfig', `${prefix}: `),
    ...userOptionIssues(spec, 'spec', `${prefix} options: `),
  ];
}

function hasEarlierAccess({ unauthorizedAccessConfig }: VMAuth['spec']): boolean {
  return (unauthorizedAccessConfig ?? []).length > 0;
}

function namesDefaultsOnce({ spec }: VMAuth): readonly Issue[] {
  const seen = new Set<string>();
  return (spec.defaultTargetRefs ?? []).flatMap(({ name = '' }, index): readonly Issue[] => {
    const path = `spec.defaultTargetRefs[${index}]`;
    if (name === '') {
      return [{ path, reason: 'TargetRefInvalid', message: `${path}: default targetRef items should contain name` }];
    }
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew
      ? []
      : [{ path, reason: 'TargetRefInvalid', message: `${path} contains duplicated targets with name=${name}` }];
  });
}

function hpaIssues({ spec }: VMAuth): readonly Issue[] {
  const issue = ordersReplicaLimits(spec.hpa, 'spec.hpa');
  return issue === null ? [] : [{ ...issue, message: `incorrect cr.spec.hpa syntax: ${issue.message}` }];
}

function readsSelectors({ spec }: VMAuth): readonly Issue[] {
  return (['userSelector', 'userNamespaceSelector'] as const).flatMap((field): readonly Issue[] => {
    const wrong = whySelectorWrong(spec[field]);
    return wrong === null ? [] : [{ path: `spec.${field}`, reason: 'InvalidLabelSelector', message: wrong }];
  });
}
