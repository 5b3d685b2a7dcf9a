import { rulePaths } from '../../config/args/rule-paths.ts';
import type { Identity } from '../../objects/metadata.ts';
import { configMapVolume, type MountedVolume } from '../../objects/pod/volumes.ts';
import { relabelConfigMapName, streamAggregationConfigMapName } from './rule-files.ts';

/** Which ConfigMaps with rules a pod mounts. */
export interface RuleVolumes {
  readonly relabeling: boolean;
  readonly streamAggregation: boolean;
}

/** The ConfigMaps with generated rules, aggregation first. */
export function ruleVolumes(
  identity: Identity,
  { relabeling, streamAggregation }: RuleVolumes,
): readonly MountedVolume[] {
  return [
    ...(streamAggregation
      ? [configMapVolume('stream-aggr', streamAggregationConfigMapName(identity), rulePaths.streamAggregation)]
      : []),
    ...(relabeling
      ? [configMapVolume('relabelings-assets', relabelConfigMapName(identity), rulePaths.relabeling)]
      : []),
  ];
}
