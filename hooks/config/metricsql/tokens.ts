import { err, ok, type Result } from '../../lib/result.ts';

/** A word of an expression. A string keeps its quotes. */
export interface Token {
  readonly kind: 'identifier' | 'string' | 'duration' | 'number' | 'symbol';
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly offset: number;
}

const skipped = /(?:[ \t\n\v\f\r]|#[^\n]*)*/y;
// Letters of any script; other characters with a backslash, as in `foo\-bar`.
const identifier =
  /(?:[\p{L}_:]|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^xu\d\n]))(?:[\p{L}_:\d.]|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^xu\d\n]))*/uy;
const string = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/sy;
// `1h30m`, `2h-5m`, `1.5d`, `3i`. A lone M is a million and Mi, MB are sizes. The variables are those which Grafana leaves in.
const duration =
  /\$__(?:interval|rate_interval|range)|\d+(?:\.\d*)?(?:[mM][sS]|m(?![iIbB])|[shdwyiSHDWYI])(?:-?\d+(?:\.\d*)?(?:[mM][sS]|m(?![iIbB])|[shdwyiSHDWYI]))*/y;
const number =
  /0[xX][\da-fA-F]+|0[oObB][\d_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[kKmMgGtT](?:[iI]?[bB]|[iI])?|[eE][+-]?\d+)?/y;
const symbol = /=~|!~|!=|==|>=|<=|[{}[\](),@=+\-*/%^<>]/y;

const maxLength = 100_000;

const patterns = [
  ['identifier', identifier],
  ['string', string],
  ['duration', duration],
  ['number', number],
  ['symbol', symbol],
] as const;

/** Splits an expression into words; the error shows where it cannot be read on. */
export function tokenize(text: string): Result<readonly Token[], string> {
  if (text.length > maxLength) return err(`an expression longer than ${maxLength} characters is not accepted`);
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
  for (const [kind, pattern] of patterns) {
    const end = endOf(pattern, text, offset);
    if (end !== undefined) return { kind, text: text.slice(offset, end), offset };
  }
  return undefined;
}

function endOf(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
