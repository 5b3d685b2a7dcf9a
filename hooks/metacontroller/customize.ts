import { compareBytewise } from '../lib/bytewise.ts';
import type { SelectorShape } from '../lib/label-selector.ts';
import type { RelateRule } from './contract.ts';

/** One rule as Metacontroller reads it; fields that do not belong to the chosen combination are absent, not empty. */
interface RelatedResourceRule {
  readonly apiVersion: string;
  readonly resource: string;
  readonly names?: readonly string[];
  readonly namespace?: string;
  readonly labelSelector?: SelectorShape;
  readonly namespaceSelector?: SelectorShape;
}

/** Answer of a customize hook. The field list is closed: v2 answers are read in strict mode. */
export interface CustomizeAnswer {
  readonly relatedResources: readonly RelatedResourceRule[];
}

/**
 * Rules as a customize answer; names are sorted and unique. Metacontroller 4.17.2 accepts names with or without a namespace,
 * or a label selector with at most one of namespace and namespaceSelector, and fails the whole parent otherwise (`determineSelectionType`).
 * Throws on what the rule type cannot forbid: an empty namespace or list of names counts as absent there and would select
 * from all namespaces.
 */
export function renderRelateRules(rules: readonly RelateRule[]): CustomizeAnswer {
  return { relatedResources: rules.map(renderRule) };
}

function renderRule(rule: RelateRule): RelatedResourceRule {
  const { apiVersion, resource } = rule;
  const target = { apiVersion, resource };
  if ('namespace' in rule && rule.namespace === '')
    throw new Error(`relate rule for ${resource} has an empty namespace`);
  if ('names' in rule) {
    const names = [...new Set(rule.names)].sort(compareBytewise);
    if (names.length === 0 || names.includes('')) throw new Error(`relate rule for ${resource} has an empty name`);
    return { ...target, ...inNamespace(rule.namespace), names };
  }
  if ('namespaceSelector' in rule) {
    return { ...target, namespaceSelector: rule.namespaceSelector, labelSelector: rule.labelSelector };
  }
  return { ...target, ...inNamespace(rule.namespace), labelSelector: rule.labelSelector };
}

function inNamespace(namespace: string | undefined): { readonly namespace?: string } {
  return namespace === undefined ? {} : { namespace };
}
