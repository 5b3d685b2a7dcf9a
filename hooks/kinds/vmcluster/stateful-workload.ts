import type { Issue } from '../../api/issue.ts';
import type { Result } from '../../lib/result.ts';
import type { PodTemplate } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { buildStatefulSet, type StatefulSetInput } from '../../objects/stateful-set.ts';
import { type Part, partOf } from '../app/part.ts';
import { replicasOf } from '../app/replicas.ts';
import { dataClaimTemplates, type StatefulData } from '../app/stateful-storage.ts';
import { type ClusterContext, observedWorkload, scaleTarget } from './context.ts';
import type { SelectPart, StoragePart } from './defaults.ts';

/** The StatefulSet of a part. Its Service, which names the pods, is called like it even where the load balancer has taken that Service over: the name can never change. */
export function buildStatefulWorkload(
  part: StoragePart | SelectPart,
  identity: Identity,
  template: Result<PodTemplate, readonly Issue[]>,
  data: StatefulData,
  { observed, settings }: ClusterContext,
): Part {
  if (!template.ok) return { children: [], issues: template.error };
  const { rollingUpdateStrategy: strategy, rollingUpdateStrategyBehavior: behavior } = part;
  const input = {
    ...part,
    ...replicasOf(part, observedWorkload(scaleTarget('StatefulSet', identity), identity, observed)),
    template: template.value,
    serviceName: identity.name,
    podManagementPolicy: podManagementPolicy(part),
    // The official operator replaces pods itself and has OnDelete here; Kubernetes replaces them one at a time.
    updateStrategy: strategy || 'RollingUpdate',
    maxUnavailable: behavior?.maxUnavailable,
    volumeClaimTemplates: dataClaimTemplates(data),
  };
  return partOf(buildStatefulSet(identity, input, settings));
}

/** As the official operator derives it from what the user wrote: it can never change, so it does not depend on our own default. Source: reference 1.3 */
function podManagementPolicy({
  minReadySeconds = 0,
  rollingUpdateStrategy,
}: StoragePart | SelectPart): StatefulSetInput['podManagementPolicy'] {
  return minReadySeconds > 0 || rollingUpdateStrategy === 'RollingUpdate' ? 'OrderedReady' : 'Parallel';
}
