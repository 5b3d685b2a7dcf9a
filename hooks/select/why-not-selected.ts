import { compareBytewise } from '../lib/bytewise.ts';
import type { KubeObject, StringMap } from '../lib/kube-object.ts';
import type { SelectorShape } from '../lib/label-selector.ts';
import { requirementText } from '../lib/requirement-text.ts';
import { type Clause, reachOf, type Selection } from './selection.ts';

type Expression = NonNullable<SelectorShape['matchExpressions']>[number];

/**
 * The first clause by which a workload leaves an object out, or null where it takes it. `namespaceLabels` are those of the object's
 * namespace; undefined means that the namespace is not among those which the namespace selector matches, and is read only where that
 * selector has terms. Source: reference A3
 */
export function whyNotSelected(
  selection: Selection,
  object: Pick<KubeObject, 'metadata'>,
  namespaceLabels: StringMap | undefined,
): Clause | null {
  const { metadata } = object;
  if (metadata.deletionTimestamp !== undefined)
    return { reason: 'BeingDeleted', sentence: 'the object is being deleted' };
  return (
    whyNamespaceMissed(selection, metadata.namespace ?? '', namespaceLabels) ??
    whyLabelsMissed(selection, metadata.labels)
  );
}

function whyNamespaceMissed(selection: Selection, found: string, labels: StringMap | undefined): Clause | null {
  const { barred, fields, namespace: own, namespaceSelector = {} } = selection;
  const reach = reachOf(selection);
  switch (reach) {
    case 'everywhere':
      return null;
    case 'nowhere': {
      const sentence = `both ${fields.selector} and ${fields.namespaceSelector} are not set and selectAllByDefault is not true`;
      return barred ?? { reason: 'SelectorsNotSet', sentence };
    }
    case 'own': {
      const sentence = `namespace is ${found}, ${fields.selector} without ${fields.namespaceSelector} wants ${own}`;
      return found === own ? null : { reason: 'NamespaceNotSelected', sentence };
    }
    case 'matching': {
      const sentence =
        labels === undefined
          ? `namespace ${found} is not among those that ${fields.namespaceSelector} (${writeSelector(namespaceSelector)}) matches`
          : findMismatch(namespaceSelector, labels, ` of namespace ${found}`, fields.namespaceSelector);
      return sentence === null ? null : { reason: 'NamespaceNotSelected', sentence };
    }
    default:
      return reach satisfies never;
  }
}

function whyLabelsMissed({ selector = {}, fields }: Selection, labels: StringMap | undefined): Clause | null {
  const sentence = findMismatch(selector, labels ?? {}, '', fields.selector);
  return sentence === null ? null : { reason: 'LabelsNotSelected', sentence };
}

/** The first term that labels do not satisfy, in words: matchLabels by key, then matchExpressions in their order. Agrees with `matchesSelector`. */
function findMismatch(selector: SelectorShape, labels: StringMap, whose: string, field: string): string | null {
  const labelOf = (key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  const mismatch = (key: string, wanted: string): string => {
    const value = labelOf(key);
    return `label ${key}${whose} is ${value === undefined ? 'missing' : quoteEmpty(value)}, ${field} wants ${wanted}`;
  };
  for (const [key, value] of sortedLabels(selector)) {
    if (labelOf(key) !== value) return mismatch(key, quoteEmpty(value));
  }
  for (const expression of selector.matchExpressions ?? []) {
    const wanted = unmetWish(expression, labelOf(expression.key));
    if (wanted !== null) return mismatch(expression.key, wanted);
  }
  return null;
}

/** What an expression wants of a label instead of the value found; null where it is satisfied. */
function unmetWish({ operator, values = [] }: Expression, value: string | undefined): string | null {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value) ? null : listValues('one of ', values);
    case 'NotIn':
      return value === undefined || !values.includes(value) ? null : `anything but ${listValues('', values)}`;
    case 'Exists':
      return value === undefined ? 'it to be set' : null;
    case 'DoesNotExist':
      return value === undefined ? null : 'it not to be set';
    default:
      return operator satisfies never;
  }
}

/** Values of one term; sorted, as they are a set. */
function listValues(several: string, values: readonly string[]): string {
  const list = values.toSorted(compareBytewise).map(quoteEmpty).join(', ');
  return values.length > 1 ? `${several}${list}` : list;
}

function quoteEmpty(value: string): string {
  return value === '' ? '""' : value;
}

/** A selector as kubectl takes it: `team=infra,tier in (a,b),!legacy`. */
function writeSelector(selector: SelectorShape): string {
  const labels = sortedLabels(selector).map(([key, value]) => `${key}=${value}`);
  const expressions = (selector.matchExpressions ?? []).flatMap((expression) => requirementText(expression) ?? []);
  return [...labels, ...expressions].join(',');
}

function sortedLabels({ matchLabels = {} }: SelectorShape): readonly (readonly [string, string])[] {
  return Object.entries(matchLabels).toSorted(([a], [b]) => compareBytewise(a, b));
}
