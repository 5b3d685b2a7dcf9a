import { err, ok, type Result } from '../../lib/result.ts';

/** A word of a selector. A string keeps its quotes. */
export interface Token {
  readonly kind: 'identifier' | 'string' | 'symbol';
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly offset: number;
}

const skipped = /(?:[ \t\n\v\f\r]|#[^\n]*)*/y;
// Letters of any script; other characters with a backslash, as in `foo\-bar`.
const identifier =
  /(?:[\p{L}_:]|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^xu\d\n]))(?:[\p{L}_:\d.]|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^xu\d\n]))*/uy;
const string = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/sy;
const symbol = /=~|!~|!=|[{},=+]/y;

const maxLength = 100_000;

/** Splits a selector into words; the error shows where it cannot be read on. */
export function tokenize(text: string): Result<readonly Token[], string> {
  if (text.length > maxLength) return err(`a selector longer than ${maxLength} characters is not accepted`);
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    offset = endOf(skipped, text, offset) ?? offset;
    if (offset >= text.length) return ok(tokens);
    const token = tokenAt(text, offset);
    if (token === undefined)
      return err(`cannot read ${JSON.stringify(text.slice(offset, offset + 20))} (at character ${offset + 1})`);
    tokens.push(token);
    offset += token.text.length;
  }
}

function tokenAt(text: string, offset: number): Token | undefined {
  for (const [kind, pattern] of [
    ['identifier', identifier],
    ['string', string],
    ['symbol', symbol],
  ] as const) {
    const end = endOf(pattern, text, offset);
    if (end !== undefined) return { kind, text: text.slice(offset, end), offset };
  }
  return undefined;
}

function endOf(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
