import type { Cursor } from './cursor.ts';
import type { Filter, Selector, Text } from './syntax.ts';
import { nameOf } from './unquote.ts';

/** Where a selector stands: in an expression, names of WITH templates may stand for filters and in texts. */
export type SelectorPlace = 'alone' | 'in expression';

const operators = ['=', '!=', '=~', '!~'];

/** Reads `name`, `{…}` or `name{…}`; throws ExpressionError. */
export function parseSelector(cursor: Cursor, place: SelectorPlace): Selector {
  const name = cursor.takeKind('identifier');
  if (cursor.take('{')) return { type: 'selector', name: nameOrNull(name?.text), groups: parseGroups(cursor, place) };
  if (name === undefined) throw cursor.unexpected('a metric name or "{"');
  return { type: 'selector', name: nameOf(name.text), groups: [] };
}

function nameOrNull(name: string | undefined): string | null {
  return name === undefined ? null : nameOf(name);
}

function parseGroups(cursor: Cursor, place: SelectorPlace): readonly (readonly Filter[])[] {
  const groups: Filter[][] = [];
  if (cursor.take('}')) return groups;
  let group: Filter[] = [];
  groups.push(group);
  for (;;) {
    group.push(...parseFilter(cursor, place));
    const separated = cursor.take(',');
    if (cursor.take('}')) return groups;
    if (separated) continue;
    if (!cursor.take('or')) throw cursor.unexpected('",", "or" or "}"');
    group = [];
    groups.push(group);
  }
}

function parseFilter(cursor: Cursor, place: SelectorPlace): readonly Filter[] {
  const quoted = cursor.takeKind('string');
  // {"metric.name", a="b"}: a quoted metric name.
  if (quoted !== undefined && endsFilter(cursor)) return [];
  const label = quoted ?? cursor.takeKind('identifier');
  if (label === undefined) throw cursor.unexpected('a label name');
  if (place === 'in expression' && quoted === undefined && endsFilter(cursor))
    return [{ label: nameOf(label.text), isRegex: false, value: null }];
  const operator = operators.find((symbol) => cursor.take(symbol));
  if (operator === undefined) throw cursor.unexpected('"=", "!=", "=~" or "!~"');
  const value = parseText(cursor, place);
  return [{ label: quoted?.text ?? nameOf(label.text), isRegex: operator.endsWith('~'), value }];
}

function endsFilter(cursor: Cursor): boolean {
  return cursor.is(',') || cursor.is('}') || cursor.is('or');
}

/** Reads a text: literals added up, in an expression also names of WITH templates. */
export function parseText(cursor: Cursor, place: SelectorPlace): Text {
  const parts = [];
  for (;;) {
    const part = cursor.takeKind('string') ?? (place === 'alone' ? undefined : cursor.takeKind('identifier'));
    if (part === undefined) throw cursor.unexpected('a string');
    parts.push(part);
    if (!cursor.is('+') || !continuesText(cursor, place)) return { type: 'text', parts };
    cursor.skip();
  }
}

/** Does the text go on behind a plus? In an expression, `"a" + f(…)` and `"a" + m{…}` are sums. */
function continuesText(cursor: Cursor, place: SelectorPlace): boolean {
  const next = cursor.peek(1);
  if (place === 'alone' || next?.kind === 'string') return true;
  return next?.kind === 'identifier' && !cursor.is('(', 2) && !cursor.is('{', 2);
}
