import type { Cursor } from './cursor.ts';
import { isAggregate } from './functions.ts';
import { parseRollup, startsRollup } from './parse-rollup.ts';
import { parseSelector, parseText } from './parse-selector.ts';
import { type Expression, ExpressionError, type Link, type Template, type Text } from './syntax.ts';
import { nameOf } from './unquote.ts';

const comparisons = new Set(['==', '!=', '<', '>', '<=', '>=']);
const sets = new Set(['and', 'or', 'unless']);
const operators = new Set([
  ...comparisons,
  ...sets,
  ...['+', '-', '*', '/', '%', '^', 'atan2', 'if', 'ifnot', 'default'],
]);
const groupings = new Set(['on', 'ignoring']);
const joins = new Set(['group_left', 'group_right']);
const fills = new Set(['fill', 'fill_left', 'fill_right']);
const aggregateGroupings = new Set(['by', 'without']);
const numberWords = new Set(['inf', 'nan']);

// Deeper nesting is an attack on the stack, not a query.
const maxDepth = 200;

/** Reads one expression and leaves the cursor behind it; throws ExpressionError. Source: metricsql.Parse */
export function parseExpression(cursor: Cursor, depth = 0): Expression {
  checkDepth(depth);
  const first = parseOperand(cursor, depth);
  const rest: Link[] = [];
  while (cursor.isOneOf(operators)) rest.push(parseLink(cursor, depth));
  return rest.length === 0 ? first : { type: 'chain', first, rest };
}

function parseLink(cursor: Cursor, depth: number): Link {
  const operator = cursor.peek()?.text.toLowerCase() ?? '';
  cursor.skip();
  if (cursor.take('bool') && !comparisons.has(operator))
    throw new ExpressionError(`bool cannot be applied to "${operator}"`);
  const { labels, prefix } = parseMatching(cursor, operator);
  const operand = parseOperand(cursor, depth);
  cursor.take('keep_metric_names');
  return { operator, operand, labels, prefix };
}

function parseMatching(cursor: Cursor, operator: string): { labels: readonly string[]; prefix: Text | null } {
  const labels: string[] = [];
  let prefix: Text | null = null;
  if (cursor.isOneOf(groupings)) {
    cursor.skip();
    labels.push(...parseNames(cursor));
    if (cursor.isOneOf(joins)) {
      if (sets.has(operator))
        throw new ExpressionError(`${cursor.peek()?.text ?? ''} cannot be applied to "${operator}"`);
      cursor.skip();
      if (cursor.is('(')) labels.push(...parseJoinNames(cursor));
      if (cursor.take('prefix')) prefix = parseText(cursor, 'in expression');
    }
  }
  while (cursor.isOneOf(fills) && cursor.is('(', 1)) parseFill(cursor);
  return { labels, prefix };
}

function parseFill(cursor: Cursor): void {
  cursor.skip();
  cursor.expect('(');
  if (!cursor.take('-')) cursor.take('+');
  if (cursor.isOneOf(numberWords)) cursor.skip();
  else if (cursor.takeKind('number') === undefined) throw cursor.unexpected('a number');
  cursor.expect(')');
}

function parseOperand(cursor: Cursor, depth: number): Expression {
  checkDepth(depth);
  if (cursor.is('with') && cursor.is('(', 1)) return parseWith(cursor, depth + 1);
  // A sign takes the whole operand with it, brackets and offset included.
  if (cursor.take('-')) return negated(parseOperand(cursor, depth + 1));
  if (cursor.take('+')) return parseOperand(cursor, depth + 1);
  const operand = parsePrimary(cursor, depth + 1);
  return startsRollup(cursor) ? parseRollup(cursor, operand, () => parsePrimary(cursor, depth + 1)) : operand;
}

/** A sign makes a number of what it stands before: a minus is taken off zero. */
function negated(operand: Expression): Expression {
  return { type: 'chain', first: { type: 'number' }, rest: [{ operator: '-', operand, labels: [], prefix: null }] };
}

function checkDepth(depth: number): void {
  if (depth > maxDepth) throw new ExpressionError(`it is nested deeper than ${maxDepth} levels`);
}

function parsePrimary(cursor: Cursor, depth: number): Expression {
  checkDepth(depth);
  if (cursor.takeKind('duration') !== undefined) return { type: 'duration' };
  if (cursor.takeKind('number') !== undefined) return { type: 'number' };
  if (cursor.peek()?.kind === 'string') return parseText(cursor, 'in expression');
  if (cursor.isOneOf(numberWords)) {
    cursor.skip();
    return { type: 'number' };
  }
  if (cursor.peek()?.kind === 'identifier') return parseNamed(cursor, depth);
  if (cursor.is('(')) return parseParentheses(cursor, depth);
  if (cursor.is('{')) return parseSelector(cursor, 'in expression');
  // Behind @ a sign may stand; elsewhere parseOperand has taken it.
  if (cursor.take('-')) return negated(parsePrimary(cursor, depth + 1));
  if (cursor.take('+')) return parsePrimary(cursor, depth + 1);
  throw cursor.unexpected('an expression');
}

/** A metric, a function or an aggregate: the word behind the name decides. */
function parseNamed(cursor: Cursor, depth: number): Expression {
  const name = cursor.peek()?.text ?? '';
  const next = cursor.peek(1);
  const isCall = cursor.is('(', 1);
  if (isAggregate(name) && (isCall || (next?.kind === 'identifier' && !cursor.is('offset', 1))))
    return parseAggregate(cursor, depth);
  if (!isCall) return parseSelector(cursor, 'in expression');
  cursor.skip();
  const args = parseArguments(cursor, depth);
  cursor.take('keep_metric_names');
  return { type: 'call', name: nameOf(name), args };
}

function parseAggregate(cursor: Cursor, depth: number): Expression {
  const name = cursor.takeKind('identifier')?.text ?? '';
  const labels: string[] = [];
  const takeGrouping = () => {
    if (!cursor.isOneOf(aggregateGroupings)) return false;
    cursor.skip();
    labels.push(...parseNames(cursor));
    return true;
  };
  const isBefore = takeGrouping();
  if (!isBefore && !cursor.is('(')) throw cursor.unexpected('"by", "without" or "("');
  const args = parseArguments(cursor, depth);
  if (!isBefore) takeGrouping();
  if (cursor.take('limit') && !/^\d+$/.test(cursor.takeKind('number')?.text ?? ''))
    throw new ExpressionError('limit needs a whole number');
  return { type: 'aggregate', name, args, labels };
}

function parseArguments(cursor: Cursor, depth: number): readonly Expression[] {
  cursor.expect('(');
  return parseList(cursor, () => parseExpression(cursor, depth + 1));
}

function parseParentheses(cursor: Cursor, depth: number): Expression {
  cursor.expect('(');
  const items = parseList(cursor, () => parseExpression(cursor, depth + 1));
  if (items.length === 1 && items[0]?.type === 'chain') cursor.take('keep_metric_names');
  return { type: 'parentheses', items };
}

/** Items up to the closing parenthesis; a comma may stand before it. */
function parseList<Item>(cursor: Cursor, parseItem: () => Item): readonly Item[] {
  const items: Item[] = [];
  while (!cursor.take(')')) {
    items.push(parseItem());
    if (!cursor.take(',') && !cursor.is(')')) throw cursor.unexpected('"," or ")"');
  }
  return items;
}

function parseNames(cursor: Cursor): readonly string[] {
  cursor.expect('(');
  return parseList(cursor, () => {
    const name = cursor.takeKind('identifier') ?? cursor.takeKind('string');
    if (name === undefined) throw cursor.unexpected('a label name');
    return nameOf(name.text);
  });
}

function parseJoinNames(cursor: Cursor): readonly string[] {
  if (!cursor.is('*', 1)) return parseNames(cursor);
  cursor.expect('(');
  cursor.skip();
  cursor.expect(')');
  return [];
}

function parseWith(cursor: Cursor, depth: number): Expression {
  cursor.expect('with');
  cursor.expect('(');
  const templates = parseList(cursor, () => parseTemplate(cursor, depth));
  const twice = findTwice(templates.map(({ name }) => name));
  if (twice !== undefined) throw new ExpressionError(`WITH defines ${JSON.stringify(twice)} twice`);
  return { type: 'with', templates, body: parseExpression(cursor, depth) };
}

function parseTemplate(cursor: Cursor, depth: number): Template {
  const token = cursor.takeKind('identifier');
  if (token === undefined) throw cursor.unexpected('the name of a template');
  const name = nameOf(token.text);
  const parameters = cursor.is('(') ? parseNames(cursor) : [];
  const twice = findTwice(parameters);
  if (twice !== undefined)
    throw new ExpressionError(`template ${JSON.stringify(name)} has the parameter ${JSON.stringify(twice)} twice`);
  cursor.expect('=');
  return { name, parameters, body: parseExpression(cursor, depth) };
}

function findTwice(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}
