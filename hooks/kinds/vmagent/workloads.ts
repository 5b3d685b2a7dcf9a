import type { Settings } from '../../api/settings.ts';
import { shardArgs } from '../../config/args/vmagent.ts';
import type { KubeObject, StringMap } from '../../lib/kube-object.ts';
import { replaceText } from '../../lib/replace-text.ts';
import { buildDaemonSet } from '../../objects/daemon-set.ts';
import { buildDeployment } from '../../objects/deployment.ts';
import type { PodTemplate } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { buildPodDisruptionBudget } from '../../objects/pod-disruption-budget.ts';
import { buildStatefulSet } from '../../objects/stateful-set.ts';
import { deploymentStrategy } from '../app/deployment-strategy.ts';
import { type CompleteVMAgent, modeOf, shardCountOf } from './defaults.ts';
import { claimTemplates } from './queue.ts';
import { governingService } from './services.ts';

/** Stands for the number of the shard wherever a user writes it; without shards it stays as it is. */
const shardPlaceholder = '%SHARD_NUM%';

/** Workloads of a VMAgent with their disruption budgets: one of each, or one per shard. `template`: the pod template without anything of shards. Source: reference 4.2 */
export function buildWorkloads(
  cr: CompleteVMAgent,
  identity: Identity,
  template: PodTemplate,
  settings: Settings,
): readonly KubeObject[] {
  const shardCount = shardCountOf(cr.spec);
  if (shardCount === undefined) return buildShard(cr, identity, { template, identity, labels: {} }, settings);
  const pattern = {
    template: withShard(template, cr.spec.ingestOnlyMode === true ? undefined : shardCount),
    identity: { ...identity, name: `${identity.name}-${shardPlaceholder}` },
    labels: shardLabels,
  };
  const shard = buildShard(cr, identity, pattern, settings);
  return Array.from({ length: shardCount }, (_, index) => replaceText(shard, shardPlaceholder, String(index))).flat();
}

const shardLabels: StringMap = { 'shard-num': shardPlaceholder };

/** One shard, or the whole of a VMAgent without shards. */
interface Shard {
  readonly template: PodTemplate;
  readonly identity: Identity;
  readonly labels: StringMap;
}

function buildShard(
  cr: CompleteVMAgent,
  whole: Identity,
  { template, identity, labels }: Shard,
  settings: Settings,
): readonly KubeObject[] {
  const { spec } = cr;
  const { podDisruptionBudget: budget } = spec;
  const shared = { ...spec, template, shardLabels: labels };
  const budgets = budget === undefined ? [] : [buildPodDisruptionBudget(identity, budget, labels)];
  const mode = modeOf(spec);
  switch (mode) {
    case 'Deployment':
      return [...budgets, buildDeployment(identity, { ...shared, strategy: deploymentStrategy(spec) }, settings)];
    case 'StatefulSet': {
      const input = {
        ...shared,
        serviceName: governingService(cr, whole),
        podManagementPolicy: 'Parallel' as const,
        // The official operator replaces pods itself and has OnDelete here; Kubernetes replaces them one at a time.
        updateStrategy: spec.statefulRollingUpdateStrategy || 'RollingUpdate',
        maxUnavailable: spec.statefulRollingUpdateStrategyBehavior?.maxUnavailable,
        volumeClaimTemplates: claimTemplates(spec),
      };
      return [...budgets, buildStatefulSet(identity, input, settings)];
    }
    case 'DaemonSet': {
      const input = {
        ...spec,
        template,
        updateStrategy: spec.daemonSetUpdateStrategy || 'RollingUpdate',
        rollingUpdate: spec.daemonSetRollingUpdateStrategyBehavior,
      };
      // Budgets and eviction do not concern the pods of a DaemonSet.
      return [buildDaemonSet(identity, input, settings)];
    }
    default:
      return mode satisfies never;
  }
}

/** `shardCount` is undefined where nothing is scraped, and so nothing divided. */
function withShard(template: PodTemplate, shardCount: number | undefined): PodTemplate {
  const { metadata, spec } = template;
  const labels = { ...metadata?.labels, ...shardLabels };
  if (spec === undefined || shardCount === undefined) return { ...template, metadata: { ...metadata, labels } };
  const containers = spec.containers.map((container) =>
    container.name === 'vmagent'
      ? { ...container, args: shardArgs(container.args ?? [], shardCount, shardPlaceholder) }
      : container,
  );
  return { metadata: { ...metadata, labels }, spec: { ...spec, containers } };
}
