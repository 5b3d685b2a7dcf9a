import { parseMetricsDuration } from '../../lib/metrics-duration.ts';
import type { Cursor } from './cursor.ts';
import { type Expression, ExpressionError, type Span } from './syntax.ts';
import { nameOf } from './unquote.ts';

/** Does a range, an offset or a point in time follow? */
export function startsRollup(cursor: Cursor): boolean {
  return cursor.is('[') || cursor.is('@') || cursor.is('offset');
}

/** Reads `[window:step]`, `offset` and `@` behind an operand; `parsePoint` reads what stands behind `@`. Throws ExpressionError. */
export function parseRollup(cursor: Cursor, of: Expression, parsePoint: () => Expression): Expression {
  const spans: Span[] = cursor.is('[') ? [...parseWindow(cursor)] : [];
  let at = cursor.take('@') ? parsePoint() : null;
  if (cursor.take('offset')) {
    cursor.take('-');
    spans.push(parseSpan(cursor));
  }
  if (cursor.is('@')) {
    if (at !== null) throw new ExpressionError('"@" stands twice');
    cursor.skip();
    at = parsePoint();
  }
  return { type: 'rollup', of, spans, at };
}

// A colon begins a name for the tokenizer (`:5m`, `x:5m`), so the bracket is read as one text.
function parseWindow(cursor: Cursor): readonly Span[] {
  cursor.expect('[');
  const words: string[] = [];
  while (!cursor.is(']')) {
    const token = cursor.peek();
    if (token === undefined) throw cursor.unexpected('"]"');
    words.push(token.text);
    cursor.skip();
  }
  cursor.expect(']');
  const text = words.join(' ').replaceAll(/ ?: ?/g, ':');
  const [window = '', step, ...rest] = text.split(':');
  if (rest.length > 0 || text === '') throw new ExpressionError(`[${text}] is no range such as [5m] or [1h:5m]`);
  return [window, step ?? ''].filter((part) => part !== '').map(toSpan);
}

function parseSpan(cursor: Cursor): Span {
  const token = cursor.takeKind('duration') ?? cursor.takeKind('number') ?? cursor.takeKind('identifier');
  if (token === undefined) throw cursor.unexpected('a duration');
  return toSpan(token.text);
}

function toSpan(text: string): Span {
  if (/^[\p{L}_\\]/u.test(text) && !text.includes(' ')) return { text: nameOf(text), isName: true };
  if (!text.startsWith('$__')) {
    const parsed = parseMetricsDuration(text);
    if (!parsed.ok || text.startsWith('-')) throw new ExpressionError(`${JSON.stringify(text)} is no duration`);
  }
  return { text, isName: false };
}
