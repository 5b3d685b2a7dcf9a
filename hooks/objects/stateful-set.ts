import type { Settings } from '../api/settings.ts';
import type { StringMap } from '../lib/kube-object.ts';
import type { PodTemplate, StatefulSet } from './k8s-types.ts';
import { childMetadata, type Identity, selectorLabels, withCommonMetadata } from './metadata.ts';
import { type RolloutInput, rolloutFields } from './rollout-fields.ts';

type Spec = NonNullable<StatefulSet['spec']>;

/** What a StatefulSet needs besides names. */
export interface StatefulSetInput extends RolloutInput {
  readonly template: PodTemplate;
  /** Labels that select the pods beside the component's own; the template carries them. */
  readonly shardLabels?: StringMap;
  /** Service that names the pods; empty for none. */
  readonly serviceName: string;
  readonly podManagementPolicy: 'Parallel' | 'OrderedReady';
  /** `RollingUpdate` or `OnDelete`. */
  readonly updateStrategy: string;
  /** Number or percentage of pods that a rolling update may take away at a time. API servers without the feature drop it. Source: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods */
  readonly maxUnavailable?: number | string | undefined;
  readonly volumeClaimTemplates?: Spec['volumeClaimTemplates'];
  readonly persistentVolumeClaimRetentionPolicy?: Spec['persistentVolumeClaimRetentionPolicy'];
  readonly replicaCount?: number | undefined;
  /** The number of pods belongs to somebody else, an autoscaler: it is left out. */
  readonly omitsReplicas?: boolean | undefined;
}

/** The workload of a component whose pods have an identity and storage of their own. */
export function buildStatefulSet(identity: Identity, input: StatefulSetInput, settings: Settings): StatefulSet {
  const { persistentVolumeClaimRetentionPolicy, volumeClaimTemplates = [] } = input;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: withCommonMetadata(childMetadata(identity), settings),
    spec: {
      ...(input.omitsReplicas === true ? {} : { replicas: input.replicaCount ?? 1 }),
      ...rolloutFields(input),
      serviceName: input.serviceName,
      podManagementPolicy: input.podManagementPolicy,
      updateStrategy: updateStrategy(input),
      selector: { matchLabels: { ...selectorLabels(identity), ...input.shardLabels } },
      template: input.template,
      ...(volumeClaimTemplates.length === 0 ? {} : { volumeClaimTemplates }),
      ...(persistentVolumeClaimRetentionPolicy === undefined ? {} : { persistentVolumeClaimRetentionPolicy }),
    },
  };
}

function updateStrategy({ updateStrategy: type, maxUnavailable }: StatefulSetInput): Spec['updateStrategy'] {
  return type !== 'RollingUpdate' || maxUnavailable === undefined
    ? { type }
    : { type, rollingUpdate: { maxUnavailable } };
}
