import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMSingle } from '../../api/vmsingle.ts';
import { backupNeedsLicense, licenses } from '../../config/needs-license.ts';
import { downsamplingIssues, retentionFilterIssues } from '../../config/retention-rules.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { portIssues } from '../../objects/port-number.ts';
import { backupSuccessors, deprecatedFields, scrapingSuccessors } from './deprecated.ts';
import { buildsContainers, buildsVolumes, sizesStorage } from './pod.ts';
import { relabelWarnings } from './relabeling.ts';
import { accepted, collect, type Rule } from './rule.ts';
import { scrapeClassIssues } from './scrape-classes.ts';
import { selectionWarnings } from './scrape-selection.ts';
import { keepsStorageClass, keepsStorageSize } from './storage.ts';
import { streamAggregationWarnings } from './stream-aggregation.ts';
import {
  completesVpa,
  findsVpaApi,
  fitsServiceName,
  leavesIdsToOpenShift,
  namesServiceApart,
  stopsInTime,
} from './workload.ts';

/** Rules for a VMSingle, on one object and, with `old`, on a change. What the official webhook lets through is at most warned of, even where nothing can be built from it. Source: reference D3 and features 3 */
export function validateVMSingle(cr: VMSingle, settings: Settings, old?: VMSingle): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  const { name } = singleIdentity('vmsingle', cr);
  return {
    issues: collect([
      namesServiceApart(spec, name),
      licensesBackup(cr),
      downsamplingIssues(spec),
      retentionFilterIssues(spec),
      scrapeClassIssues(spec.scrapeClasses),
      mountsDataPath(cr),
      completesVpa(spec),
      stopsInTime(spec),
      portIssues(spec, 'spec'),
      keepsStorageSize(spec.storage, old?.spec.storage, 'spec.storage'),
      keepsStorageClass(spec.storage, old?.spec.storage, 'spec.storage'),
    ]),
    warnings: collect([
      fitsServiceName(name),
      spec.vmBackup === undefined ? [] : deprecatedFields(spec.vmBackup, backupSuccessors, 'spec.vmBackup'),
      deprecatedFields(spec, scrapingSuccessors, 'spec'),
      selectionWarnings(spec),
      leavesIdsToOpenShift(spec, settings),
      findsVpaApi(spec, settings),
      sizesStorage(spec),
      buildsVolumes(spec, '/victoria-metrics-data'),
      buildsContainers(spec.containers, ['vmsingle', 'config-reloader', 'vmbackuper']),
      relabelWarnings(spec.inlineRelabelConfig, 'spec.inlineRelabelConfig'),
      streamAggregationWarnings(spec.streamAggrConfig),
    ]),
  };
}

const licensesBackup: Rule<VMSingle> = ({ spec: { vmBackup, license } }) =>
  vmBackup === undefined || vmBackup.acceptEULA === true
    ? null
    : licenses(license, 'spec.vmBackup', backupNeedsLicense);

const mountsDataPath: Rule<VMSingle> = ({ spec }) => {
  const { storageDataPath, volumes = [], volumeMounts = [], vmBackup } = spec;
  if (!storageDataPath) return null;
  const refuse = (path: string, message: string): Issue => ({ path, reason: 'StorageDataPathWithoutVolume', message });
  const hasData = volumes.some(({ name }) => name === 'data');
  const suffix = `for spec.storageDataPath=${JSON.stringify(storageDataPath)}`;
  if (volumes.length === 0) return refuse('spec.volumes', `spec.volumes must have at least 1 value ${suffix}`);
  if (vmBackup !== undefined && !hasData)
    return refuse('spec.volumes', `spec.volumes must have at least 1 value with \`name: data\` ${suffix}`);
  if (volumeMounts.length > 0 || hasData) return null;
  return refuse(
    'spec.volumeMounts',
    `spec.volumeMounts must have at least 1 value OR spec.volumes must have volume.name \`data\` ${suffix}`,
  );
};
