import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import type { VMAlertmanager, VMAlertmanagerSpec } from '../../api/vmalertmanager.ts';
import { parseClassicMatchers } from '../../config/alertmanager/classic-matcher.ts';
import { parseMatchers } from '../../config/alertmanager/matcher.ts';
import { whyAlertmanagerConfigWrong } from '../../config/alertmanager/raw/check.ts';
import { keepsServiceHeadless } from '../../objects/headless-service.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { portIssues } from '../../objects/port-number.ts';
import { alertmanagerTlsIssues } from './alertmanager-tls.ts';
import { deprecatedFields, reloaderSuccessors } from './deprecated.ts';
import { findBadSelector } from './label-selector.ts';
import { buildsContainers } from './pod.ts';
import { collect, type Rule } from './rule.ts';
import { keepsStorageClass, keepsStorageSize } from './storage.ts';
import { findBadUrl } from './url.ts';
import { completesVpa, findsVpaApi, leavesIdsToOpenShift, namesServiceApart, stopsInTime } from './workload.ts';

const claimPath = 'spec.storage.volumeClaimTemplate.spec';

/** Rules for a VMAlertmanager, on one object and, with `old`, on a change. The official webhook looks at it even where the annotation asks to skip validation. Source: reference D3 and 2.5 */
export function validateVMAlertmanager(cr: VMAlertmanager, settings: Settings, old?: VMAlertmanager): Verdict {
  const { spec } = cr;
  const { name } = singleIdentity('vmalertmanager', cr);
  const [claim, oldClaim] = [spec, old?.spec].map((one) => one?.storage?.volumeClaimTemplate?.spec);
  return {
    issues: collect([
      namesServiceApart(spec, name),
      keepsServiceHeadless(spec.serviceSpec, 'spec.serviceSpec'),
      topMatcherIssues(spec),
      readsRawConfig(cr),
      spec.configSecret === `${name}-config` ? secretNameTaken : null,
      alertmanagerTlsIssues(spec),
      choosesNamespaceLabel(cr),
      completesVpa(spec),
      stopsInTime(spec),
      portIssues(spec, 'spec'),
      keepsStorageSize(claim, oldClaim, claimPath),
      keepsStorageClass(claim, oldClaim, claimPath),
    ]),
    warnings: collect([
      oldMatcherWarnings(spec),
      findBadUrl('spec.externalURL', spec.externalURL),
      findBadSelector('spec.configSelector', spec.configSelector),
      findBadSelector('spec.configNamespaceSelector', spec.configNamespaceSelector),
      deprecatedFields(spec, reloaderSuccessors, 'spec'),
      leavesIdsToOpenShift(spec, settings),
      findsVpaApi(spec, settings),
      buildsContainers(spec.containers, ['alertmanager', 'config-reloader']),
      buildsContainers(spec.initContainers, ['config-init'], 'spec.initContainers'),
    ]),
  };
}

const secretNameTaken: Issue = {
  path: 'spec.configSecret',
  reason: 'ConfigSecretNameTaken',
  message: "spec.configSecret uses the same name as built-in config secret used by operator. Please change it's name",
};

function topMatcherIssues({ enforcedTopRouteMatchers = [] }: VMAlertmanagerSpec): readonly Issue[] {
  return enforcedTopRouteMatchers.flatMap((text, index): readonly Issue[] => {
    const parsed = parseMatchers(text);
    if (parsed.ok) return [];
    const message = `incorrect EnforcedTopRouteMatchers=${JSON.stringify(text)} at idx=${index}: ${parsed.error}`;
    return [{ path: `spec.enforcedTopRouteMatchers[${index}]`, reason: 'MatcherInvalid', message }];
  });
}

/** Alertmanager before 0.27 reads matchers by its former syntax only; an image without a version in its tag is taken for a newer one. */
function oldMatcherWarnings({ enforcedTopRouteMatchers = [], image }: VMAlertmanagerSpec): readonly Issue[] {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(image?.tag ?? '') ?? [];
  if (major !== '0' || Number(minor) >= 27) return [];
  return enforcedTopRouteMatchers.flatMap((text, index): readonly Issue[] => {
    const parsed = parseClassicMatchers(text);
    if (parsed.ok) return [];
    const message = `Alertmanager ${image?.tag} does not read this matcher: ${parsed.error}`;
    return [{ path: `spec.enforcedTopRouteMatchers[${index}]`, reason: 'MatcherInvalid', message }];
  });
}

const readsRawConfig: Rule<VMAlertmanager> = ({ spec: { configRawYaml } }) => {
  const wrong = configRawYaml ? whyAlertmanagerConfigWrong(configRawYaml) : null;
  return wrong === null
    ? null
    : {
        path: 'spec.configRawYaml',
        reason: 'AlertmanagerConfigInvalid',
        message: `bad config syntax at spec.configRawYaml: ${wrong}`,
      };
};

const choosesNamespaceLabel: Rule<VMAlertmanager> = ({ spec }) =>
  spec.disableNamespaceMatcher === true && spec.enforcedNamespaceLabel
    ? {
        path: 'spec.enforcedNamespaceLabel',
        reason: 'NamespaceMatcherConflict',
        message: 'cannot use both disableNamespaceMatcher and enforcedNamespaceLabel at the same time',
      }
    : null;
