import type { Issue } from '../../api/issue.ts';
import type { VMSingleSpec } from '../../api/vmsingle.ts';
import { renderRelabelRules } from '../../config/relabel.ts';
import { renderStreamAggregationRules } from '../../config/stream-aggregation.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import { buildConfigMap } from '../../objects/config-map.ts';
import type { ConfigMap, KeyReference } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { readConfigMapKey } from '../config-map-reference.ts';

/** The part of a VMSingle that generated files come from. */
export interface ConfigSource {
  readonly spec: Pick<VMSingleSpec, 'inlineRelabelConfig' | 'relabelConfig' | 'streamAggrConfig'>;
}

/** Has the VMSingle relabel rules of its own or from a ConfigMap? */
export function hasRelabeling({ spec }: ConfigSource): boolean {
  return spec.relabelConfig !== undefined || (spec.inlineRelabelConfig ?? []).length > 0;
}

/** Has the VMSingle aggregation rules of its own or from a ConfigMap? */
export function hasStreamAggregation({ spec }: ConfigSource): boolean {
  return spec.streamAggrConfig?.configmap !== undefined || (spec.streamAggrConfig?.rules ?? []).length > 0;
}

/** Name of the ConfigMap with relabel rules. */
export function relabelConfigMapName({ name }: Identity): string {
  return `relabelings-assets-${name}`;
}

/** Name of the ConfigMap with aggregation rules. */
export function streamAggregationConfigMapName({ name }: Identity): string {
  return `stream-aggr-${name}`;
}

/** Generated ConfigMaps, and why one of them could not be generated. */
export interface ConfigFiles {
  readonly configMaps: readonly ConfigMap[];
  readonly issues: readonly Issue[];
}

/** The ConfigMaps that the `vmsingle` container reads: the user's inline rules, directly followed by the text of the referenced ConfigMap. */
export function buildConfigFiles({ spec }: ConfigSource, identity: Identity, related: ObjectGroups): ConfigFiles {
  const configMaps: ConfigMap[] = [];
  const issues: Issue[] = [];
  const add = (
    name: string,
    fileNames: readonly string[],
    inline: string,
    reference: KeyReference | undefined,
    path: string,
  ) => {
    const text =
      reference === undefined
        ? { ok: true as const, value: '' }
        : readConfigMapKey(related, identity.namespace, reference, path);
    if (!text.ok) issues.push(text.error);
    else
      configMaps.push(
        buildConfigMap(identity, name, Object.fromEntries(fileNames.map((file) => [file, `${inline}${text.value}`]))),
      );
  };
  if (hasRelabeling({ spec })) {
    const rules = spec.inlineRelabelConfig ?? [];
    // Under relabeling.yaml the official operator writes it, at relabel.yaml its -relabelConfig expects it.
    const fileNames = ['relabel.yaml', 'relabeling.yaml'];
    add(
      relabelConfigMapName(identity),
      fileNames,
      rules.length > 0 ? renderRelabelRules(rules) : '',
      spec.relabelConfig,
      'spec.relabelConfig',
    );
  }
  if (hasStreamAggregation({ spec })) {
    const rules = spec.streamAggrConfig?.rules ?? [];
    const inline = rules.length > 0 ? renderStreamAggregationRules(rules) : '';
    add(
      streamAggregationConfigMapName(identity),
      ['config.yaml'],
      inline,
      spec.streamAggrConfig?.configmap,
      'spec.streamAggrConfig.configmap',
    );
  }
  return { configMaps, issues };
}
