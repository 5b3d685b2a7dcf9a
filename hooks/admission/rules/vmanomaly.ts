import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMAnomaly, VMAnomalySpec } from '../../api/vmanomaly.ts';
import { findAnomalyConfigMistakes } from '../../config/anomaly/raw-config.ts';
import { findBadDuration } from '../../config/duration.ts';
import { licenses } from '../../config/needs-license.ts';
import { portIssues } from '../../objects/port-number.ts';
import { findBadSelector } from './label-selector.ts';
import { buildsContainers } from './pod.ts';
import { accepted, collect, type Rule } from './rule.ts';
import { keepsStorageClass, keepsStorageSize } from './storage.ts';
import { findBadUrl } from './url.ts';
import { completesVpa, findsVpaApi, leavesIdsToOpenShift, stopsInTime } from './workload.ts';

const claimPath = 'spec.storage.volumeClaimTemplate.spec';
const licenseMissing = 'no license is provided!. Either spec.license.key or spec.license.keyRef is required';

/** Rules for a VMAnomaly, on one object and, with `old`, on a change. The official webhook does not look into the configuration, so here it is warned of. Source: reference D3 */
export function validateVMAnomaly(cr: VMAnomaly, settings: Settings, old?: VMAnomaly): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  const [claim, oldClaim] = [spec, old?.spec].map((one) => one?.storage?.volumeClaimTemplate?.spec);
  return {
    issues: collect([
      licenses(spec.license, 'spec.license', licenseMissing),
      completesVpa(spec),
      stopsInTime(spec),
      portIssues(spec, 'spec'),
      keepsStorageSize(claim, oldClaim, claimPath),
      keepsStorageClass(claim, oldClaim, claimPath),
    ]),
    warnings: collect([
      hasConfig(cr),
      rawConfigWarnings(spec),
      formatsMetrics(cr),
      connectionWarnings(spec),
      findBadSelector('spec.configSelector', spec.configSelector),
      findBadSelector('spec.configNamespaceSelector', spec.configNamespaceSelector),
      leavesIdsToOpenShift(spec, settings),
      findsVpaApi(spec, settings),
      buildsContainers(spec.containers, ['vmanomaly']),
    ]),
  };
}

const hasConfig: Rule<VMAnomaly> = ({ spec }) =>
  spec.configRawYaml || spec.configSecret !== undefined
    ? null
    : {
        path: 'spec.configRawYaml',
        reason: 'AnomalyConfigMissing',
        message: 'either "configRawYaml" or "configSecret" are required',
      };

function rawConfigWarnings(spec: VMAnomalySpec): readonly Issue[] {
  // The Secret goes before the text, which then is not read at all.
  if (!spec.configRawYaml || spec.configSecret !== undefined) return [];
  const { configSelector, configNamespaceSelector, selectAllByDefault } = spec;
  const hasSelector = Boolean(configSelector ?? configNamespaceSelector ?? selectAllByDefault);
  return findAnomalyConfigMistakes(spec.configRawYaml, hasSelector);
}

const formatsMetrics: Rule<VMAnomaly> = ({ spec: { writer } }) => {
  const format = writer.metricFormat;
  if (format === undefined) return null;
  const path = 'spec.writer.metricFormat';
  const refuse = (field: string, message: string): Issue => ({
    path: `${path}.${field}`,
    reason: 'AnomalyConfigInvalid',
    message,
  });
  if (!format.__name__.includes('$VAR')) return refuse('__name__', '__name__ must contain the placeholder $VAR');
  return format.for === '' || format.for.includes('$QUERY_KEY')
    ? null
    : refuse('for', 'for must contain the placeholder $QUERY_KEY');
};

function connectionWarnings({ reader, writer, monitoring }: VMAnomalySpec): readonly Issue[] {
  return [
    ...findBadUrl('spec.reader.datasourceURL', reader.datasourceURL),
    ...findBadDuration('spec.reader.samplingPeriod', reader.samplingPeriod),
    ...findBadDuration('spec.reader.queryLastSeenMaxLookback', reader.queryLastSeenMaxLookback),
    ...findBadDuration('spec.reader.latencyOffset', reader.latencyOffset),
    ...findBadDuration('spec.reader.offset', reader.offset),
    ...findBadUrl('spec.writer.datasourceURL', writer.datasourceURL),
    ...findBadUrl('spec.monitoring.push.url', monitoring?.push?.url),
    ...findBadDuration('spec.monitoring.push.pushFrequency', monitoring?.push?.pushFrequency),
  ];
}
