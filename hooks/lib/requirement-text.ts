import { compareBytewise } from './bytewise.ts';
import type { WrittenSelector } from './label-selector-syntax.ts';

/** One expression of a label selector in the words of the Kubernetes API, `tier in (a,b)` or `!legacy`, values sorted; undefined for an unknown operator. Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement */
export function requirementText({
  key,
  operator,
  values = [],
}: NonNullable<WrittenSelector['matchExpressions']>[number]): string | undefined {
  const list = values.toSorted(compareBytewise).join(',');
  switch (operator) {
    case 'In':
      return `${key} in (${list})`;
    case 'NotIn':
      return `${key} notin (${list})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return undefined;
  }
}
