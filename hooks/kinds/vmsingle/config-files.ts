import type { VMSingleSpec } from '../../api/vmsingle.ts';
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

/** The part of a VMSingle that generated files come from. */
export interface ConfigSource {
  readonly spec: Pick<VMSingleSpec, 'ingestOnlyMode' | 'inlineRelabelConfig' | 'relabelConfig' | 'streamAggrConfig'>;
}

/** Has the VMSingle relabel rules of its own or from a ConfigMap? */
export function hasRelabeling({ spec }: ConfigSource): boolean {
  return spec.relabelConfig !== undefined || (spec.inlineRelabelConfig ?? []).length > 0;
}

/** Has the VMSingle aggregation rules of its own or from a ConfigMap? */
export function hasStreamAggregation({ spec }: ConfigSource): boolean {
  return spec.streamAggrConfig?.configmap !== undefined || (spec.streamAggrConfig?.rules ?? []).length > 0;
}

// The official operator writes relabeling.yaml, while its -relabelConfig names relabel.yaml: no pod of it ever starts.
const relabelNames = ['relabel.yaml', 'relabeling.yaml'];

/** The ConfigMaps that the `vmsingle` container reads. Issues: a referenced ConfigMap or its key is missing, or its text is no list of rules. */
export function buildConfigFiles(cr: ConfigSource, identity: Identity, related: ObjectGroups): Part {
  const { inlineRelabelConfig, relabelConfig, streamAggrConfig } = cr.spec;
  const relabeling = hasRelabeling(cr)
    ? [relabelFile(relabelNames, inlineRelabelConfig, relabelConfig, 'spec.relabelConfig')]
    : [];
  const aggregation = hasStreamAggregation(cr)
    ? [
        aggregationFile(
          ['config.yaml'],
          streamAggrConfig?.rules,
          streamAggrConfig?.configmap,
          'spec.streamAggrConfig.configmap',
        ),
      ]
    : [];
  const parts = [
    buildRuleFiles(identity, relabelConfigMapName(identity), relabeling, related),
    buildRuleFiles(identity, streamAggregationConfigMapName(identity), aggregation, related),
  ];
  return { children: parts.flatMap(({ children }) => children), issues: parts.flatMap(({ issues }) => issues) };
}
