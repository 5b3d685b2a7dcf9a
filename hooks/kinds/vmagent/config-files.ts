import type { VMAgentSpec } from '../../api/vmagent.ts';
import {
  hasUrlAggregation,
  hasUrlRelabeling,
  urlAggregationFile,
  urlRelabelingFile,
} from '../../config/args/remote-write.ts';
import { vmagentRuleFiles } from '../../config/args/vmagent.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import type { Identity } from '../../objects/metadata.ts';
import type { Part } from '../app/part.ts';
import {
  aggregationFile,
  buildRuleFiles,
  relabelConfigMapName,
  relabelFile,
  streamAggregationConfigMapName,
} from '../app/rule-files.ts';
import type { RuleVolumes } from '../app/rule-volumes.ts';

/** The part of a VMAgent's spec that generated rule files come from. */
export type RuleSource = Pick<
  VMAgentSpec,
  'inlineRelabelConfig' | 'relabelConfig' | 'streamAggrConfig' | 'remoteWrite'
>;

/** Has the VMAgent relabel rules for all storages? */
export function hasRelabeling({ relabelConfig, inlineRelabelConfig }: RuleSource): boolean {
  return relabelConfig !== undefined || (inlineRelabelConfig ?? []).length > 0;
}

/** Has the VMAgent aggregation rules for all storages? */
export function hasStreamAggregation({ streamAggrConfig }: RuleSource): boolean {
  return streamAggrConfig?.configmap !== undefined || (streamAggrConfig?.rules ?? []).length > 0;
}

/** Which ConfigMaps with rules there are, be the rules for all storages or for one. */
export function ruleVolumesOf(spec: RuleSource): RuleVolumes {
  return {
    relabeling: hasRelabeling(spec) || spec.remoteWrite.some(hasUrlRelabeling),
    streamAggregation: hasStreamAggregation(spec) || spec.remoteWrite.some(hasUrlAggregation),
  };
}

/** The ConfigMaps with rules. Issues: a referenced ConfigMap or its key is missing, or its text is no list of rules. */
export function buildConfigFiles(spec: RuleSource, identity: Identity, related: ObjectGroups): Part {
  const { inlineRelabelConfig, relabelConfig, streamAggrConfig, remoteWrite } = spec;
  const relabeling = [
    ...(hasRelabeling(spec)
      ? [relabelFile([vmagentRuleFiles.relabeling], inlineRelabelConfig, relabelConfig, 'spec.relabelConfig')]
      : []),
    ...remoteWrite.flatMap((target, index) => {
      if (!hasUrlRelabeling(target)) return [];
      const path = `spec.remoteWrite[${index}].urlRelabelConfig`;
      return [relabelFile([urlRelabelingFile(index)], target.inlineUrlRelabelConfig, target.urlRelabelConfig, path)];
    }),
  ];
  const aggregation = [
    ...(hasStreamAggregation(spec)
      ? [
          aggregationFile(
            [vmagentRuleFiles.streamAggregation],
            streamAggrConfig?.rules,
            streamAggrConfig?.configmap,
            'spec.streamAggrConfig.configmap',
          ),
        ]
      : []),
    ...remoteWrite.flatMap((target, index) => {
      if (!hasUrlAggregation(target)) return [];
      const { rules, configmap } = target.streamAggrConfig ?? {};
      const path = `spec.remoteWrite[${index}].streamAggrConfig.configmap`;
      return [aggregationFile([urlAggregationFile(index)], rules, configmap, path)];
    }),
  ];
  const parts = [
    buildRuleFiles(identity, relabelConfigMapName(identity), relabeling, related),
    buildRuleFiles(identity, streamAggregationConfigMapName(identity), aggregation, related),
  ];
  return { children: parts.flatMap(({ children }) => children), issues: parts.flatMap(({ issues }) => issues) };
}
