import type { Token } from './tokens.ts';

/** A text put together from literals and names of WITH templates. */
export interface Text {
  readonly type: 'text';
  readonly parts: readonly Token[];
}

/** `label="value"`, or the name of a WITH template that stands for filters. */
export interface Filter {
  readonly label: string;
  readonly isRegex: boolean;
  readonly value: Text | null;
}

/** A length of time: literal, or the name of a WITH template. */
export interface Span {
  readonly text: string;
  readonly isName: boolean;
}

/** A metric with filters; each group is one side of `or`. */
export interface Selector {
  readonly type: 'selector';
  readonly name: string | null;
  readonly groups: readonly (readonly Filter[])[];
}

/** An operator with what stands behind it. */
export interface Link {
  readonly operator: string;
  readonly operand: Expression;
  /** Names in on(…), ignoring(…), group_left(…) and group_right(…). */
  readonly labels: readonly string[];
  readonly prefix: Text | null;
}

/** One template of WITH. */
export interface Template {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** An expression, as far as its validity depends on it: operators form a chain, since their precedence decides over values only. */
export type Expression =
  | { readonly type: 'number' }
  | { readonly type: 'duration' }
  | Text
  | Selector
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly type: 'aggregate';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly labels: readonly string[];
    }
  | { readonly type: 'chain'; readonly first: Expression; readonly rest: readonly Link[] }
  | {
      readonly type: 'rollup';
      readonly of: Expression;
      readonly spans: readonly Span[];
      readonly at: Expression | null;
    }
  | { readonly type: 'parentheses'; readonly items: readonly Expression[] }
  | { readonly type: 'with'; readonly templates: readonly Template[]; readonly body: Expression };

/** What is wrong with an expression; never leaves this folder. */
export class ExpressionError extends Error {}
