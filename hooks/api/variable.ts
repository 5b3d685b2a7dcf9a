/** How the text of an environment variable is read; the docs print the same words. */
export type VariableType =
  | 'bool'
  | 'port'
  | 'seconds'
  | 'bytes'
  | 'count'
  | 'quantity or unlimited'
  | 'image'
  | 'version'
  | 'Kubernetes version'
  | 'host'
  | 'address'
  | 'path'
  | 'labels'
  | 'annotations'
  | 'name'
  | { readonly oneOf: readonly string[] };

/** One environment variable. */
export interface Variable {
  readonly name: string;
  /** Text used when the variable is not set; may contain `${OTHER_VARIABLE}`. */
  readonly fallback: string;
  readonly type: VariableType;
  /** One sentence for docs/configuration.md. */
  readonly effect: string;
  /** Set where the variable has no meaning here: it is accepted, and its use is named once at the start with this reason. */
  readonly ignored?: string;
}

/** Text that stands for the value of another variable: `${NAME}`. */
export function referTo(name: string): string {
  return `\${${name}}`;
}
