import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMAlert, VMAlertSpec } from '../../api/vmalert.ts';
import { whyAuthWrong } from '../../config/access/endpoint-auth.ts';
import { findBadDuration } from '../../config/duration.ts';
import { parseGoUrl } from '../../lib/go-url.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { portIssues } from '../../objects/port-number.ts';
import { deprecatedFields, reloaderSuccessors } from './deprecated.ts';
import { findBadHeaders } from './headers.ts';
import { findBadSelector } from './label-selector.ts';
import { buildsContainers } from './pod.ts';
import { accepted, collect, type Rule } from './rule.ts';
import { findBadUrl } from './url.ts';
import { completesVpa, findsVpaApi, leavesIdsToOpenShift, namesServiceApart, stopsInTime } from './workload.ts';

type Notifier = NonNullable<VMAlertSpec['notifier']>;

/** Rules for a VMAlert. Source: reference D3 and 1.5 */
export function validateVMAlert(cr: VMAlert, settings: Settings): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  return {
    issues: collect([
      hasDatasource(cr),
      choosesNotifiers(cr),
      notifierIssues(spec),
      namesServiceApart(spec, singleIdentity('vmalert', cr).name),
      completesVpa(spec),
      stopsInTime(spec),
      portIssues(spec, 'spec'),
    ]),
    warnings: collect([
      hasNotifier(cr),
      connectionWarnings(spec),
      findBadSelector('spec.ruleSelector', spec.ruleSelector),
      findBadSelector('spec.ruleNamespaceSelector', spec.ruleNamespaceSelector),
      deprecatedFields(spec, reloaderSuccessors, 'spec'),
      leavesIdsToOpenShift(spec, settings),
      findsVpaApi(spec, settings),
      buildsContainers(spec.containers, ['vmalert', 'config-reloader']),
      buildsContainers(spec.initContainers, ['config-init'], 'spec.initContainers'),
    ]),
  };
}

const hasDatasource: Rule<VMAlert> = ({ spec }) =>
  spec.datasource.url === ''
    ? { path: 'spec.datasource.url', reason: 'DatasourceMissing', message: 'spec.datasource.url cannot be empty' }
    : null;

const choosesNotifiers: Rule<VMAlert> = ({ spec: { extraArgs = {}, notifier, notifiers, notifierConfigRef } }) => {
  const isListed = notifier !== undefined || (notifiers ?? []).length > 0;
  const refuse = (path: string, message: string): Issue => ({ path, reason: 'NotifierInvalid', message });
  if ('notifier.blackhole' in extraArgs && (isListed || notifierConfigRef !== undefined)) {
    return refuse(
      'spec.extraArgs["notifier.blackhole"]',
      'notifier.blackhole and spec.notifier or spec.notifiers or spec.notifier.notifierConfigRef cannot be used at the same time, provide at most one setting',
    );
  }
  if (notifierConfigRef === undefined || !isListed) return null;
  return refuse(
    'spec.notifierConfigRef',
    'spec.notifierConfigRef and spec.notifier or spec.notifiers cannot be used at the same time, provide at most one setting',
  );
};

function notifierIssues(spec: VMAlertSpec): readonly Issue[] {
  return listNotifiers(spec).flatMap(({ path, notifier: { url, selector } }): readonly Issue[] => {
    const refuse = (why: string): readonly Issue[] => [
      { path, reason: 'NotifierInvalid', message: `incorrect cr.${path} syntax: ${why}` },
    ];
    if (!url && selector === undefined) {
      return refuse(
        'notifier.url and notifier.selector cannot be empty at the same time, provide at least one setting',
      );
    }
    const parsed = parseGoUrl(url ?? '');
    return parsed.ok ? [] : refuse(`incorrect notifier.url syntax: ${JSON.stringify(url)}: ${parsed.error}`);
  });
}

const notifierFlags = ['notifier.blackhole', 'notifier.url', 'notifier.config'];

const hasNotifier: Rule<VMAlert> = ({ spec }) => {
  const { notifierConfigRef, extraArgs = {} } = spec;
  const isNamed = listNotifiers(spec).length > 0 || notifierConfigRef !== undefined;
  if (isNamed || notifierFlags.some((flag) => flag in extraArgs)) return null;
  return {
    path: 'spec.notifier',
    reason: 'NotifierMissing',
    message: 'without a notifier alerting rules are left out; recording rules are evaluated',
  };
};

function listNotifiers({ notifier, notifiers = [] }: VMAlertSpec): readonly { path: string; notifier: Notifier }[] {
  const listed = notifiers.map((one, index) => ({ path: `spec.notifiers[${index}]`, notifier: one }));
  return notifier === undefined ? listed : [...listed, { path: 'spec.notifier', notifier }];
}

function connectionWarnings(spec: VMAlertSpec): readonly Issue[] {
  const { datasource, remoteRead, remoteWrite } = spec;
  const named = { datasource, remoteRead, remoteWrite };
  const connections = [
    ...Object.entries(named).map(([field, connection]) => ({ path: `spec.${field}`, connection })),
    ...listNotifiers(spec).map(({ path, notifier: connection }) => ({ path, connection })),
  ];
  return [
    ...connections.flatMap(({ path, connection }): readonly Issue[] => {
      if (connection === undefined) return [];
      const wrong = whyAuthWrong(connection);
      return [
        ...findBadUrl(`${path}.url`, connection.url),
        ...findBadHeaders(`${path}.headers`, connection.headers),
        ...(wrong === null
          ? []
          : [{ path: `${path}.${wrong.field}`, reason: 'EndpointAuthInvalid' as const, message: wrong.message }]),
      ];
    }),
    ...findBadDuration('spec.remoteRead.lookback', remoteRead?.lookback),
  ];
}
