import type { Deployment } from '../../objects/k8s-types.ts';

/** spec fields about the steps of a Deployment's roll-out. */
export interface DeploymentRolloutSpec {
  readonly updateStrategy?: string | undefined;
  readonly rollingUpdate?:
    | { readonly maxUnavailable?: number | string | undefined; readonly maxSurge?: number | string | undefined }
    | undefined;
}

/** Strategy of a Deployment. The steps are always said, even those that the API server would fill in: what we own goes when the strategy becomes Recreate, which admits none. */
export function deploymentStrategy(spec: DeploymentRolloutSpec): NonNullable<Deployment['spec']>['strategy'] {
  if (spec.updateStrategy === 'Recreate') return { type: 'Recreate' };
  const { maxUnavailable = '25%', maxSurge = '25%' } = spec.rollingUpdate ?? {};
  return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge } };
}
