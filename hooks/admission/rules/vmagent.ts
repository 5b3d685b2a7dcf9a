import type { Issue, Verdict } from '../../api/issue.ts';
import type { Settings } from '../../api/settings.ts';
import { skipsValidation } from '../../api/skip-validation.ts';
import type { VMAgent, VMAgentSpec } from '../../api/vmagent.ts';
import type { StatefulData } from '../../kinds/app/stateful-storage.ts';
import { modeOf } from '../../kinds/vmagent/defaults.ts';
import { queueData } from '../../kinds/vmagent/queue.ts';
import { singleIdentity } from '../../objects/metadata.ts';
import { portIssues } from '../../objects/port-number.ts';
import { ordersReplicaLimits } from './autoscaling.ts';
import { isByteSize } from './byte-size.ts';
import { deprecatedFields, scrapingSuccessors } from './deprecated.ts';
import { listsInlineScrapeConfig, readsInlineScrapeConfig } from './inline-scrape-config.ts';
import { needsRemoteWrite } from './needs-remote-write.ts';
import { buildsContainers } from './pod.ts';
import { relabelWarnings } from './relabeling.ts';
import { remoteWriteIssues, remoteWriteWarnings } from './remote-write.ts';
import { whyMaxUnavailableWrong } from './rolling.ts';
import { accepted, collect, type Rule } from './rule.ts';
import { scrapeClassIssues } from './scrape-classes.ts';
import { selectionWarnings } from './scrape-selection.ts';
import { keepsStorageClass, keepsStorageSize } from './storage.ts';
import { storageTurnover } from './storage-turnover.ts';
import { streamAggregationWarnings } from './stream-aggregation.ts';
import { completesVpa, findsVpaApi, leavesIdsToOpenShift, namesServiceApart, stopsInTime } from './workload.ts';

const claimPath = 'spec.statefulStorage.volumeClaimTemplate.spec';

/** Rules for a VMAgent, on one object and, with `old`, on a change. Source: reference D3 */
export function validateVMAgent(cr: VMAgent, settings: Settings, old?: VMAgent): Verdict {
  if (skipsValidation(cr)) return accepted;
  const { spec } = cr;
  const [claim, oldClaim] = [claimOf(spec), claimOf(old?.spec)];
  return {
    issues: collect([
      needsRemoteWrite(spec.remoteWrite),
      remoteWriteIssues(spec.remoteWrite),
      isByteSize(spec.remoteWriteSettings?.maxDiskUsagePerURL, 'spec.remoteWriteSettings.maxDiskUsagePerURL'),
      readsInlineScrapeConfig(spec.inlineScrapeConfig),
      daemonSetIssues(cr),
      rollsStatefully(cr),
      ordersReplicaLimits(spec.hpa, 'spec.hpa'),
      completesVpa(spec),
      scrapeClassIssues(spec.scrapeClasses),
      namesServiceApart(spec, singleIdentity('vmagent', cr).name),
      stopsInTime(spec),
      portIssues(spec, 'spec'),
      keepsStorageSize(claim, oldClaim, claimPath),
      keepsStorageClass(claim, oldClaim, claimPath),
    ]),
    warnings: collect([
      deprecatedFields(spec, scrapingSuccessors, 'spec'),
      remoteWriteWarnings(spec.remoteWrite),
      selectionWarnings(spec),
      listsInlineScrapeConfig(spec.inlineScrapeConfig),
      relabelWarnings(spec.inlineRelabelConfig, 'spec.inlineRelabelConfig'),
      relabelWarnings(spec.globalScrapeRelabelConfigs, 'spec.globalScrapeRelabelConfigs'),
      relabelWarnings(spec.globalScrapeMetricRelabelConfigs, 'spec.globalScrapeMetricRelabelConfigs'),
      streamAggregationWarnings(spec.streamAggrConfig),
      leavesIdsToOpenShift(spec, settings),
      findsVpaApi(spec, settings),
      storageTurnover(queueOf(spec), queueOf(old?.spec), 'spec.statefulStorage'),
      buildsContainers(spec.containers, ['vmagent', 'config-reloader']),
      buildsContainers(spec.initContainers, ['config-init'], 'spec.initContainers'),
    ]),
  };
}

function claimOf(spec: VMAgentSpec | undefined) {
  return spec?.statefulStorage?.volumeClaimTemplate?.spec;
}

function queueOf(spec: VMAgentSpec | undefined): StatefulData | undefined {
  return spec !== undefined && modeOf(spec) === 'StatefulSet' ? queueData(spec) : undefined;
}

function daemonSetIssues({ spec }: VMAgent): readonly Issue[] {
  if (spec.daemonSetMode !== true) return [];
  const { statefulMode, enableKubernetesAPISelectors, hpa, vpa, podDisruptionBudget } = spec;
  const used = {
    statefulMode: statefulMode === true,
    hpa: hpa !== undefined,
    vpa: vpa !== undefined,
    podDisruptionBudget: podDisruptionBudget !== undefined,
    enableKubernetesAPISelectors: enableKubernetesAPISelectors === true,
  };
  return Object.entries(used).flatMap(([field, isUsed]): readonly Issue[] =>
    isUsed
      ? [{ path: `spec.${field}`, reason: 'ModeConflict', message: `${field} cannot be used with daemonSetMode` }]
      : [],
  );
}

const rollsStatefully: Rule<VMAgent> = ({ spec }) => {
  const { statefulMode, statefulRollingUpdateStrategyBehavior: behavior } = spec;
  const wrong = statefulMode === true ? whyMaxUnavailableWrong(behavior?.maxUnavailable) : null;
  return wrong === null
    ? null
    : {
        path: 'spec.statefulRollingUpdateStrategyBehavior.maxUnavailable',
        reason: 'InvalidField',
        message: `vmagent.spec.statefulRollingUpdateStrategyBehavior: ${wrong}`,
      };
};
