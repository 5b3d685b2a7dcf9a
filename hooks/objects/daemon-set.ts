import type { Settings } from '../api/settings.ts';
import type { DaemonSet, PodTemplate } from './k8s-types.ts';
import { childMetadata, type Identity, selectorLabels, withCommonMetadata } from './metadata.ts';
import { type RolloutInput, rolloutFields } from './rollout-fields.ts';

type Strategy = NonNullable<NonNullable<DaemonSet['spec']>['updateStrategy']>;

/** What a DaemonSet needs besides names. */
export interface DaemonSetInput extends RolloutInput {
  readonly template: PodTemplate;
  /** `RollingUpdate` or `OnDelete`. */
  readonly updateStrategy: string;
  readonly rollingUpdate?: Strategy['rollingUpdate'];
}

/** The workload of a component that runs once on each node. */
export function buildDaemonSet(identity: Identity, input: DaemonSetInput, settings: Settings): DaemonSet {
  const { updateStrategy, rollingUpdate } = input;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: withCommonMetadata(childMetadata(identity), settings),
    spec: {
      ...rolloutFields(input),
      updateStrategy: {
        type: updateStrategy,
        ...(rollingUpdate === undefined || updateStrategy !== 'RollingUpdate' ? {} : { rollingUpdate }),
      },
      selector: { matchLabels: selectorLabels(identity) },
      template: input.template,
    },
  };
}
