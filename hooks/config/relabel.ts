import { compareBytewise } from '../lib/bytewise.ts';
import type { JsonObject } from '../lib/json.ts';
import { shortenTexts, type TextOrTexts } from './text-list.ts';
import { toYaml } from './yaml.ts';

/** A relabelling rule as a user writes it; the fields with two spellings accept both. */
export interface RelabelRule {
  readonly action?: string | undefined;
  readonly if?: TextOrTexts | undefined;
  readonly sourceLabels?: readonly string[] | undefined;
  readonly source_labels?: readonly string[] | undefined;
  readonly separator?: string | undefined;
  readonly targetLabel?: string | undefined;
  readonly target_label?: string | undefined;
  readonly regex?: TextOrTexts | undefined;
  readonly modulus?: number | undefined;
  readonly replacement?: string | undefined;
  readonly match?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/**
 * A rule as vmagent reads it in scrape jobs and relabelling files: keys in the official order, what is empty left out; only
 * `separator` and `replacement` mean something when they are empty. camelCase wins where both spellings are given. An empty
 * rule gives `{}`, which vmagent refuses: the caller leaves it out. The action's case stays. Source: reference A7.5, 4.6
 */
export function relabelRule(rule: RelabelRule): JsonObject {
  const fields = programFields(rule, 'camelCase');
  return inOrder(fields, ['source_labels', 'separator', 'target_label', ...middleKeys, ...lastKeys]);
}

/** The same inside a stream aggregation rule, where the order is another and the underscore spelling wins. Source: reference 4.7 */
export function aggregationRelabelRule(rule: RelabelRule): JsonObject {
  const fields = programFields(rule, 'snake_case');
  return inOrder(fields, ['source_labels', 'target_label', 'separator', ...middleKeys, ...lastKeys]);
}

/** Relabelling rules as the text of a file: a YAML list, `[]` when all rules are empty. */
export function renderRelabelRules(rules: readonly RelabelRule[]): string {
  return toYaml(withoutEmpty(rules.map(relabelRule)));
}

/** Drops rules in which nothing is set. */
export function withoutEmpty(rules: readonly JsonObject[]): readonly JsonObject[] {
  return rules.filter((rule) => Object.keys(rule).length > 0);
}

const middleKeys = ['regex', 'modulus', 'replacement'] as const;
const lastKeys = ['action', 'if', 'match', 'labels'] as const;

type ProgramKey =
  | 'source_labels'
  | 'separator'
  | 'target_label'
  | (typeof middleKeys)[number]
  | (typeof lastKeys)[number];

function programFields(rule: RelabelRule, winner: 'camelCase' | 'snake_case'): Readonly<Record<ProgramKey, unknown>> {
  const sources = [rule.sourceLabels ?? [], rule.source_labels ?? []];
  const targets = [rule.targetLabel ?? '', rule.target_label ?? ''];
  if (winner === 'snake_case') for (const pair of [sources, targets]) pair.reverse();
  return {
    source_labels: sources.find((labels) => labels.length > 0),
    separator: rule.separator,
    target_label: targets.find((label) => label !== ''),
    regex: shortenTexts(rule.regex),
    modulus: rule.modulus === 0 ? undefined : rule.modulus,
    replacement: rule.replacement,
    action: filled(rule.action),
    if: shortenTexts(rule.if),
    match: filled(rule.match),
    labels: sortedLabels(rule.labels),
  };
}

function inOrder(fields: Readonly<Record<ProgramKey, unknown>>, order: readonly ProgramKey[]): JsonObject {
  return Object.fromEntries(order.filter((key) => fields[key] !== undefined).map((key) => [key, fields[key]]));
}

function sortedLabels(labels: Readonly<Record<string, string>> | undefined): JsonObject | undefined {
  const entries = Object.entries(labels ?? {}).toSorted(([a], [b]) => compareBytewise(a, b));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
