/** A piece of a list of matchers. Columns count characters from 0; the end is exclusive. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type TokenKind = 'open' | 'close' | 'comma' | 'operator' | 'quoted' | 'unquoted' | 'end' | 'invalid';

const reserved = /[\s\u0085{}!=~,\\"'`]/u;
const single: Readonly<Record<string, TokenKind>> = { '{': 'open', '}': 'close', ',': 'comma' };

/**
 * Splits matchers in Alertmanager's UTF-8 syntax. What cannot be read becomes one last token of kind `invalid`, whose text is the
 * error in Alertmanager's words; otherwise the last token is `end`.
 */
export function tokenizeMatchers(input: string): readonly Token[] {
  const characters = [...input];
  const tokens: Token[] = [];
  for (let start = 0; start < characters.length; ) {
    const character = characters[start] ?? '';
    if (/[\s\u0085]/u.test(character)) {
      start++;
      continue;
    }
    const token = readToken(characters, start);
    tokens.push(token);
    if (token.kind === 'invalid') return tokens;
    start = token.end;
  }
  return [...tokens, { kind: 'end', text: '', start: characters.length, end: characters.length }];
}

function readToken(characters: readonly string[], start: number): Token {
  const character = characters[start] ?? '';
  const make = (kind: TokenKind, end: number): Token => ({
    kind,
    text: characters.slice(start, end).join(''),
    start,
    end,
  });
  const invalid = (end: number, text: string): Token => ({
    kind: 'invalid',
    text: `${start}:${end}: ${text}`,
    start,
    end,
  });
  const kind = single[character];
  if (kind !== undefined) return make(kind, start + 1);
  const next = characters[start + 1];
  if (character === '=') return make('operator', next === '~' ? start + 2 : start + 1);
  if (character === '!') {
    if (next === '=' || next === '~') return make('operator', start + 2);
    return next === undefined
      ? invalid(start + 1, "unexpected end of input, expected one of '=~'")
      : invalid(start + 1, "!: expected one of '=~'");
  }
  if (character === '"') {
    const end = endOfQuoted(characters, start);
    if (end !== undefined) return make('quoted', end);
    return invalid(characters.length, `${characters.slice(start).join('')}: missing end "`);
  }
  if (reserved.test(character)) return invalid(start + 1, `${character}: invalid input`);
  let end = start;
  while (end < characters.length && !reserved.test(characters[end] ?? '')) end++;
  return make('unquoted', end);
}

function endOfQuoted(characters: readonly string[], start: number): number | undefined {
  for (let index = start + 1; index < characters.length; index++) {
    if (characters[index] === '\\') index++;
    else if (characters[index] === '"') return index + 1;
  }
  return undefined;
}
