/** What a Deployment, StatefulSet or DaemonSet may say about its roll-outs, in the words of our API. */
export interface RolloutInput {
  readonly minReadySeconds?: number | undefined;
  readonly revisionHistoryLimitCount?: number | undefined;
}

/** The same in the words of Kubernetes; what is not set is left to the API server. */
export function rolloutFields({ minReadySeconds, revisionHistoryLimitCount }: RolloutInput): {
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: number;
} {
  return {
    ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
    ...(revisionHistoryLimitCount === undefined ? {} : { revisionHistoryLimit: revisionHistoryLimitCount }),
  };
}
