import type { Issue } from '../../api/issue.ts';
import { type RelabelRule, renderRelabelRules } from '../../config/relabel.ts';
import { joinRuleLists } from '../../config/rule-list.ts';
import { type AggregationRule, renderStreamAggregationRules } from '../../config/stream-aggregation.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { ObjectGroups } from '../../metacontroller/contract.ts';
import { buildConfigMap } from '../../objects/config-map.ts';
import type { KeyReference } from '../../objects/k8s-types.ts';
import type { Identity } from '../../objects/metadata.ts';
import { readConfigMapKey } from '../config-map-reference.ts';
import type { Part } from './part.ts';

/** One generated text before its reference is read. */
export interface RuleFile {
  /** Keys in the ConfigMap. */
  readonly fileNames: readonly string[];
  /** Inline rules as YAML; empty for none. */
  readonly inline: string;
  readonly reference: KeyReference | undefined;
  /** Field of the reference. */
  readonly path: string;
}

/** Name of the ConfigMap with relabel rules. */
export function relabelConfigMapName({ name }: Identity): string {
  return `relabelings-assets-${name}`;
}

/** Name of the ConfigMap with aggregation rules. */
export function streamAggregationConfigMapName({ name }: Identity): string {
  return `stream-aggr-${name}`;
}

/** A file with relabel rules: the inline ones, then those of a ConfigMap. */
export function relabelFile(
  fileNames: readonly string[],
  rules: readonly RelabelRule[] | undefined,
  reference: KeyReference | undefined,
  path: string,
): RuleFile {
  return { fileNames, inline: (rules ?? []).length > 0 ? renderRelabelRules(rules ?? []) : '', reference, path };
}

/** A file with aggregation rules: the inline ones, then those of a ConfigMap. */
export function aggregationFile(
  fileNames: readonly string[],
  rules: readonly AggregationRule[] | undefined,
  reference: KeyReference | undefined,
  path: string,
): RuleFile {
  const inline = (rules ?? []).length > 0 ? renderStreamAggregationRules(rules ?? []) : '';
  return { fileNames, inline, reference, path };
}

/** One ConfigMap with all files, or none without files. Issues: a referenced ConfigMap or its key is missing, or its text is no list of rules; then there is no ConfigMap. */
export function buildRuleFiles(
  identity: Identity,
  name: string,
  files: readonly RuleFile[],
  related: ObjectGroups,
): Part {
  if (files.length === 0) return { children: [], issues: [] };
  const texts = files.map((file) => ({ file, text: readRules(file, identity.namespace, related) }));
  const issues = texts.flatMap(({ text }) => (text.ok ? [] : [text.error]));
  if (issues.length > 0) return { children: [], issues };
  const entries = texts.flatMap(({ file, text }) =>
    text.ok ? file.fileNames.map((fileName) => [fileName, text.value] as const) : [],
  );
  return { children: [buildConfigMap(identity, name, Object.fromEntries(entries))], issues };
}

function readRules(
  { reference, path, inline }: RuleFile,
  namespace: string,
  related: ObjectGroups,
): Result<string, Issue> {
  const text = reference === undefined ? ok('') : readConfigMapKey(related, namespace, reference, path);
  if (!text.ok) return text;
  const joined = joinRuleLists(inline, text.value);
  if (joined.ok) return joined;
  const message = `key ${reference?.key} of ConfigMap ${reference?.name} ${joined.error}`;
  return err({ path, reason: 'RuleListInvalid', message });
}
