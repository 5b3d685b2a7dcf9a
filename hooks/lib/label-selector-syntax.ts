import type { SelectorShape } from './label-selector.ts';

/** A label selector as a user wrote it: any text may stand for an operator. */
export interface WrittenSelector {
  readonly matchLabels?: Readonly<Record<string, string>> | undefined;
  readonly matchExpressions?:
    | readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] | undefined }[]
    | undefined;
}

const qualifiedName = /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/** True for a selector that Kubernetes reads; `whySelectorWrong` says what is wrong with another one. */
export function isReadableSelector(selector: WrittenSelector): selector is SelectorShape {
  return whySelectorWrong(selector) === null;
}

/** What is wrong with a label selector, in the words of Kubernetes where they are known, or null. Source: https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#LabelSelectorAsSelector */
export function whySelectorWrong(selector: WrittenSelector | undefined): string | null {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) {
    const wrong = whyKeyWrong(key) ?? whyValueWrong(key, value);
    if (wrong !== null) return wrong;
  }
  for (const { key, operator, values = [] } of selector?.matchExpressions ?? []) {
    const wrong = whyOperatorWrong(operator, values) ?? whyKeyWrong(key);
    if (wrong !== null) return wrong;
    const invalid = values.find((value) => whyValueWrong(key, value) !== null);
    if (invalid !== undefined) return whyValueWrong(key, invalid);
  }
  return null;
}

function whyOperatorWrong(operator: string, values: readonly string[]): string | null {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? null
        : "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty";
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? null
        : `values: Invalid value: ${JSON.stringify(values)}: values set must be empty for exists and does not exist`;
    default:
      return `${JSON.stringify(operator)} is not a valid label selector operator`;
  }
}

function whyKeyWrong(key: string): string | null {
  return qualifiedName.test(key)
    ? null
    : `key: Invalid value: ${JSON.stringify(key)}: name part must consist of alphanumeric characters, '-', '_' or '.'`;
}

function whyValueWrong(key: string, value: string): string | null {
  return labelValue.test(value)
    ? null
    : `values[0][${key}]: Invalid value: ${JSON.stringify(value)}: a valid label must consist of alphanumeric characters, '-', '_' or '.'`;
}
