import { compareBytewise } from '../../lib/bytewise.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { WrittenSelector } from '../../lib/label-selector-syntax.ts';
import { requirementText } from '../../lib/requirement-text.ts';
import { keepWhere, sanitizeLabel } from './label-rules.ts';

type WrittenExpression = NonNullable<WrittenSelector['matchExpressions']>[number];

/**
 * A label selector as relabelling rules on the discovered objects of a role, for scrapers that let vmagent do the filtering. Values
 * are regular expressions then. An unknown operator gives no rule. Source: reference A7.4
 */
export function selectorRules(selector: WrittenSelector | undefined, role: string): readonly JsonObject[] {
  if (selector === undefined) return [];
  return [
    ...sortedLabels(selector).map(([key, value]) => keepWhere(metaLabel(role, 'label', key), value)),
    ...(selector.matchExpressions ?? []).flatMap((expression) => expressionRules(expression, role)),
  ];
}

function expressionRules({ key, operator, values = [] }: WrittenExpression, role: string): readonly JsonObject[] {
  switch (operator) {
    case 'In':
      return [keepWhere(metaLabel(role, 'label', key), values.join('|'))];
    case 'NotIn':
      return [dropWhere(metaLabel(role, 'label', key), values.join('|'))];
    case 'Exists':
      return [keepWhere(metaLabel(role, 'labelpresent', key), 'true')];
    case 'DoesNotExist':
      return [dropWhere(metaLabel(role, 'labelpresent', key), 'true')];
    default:
      return [];
  }
}

function dropWhere(label: string, regex: string): JsonObject {
  return { action: 'drop', source_labels: [label], regex };
}

function metaLabel(role: string, field: 'label' | 'labelpresent', key: string): string {
  return `__meta_kubernetes_${role}_${field}_${sanitizeLabel(key)}`;
}

/**
 * A label selector in the words of the Kubernetes API, `app=web,tier in (a,b),!legacy`: requirements by key, values sorted. Empty for
 * a selector that asks for nothing. Source: reference A7.3
 */
export function selectorText(selector: WrittenSelector | undefined): string {
  const requirements = [
    ...sortedLabels(selector).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...(selector?.matchExpressions ?? []).flatMap((expression) => {
      const text = requirementText(expression);
      return text === undefined ? [] : [{ key: expression.key, text }];
    }),
  ];
  return requirements
    .toSorted((a, b) => compareBytewise(a.key, b.key))
    .map(({ text }) => text)
    .join(',');
}

function sortedLabels(selector: WrittenSelector | undefined): readonly (readonly [string, string])[] {
  return Object.entries(selector?.matchLabels ?? {}).toSorted(([a], [b]) => compareBytewise(a, b));
}
