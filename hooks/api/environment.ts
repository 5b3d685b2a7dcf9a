import type { Issue } from './issue.ts';
import type { Variable } from './variable.ts';
import { parseVariable, type VariableValue } from './variable-parse.ts';

/** Names and texts of environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment read by a table: every access names a variable of that table, problems gather in `issues`. */
export interface EnvironmentReader {
  text(name: string): string;
  number(name: string): number;
  flag(name: string): boolean;
  pairs(name: string): Readonly<Record<string, string>>;
  readonly issues: readonly Issue[];
}

/**
 * Reads an environment by a table: `${X}` is replaced by the value of the table's variable X, then the text is parsed by its type.
 * A variable that is not set has its fallback. A variable that is set but empty is an issue unless empty is its fallback: the
 * official operator would take `false` or zero for it, which nobody means.
 */
export function readEnvironment(env: Environment, table: readonly Variable[]): EnvironmentReader {
  const variables = new Map(table.map((variable) => [variable.name, variable]));
  const issues: Issue[] = [];
  const values = new Map<string, VariableValue>();
  for (const variable of table.filter(({ ignored }) => ignored === undefined)) {
    const expanded = expand(variable.name, env, variables, []);
    const parsed = 'problem' in expanded ? undefined : parseText(variable, expanded.text);
    if (parsed !== undefined && 'value' in parsed) values.set(variable.name, parsed.value);
    const problem =
      'problem' in expanded
        ? expanded.problem
        : parsed !== undefined && 'problem' in parsed
          ? parsed.problem
          : undefined;
    if (problem !== undefined) issues.push({ path: variable.name, reason: 'InvalidSetting', message: problem });
  }
  const reader = <T extends VariableValue>(name: string, fallback: T): T => {
    if (!variables.has(name)) throw new Error(`${name} is in no table of environment variables`);
    const value = values.get(name);
    if (value !== undefined && typeof value !== typeof fallback)
      throw new Error(`${name} is read as another type than its own`);
    return (value ?? fallback) as T;
  };
  return {
    text: (name) => reader(name, ''),
    number: (name) => reader(name, 0),
    flag: (name) => reader(name, false),
    pairs: (name) => reader<Readonly<Record<string, string>>>(name, {}),
    issues,
  };
}

/** Every variable of a table with the text that counts, before `${X}` is replaced. */
export function listParameters(
  env: Environment,
  table: readonly Variable[],
): readonly { readonly name: string; readonly value: string; readonly isSet: boolean }[] {
  return table.map(({ name, fallback }) => ({ name, value: env[name] ?? fallback, isSet: env[name] !== undefined }));
}

type Parsed = { readonly value: VariableValue } | { readonly problem: string };

function parseText(variable: Variable, text: string): Parsed {
  if (text === '' && variable.fallback === '') {
    return { value: variable.type === 'labels' || variable.type === 'annotations' ? {} : '' };
  }
  if (text === '')
    return { problem: `${variable.name} is empty: remove it to get the default ${variable.fallback}, or give a value` };
  const parsed = parseVariable(variable.type, text);
  return parsed.ok ? { value: parsed.value } : { problem: `${variable.name}=${shorten(text)} ${parsed.error}` };
}

type Expanded = { readonly text: string } | { readonly problem: string };

function expand(
  name: string,
  env: Environment,
  variables: ReadonlyMap<string, Variable>,
  via: readonly string[],
): Expanded {
  if (via.includes(name)) return { problem: `${[...via, name].join(' refers to ')}: a circle` };
  const raw = env[name] ?? variables.get(name)?.fallback ?? '';
  let problem: string | undefined;
  const text = raw.replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
    if (!variables.has(inner)) {
      problem ??= `${name}=${shorten(raw)} refers to ${shorten(inner)}, which is no known variable`;
      return '';
    }
    const value = expand(inner, env, variables, [...via, name]);
    if ('problem' in value) problem ??= value.problem;
    return 'text' in value ? value.text : '';
  });
  return problem === undefined ? { text } : { problem };
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
