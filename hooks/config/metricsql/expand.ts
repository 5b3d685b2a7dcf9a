import { nearest } from '../../lib/edit-distance.ts';
import { checkRegex } from '../../lib/re2.ts';
import { functionNames, isFunction } from './functions.ts';
import {
  type Expression,
  ExpressionError,
  type Filter,
  type Link,
  type Selector,
  type Span,
  type Template,
  type Text,
} from './syntax.ts';
import { nameOf, unquote } from './unquote.ts';

/** What an expression is once its WITH templates are filled in. */
type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number' | 'duration' | 'other' }
  | { readonly kind: 'selector'; readonly name: string | null; readonly groups: number; readonly isBare: boolean };

/** A name in reach: a template with the scope it was written in, or a parameter with its value. */
type Binding =
  | { readonly template: Template; readonly scope: Scope }
  | { readonly template: null; readonly value: Value };

interface Scope {
  readonly names: ReadonlyMap<string, Binding>;
}

const other: Value = { kind: 'other' };

/** Templates that every expression knows. Source: https://docs.victoriametrics.com/victoriametrics/metricsql/ (ru, ttf, alias, range_median) */
const builtIn = { ru: 2, ttf: 1, range_median: 1, alias: 2 };

// Templates in templates multiply; a query beyond these limits is an attack.
const maxSteps = 500_000;
const maxDepth = 1_000;

/** Fills in the WITH templates and checks what can be seen only then: names, arguments, functions, regular expressions. Throws ExpressionError. */
export function checkExpanded(expression: Expression): void {
  new Expander().value(expression, builtInScope);
}

const builtInScope: Scope = {
  names: new Map(
    Object.entries(builtIn).map(([name, count]): [string, Binding] => {
      const parameters = Array.from({ length: count }, (_, index) => `parameter${index}`);
      return [name, { template: { name, parameters, body: { type: 'number' } }, scope: { names: new Map() } }];
    }),
  ),
};

// A class for its counters only.
class Expander {
  #steps = 0;
  #depth = 0;

  value(node: Expression, scope: Scope): Value {
    this.#spend(1);
    if (this.#depth >= maxDepth) throw new ExpressionError('the WITH templates are nested too deeply');
    this.#depth++;
    const value = this.#valueOf(node, scope);
    this.#depth--;
    return value;
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > maxSteps) throw new ExpressionError('the WITH templates fill in to an endless expression');
  }

  #valueOf(node: Expression, scope: Scope): Value {
    switch (node.type) {
      case 'number':
      case 'duration':
        return { kind: node.type };
      case 'text':
        return { kind: 'text', text: this.#text(node, scope) };
      case 'selector':
        return this.#selector(node, scope);
      case 'call':
        return this.#call(node.name, node.args, scope) ?? checkedFunction(node.name);
      case 'aggregate':
        checkLabels(node.labels, scope);
        return this.#call(node.name, node.args, scope) ?? other;
      case 'chain':
        return this.#chain(node.first, node.rest, scope);
      case 'rollup':
        return this.#rollup(node, scope);
      case 'parentheses': {
        const values = node.items.map((item) => this.value(item, scope));
        return (values.length === 1 ? values[0] : undefined) ?? other;
      }
      case 'with':
        return this.value(node.body, this.#withTemplates(scope, node.templates));
      default:
        return node satisfies never;
    }
  }

  /** A template sees what was in reach before WITH and the templates above it. */
  #withTemplates(scope: Scope, templates: readonly Template[]): Scope {
    let names = scope.names;
    for (const template of templates) {
      this.#spend(names.size);
      names = new Map(names).set(template.name, { template, scope: { names } });
    }
    return { names };
  }

  /** The value of a template that is called; null if the name is none. */
  #call(name: string, args: readonly Expression[], scope: Scope): Value | null {
    const values = args.map((arg) => this.value(arg, scope));
    const binding = scope.names.get(name);
    return binding === undefined ? null : this.#fillIn(name, binding, values);
  }

  #fillIn(name: string, binding: Binding, values: readonly Value[]): Value {
    const wanted = binding.template?.parameters.length ?? 0;
    if (wanted !== values.length)
      throw new ExpressionError(`template ${JSON.stringify(name)} takes ${wanted} arguments, not ${values.length}`);
    if (binding.template === null) return binding.value;
    const { parameters, body } = binding.template;
    this.#spend(binding.scope.names.size);
    const names = new Map(binding.scope.names);
    for (const [index, parameter] of parameters.entries()) {
      const value = values[index];
      if (value !== undefined) names.set(parameter, { template: null, value });
    }
    return this.value(body, { names });
  }

  #text({ parts }: Text, scope: Scope): string {
    return parts
      .map(({ kind, text }) => {
        if (kind === 'string') return literal(text);
        const binding = scope.names.get(nameOf(text));
        if (binding === undefined)
          throw new ExpressionError(`${JSON.stringify(text)} is no WITH template, so it cannot be part of a string`);
        const value = this.#fillIn(text, binding, []);
        if (value.kind !== 'text') throw new ExpressionError(`template ${JSON.stringify(text)} must be a string here`);
        return value.text;
      })
      .join('');
  }

  #selector({ name, groups }: Selector, scope: Scope): Value {
    for (const filter of groups.flat()) this.#filter(filter, scope);
    const isBare = groups.length === 0;
    const binding = name === null ? undefined : scope.names.get(name);
    if (name === null || binding === undefined) return { kind: 'selector', name, groups: groups.length, isBare };
    // A metric may have the name of a template that takes arguments.
    if ((binding.template?.parameters.length ?? 0) > 0)
      return { kind: 'selector', name, groups: groups.length, isBare };
    const value = this.#fillIn(name, binding, []);
    if (isBare) return value;
    if (value.kind !== 'selector')
      throw new ExpressionError(`template ${JSON.stringify(name)} is no selector, so it cannot have filters`);
    if (value.groups > 1 && groups.length > 1)
      throw new ExpressionError(`template ${JSON.stringify(name)} has filters with "or" already`);
    return { ...value, groups: Math.max(value.groups, groups.length), isBare: false };
  }

  #filter({ label, isRegex, value }: Filter, scope: Scope): void {
    if (value === null) {
      this.#filterTemplate(label, scope);
      return;
    }
    const text = this.#text(value, scope);
    const checked = isRegex ? checkRegex(text) : undefined;
    if (checked?.ok === false)
      throw new ExpressionError(`invalid regexp in ${label}=~${JSON.stringify(text)}: ${checked.error}`);
  }

  /** `{common, a="b"}`: a template that stands for filters. */
  #filterTemplate(label: string, scope: Scope): void {
    const binding = scope.names.get(label);
    if (binding === undefined)
      throw new ExpressionError(
        `${JSON.stringify(label)} is no WITH template and has no "=", "!=", "=~" or "!~" behind it`,
      );
    const value = this.#fillIn(label, binding, []);
    if (value.kind !== 'selector' || value.name !== null || value.groups > 1)
      throw new ExpressionError(`template ${JSON.stringify(label)} must be filters in braces, without "or"`);
  }

  #chain(first: Expression, rest: readonly Link[], scope: Scope): Value {
    let value = this.value(first, scope);
    for (const { operator, operand, labels, prefix } of rest) {
      const next = this.value(operand, scope);
      checkLabels(labels, scope);
      if (prefix !== null) this.#text(prefix, scope);
      value = operator === '+' ? sum(value, next) : other;
    }
    return value;
  }

  #rollup(node: Extract<Expression, { type: 'rollup' }>, scope: Scope): Value {
    const value = this.value(node.of, scope);
    for (const span of node.spans) this.#span(span, scope);
    if (node.at !== null) this.value(node.at, scope);
    return value.kind === 'selector' ? value : other;
  }

  #span({ text, isName }: Span, scope: Scope): void {
    if (!isName) return;
    const binding = scope.names.get(text);
    if (binding === undefined)
      throw new ExpressionError(`${JSON.stringify(text)} is neither a duration nor a WITH template`);
    const { kind } = this.#fillIn(text, binding, []);
    if (kind !== 'duration' && kind !== 'number')
      throw new ExpressionError(`template ${JSON.stringify(text)} must be a duration here`);
  }
}

/** Texts are joined, whatever else is added up is a value. */
function sum(left: Value, right: Value): Value {
  return left.kind === 'text' && right.kind === 'text' ? { kind: 'text', text: left.text + right.text } : other;
}

function checkedFunction(name: string): Value {
  if (isFunction(name)) return other;
  const spelling = nearest(name.toLowerCase(), functionNames);
  const suggestion = spelling === undefined ? '' : `; did you mean ${spelling}?`;
  throw new ExpressionError(`unsupported function ${JSON.stringify(name)}${suggestion}`);
}

/** Names in by(…), on(…) and the like may be templates that stand for names. */
function checkLabels(labels: readonly string[], scope: Scope): void {
  for (const label of labels) {
    const template = scope.names.get(label)?.template ?? null;
    if (template === null || template.parameters.length > 0) continue;
    const items = template.body.type === 'parentheses' ? template.body.items : [template.body];
    if (!items.every((item) => item.type === 'selector' && item.name !== null && item.groups.length === 0))
      throw new ExpressionError(`template ${JSON.stringify(label)} must be names of labels here`);
  }
}

function literal(text: string): string {
  const value = unquote(text);
  if (!value.ok) throw new ExpressionError(value.error);
  return value.value;
}
