import type { Settings } from '../api/settings.ts';
import type { StringMap } from '../lib/kube-object.ts';
import type { Deployment, PodTemplate } from './k8s-types.ts';
import { childMetadata, type Identity, selectorLabels, withCommonMetadata } from './metadata.ts';
import { type RolloutInput, rolloutFields } from './rollout-fields.ts';

/** What a Deployment needs besides names. */
export interface DeploymentInput extends RolloutInput {
  readonly template: PodTemplate;
  /** Labels that select the pods beside the component's own; the template carries them. */
  readonly shardLabels?: StringMap;
  /** Left out: the API server's rolling update, a quarter at a time. */
  readonly strategy?: NonNullable<Deployment['spec']>['strategy'];
  readonly replicaCount?: number | undefined;
  /** The number of pods belongs to somebody else, an autoscaler: it is left out. */
  readonly omitsReplicas?: boolean | undefined;
}

/** The workload of a component without identity per pod. Further defaults (history 10, deadline 600 s) are the API server's own. */
export function buildDeployment(identity: Identity, input: DeploymentInput, settings: Settings): Deployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: withCommonMetadata(childMetadata(identity), settings),
    spec: {
      ...(input.omitsReplicas === true ? {} : { replicas: input.replicaCount ?? 1 }),
      ...rolloutFields(input),
      ...(input.strategy === undefined ? {} : { strategy: input.strategy }),
      selector: { matchLabels: { ...selectorLabels(identity), ...input.shardLabels } },
      template: input.template,
    },
  };
}
