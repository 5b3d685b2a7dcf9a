import type { Issue } from '../../api/issue.ts';
import type { VMSingleSpec } from '../../api/vmsingle.ts';
import { renderRelabelRules } from '../../config/relabel.ts';
import { joinRuleLists } from '../../config/rule-list.ts';
import { renderStreamAggregationRules } from '../../config/stream-aggregation.ts';
import { err, ok, type Result } from '../../lib/result.ts';
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

/** The ConfigMaps that the `vmsingle` container reads. Issues: a referenced ConfigMap or its key is missing, or its text is no list of rules. */
export function buildConfigFiles({ spec }: ConfigSource, identity: Identity, related: ObjectGroups): ConfigFiles {
  const files = [...relabelFile(spec, identity), ...aggregationFile(spec, identity)];
  const built = files.map((file) => buildFile(file, identity, related));
  return {
    configMaps: built.flatMap((result) => (result.ok ? [result.value] : [])),
    issues: built.flatMap((result) => (result.ok ? [] : [result.error])),
  };
}

/** One generated ConfigMap before its reference is read. */
interface RuleFile {
  readonly name: string;
  readonly fileNames: readonly string[];
  /** Inline rules as YAML; empty for none. */
  readonly inline: string;
  readonly reference: KeyReference | undefined;
  /** Field of the reference. */
  readonly path: string;
}

function relabelFile(spec: ConfigSource['spec'], identity: Identity): readonly RuleFile[] {
  if (!hasRelabeling({ spec })) return [];
  const rules = spec.inlineRelabelConfig ?? [];
  return [
    {
      name: relabelConfigMapName(identity),
      // The official operator writes relabeling.yaml, while its -relabelConfig names relabel.yaml: no pod of it ever starts.
      fileNames: ['relabel.yaml', 'relabeling.yaml'],
      inline: rules.length > 0 ? renderRelabelRules(rules) : '',
      reference: spec.relabelConfig,
      path: 'spec.relabelConfig',
    },
  ];
}

function aggregationFile(spec: ConfigSource['spec'], identity: Identity): readonly RuleFile[] {
  if (!hasStreamAggregation({ spec })) return [];
  const rules = spec.streamAggrConfig?.rules ?? [];
  return [
    {
      name: streamAggregationConfigMapName(identity),
      fileNames: ['config.yaml'],
      inline: rules.length > 0 ? renderStreamAggregationRules(rules) : '',
      reference: spec.streamAggrConfig?.configmap,
      path: 'spec.streamAggrConfig.configmap',
    },
  ];
}

function buildFile(file: RuleFile, identity: Identity, related: ObjectGroups): Result<ConfigMap, Issue> {
  const { reference, path } = file;
  const text = reference === undefined ? ok('') : readConfigMapKey(related, identity.namespace, reference, path);
  if (!text.ok) return text;
  const joined = joinRuleLists(file.inline, text.value);
  if (!joined.ok) {
    const message = `key ${reference?.key} of ConfigMap ${reference?.name} ${joined.error}`;
    return err({ path, reason: 'RuleListInvalid', message });
  }
  const data = Object.fromEntries(file.fileNames.map((fileName) => [fileName, joined.value]));
  return ok(buildConfigMap(identity, file.name, data));
}
