/** A word of the actions of a template; what stands between actions is left out. */
export interface Item {
  readonly kind:
    | 'open'
    | 'close'
    | 'space'
    | 'name'
    | 'variable'
    | 'field'
    | 'dot'
    | 'literal'
    | 'symbol'
    | 'error'
    | 'eof';
  /** The word as written; of an error, what is wrong. */
  readonly text: string;
  readonly line: number;
}

// A dash with a blank beside it trims the text next to the action.
const open = /\{\{(?:-(?=[ \t\r\n]))?/y;
const close = /(?:[ \t\r\n]-)?\}\}/y;
const space = /[ \t\r\n]+/y;
const blanks = /[ \t\r\n]*/y;

const patterns: readonly (readonly [Item['kind'], RegExp])[] = [
  ['close', close],
  ['symbol', /:=|[=|,()]/y],
  ['literal', /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/y],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  [
    'literal',
    /[+-]?(?:0[xX][\da-fA-F_.]+(?:[pP][+-]?\d+)?|0[oObB][\d_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)i?/y,
  ],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['dot', /\./y],
  ['name', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  // Other characters are words of which the parser can make nothing.
  ['symbol', /[!#%&*;<>?@[\]^{}~\\/]/y],
];

/** Kinds behind which only certain characters may stand. */
const words = new Set<Item['kind']>(['name', 'variable', 'field']);
const terminator = /[ \t\r\n.,|:)(]|\}\}|$/y;

/** Splits a template into the words of its actions, up to the first fault, which is the last item then. Source: https://pkg.go.dev/text/template */
export function lex(text: string): readonly Item[] {
  return new Lexer(text).run();
}

// A class for its position only.
class Lexer {
  readonly #text: string;
  readonly #items: Item[] = [];
  #offset = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  run(): readonly Item[] {
    while (this.#skipText()) {
      const fault = this.#isComment() ? this.#comment() : this.#action();
      if (fault !== null) {
        this.#push('error', fault);
        return this.#items;
      }
    }
    this.#push('eof', '');
    return this.#items;
  }

  #push(kind: Item['kind'], text: string): void {
    this.#items.push({ kind, text, line: this.#line });
  }

  #moveTo(end: number): void {
    for (let at = this.#text.indexOf('\n', this.#offset); at >= 0 && at < end; at = this.#text.indexOf('\n', at + 1))
      this.#line++;
    this.#offset = end;
  }

  /** Goes behind the next opening braces; false if there are none. */
  #skipText(): boolean {
    const begin = this.#text.indexOf('{{', this.#offset);
    this.#moveTo(begin < 0 ? this.#text.length : begin);
    if (begin < 0) return false;
    this.#moveTo(endOf(open, this.#text, begin) ?? begin);
    return true;
  }

  #isComment(): boolean {
    const isTrimmed = this.#text[this.#offset - 1] === '-';
    const begin = isTrimmed ? endOf(blanks, this.#text, this.#offset) : undefined;
    return this.#text.startsWith('/*', begin ?? this.#offset);
  }

  #comment(): string | null {
    this.#moveTo(this.#text.indexOf('/*', this.#offset));
    const end = this.#text.indexOf('*/', this.#offset + 2);
    if (end < 0) return 'unclosed comment';
    const behind = endOf(close, this.#text, end + 2);
    if (behind === undefined) return 'comment ends before closing delimiter';
    this.#moveTo(behind);
    return null;
  }

  #action(): string | null {
    this.#push('open', '{{');
    let depth = 0;
    for (;;) {
      const begin = this.#offset;
      const { kind, end } = wordAt(this.#text, begin);
      if (kind === 'error') return faultAt(this.#text, begin);
      const word = this.#text.slice(begin, end);
      if (kind === 'close' && depth > 0) return 'unclosed left paren';
      if (word === '(') depth++;
      if (word === ')' && depth-- === 0) return 'unexpected right paren';
      this.#push(kind, word);
      this.#moveTo(end);
      if (kind === 'close') return null;
      const fault = faultBehind(kind, this.#text, begin, end);
      if (fault !== null) return fault;
    }
  }
}

/** What may not stand directly behind a word. */
function faultBehind(kind: Item['kind'], text: string, begin: number, end: number): string | null {
  if (words.has(kind) && endOf(terminator, text, end) === undefined) return `bad character ${codeOf(text, end)}`;
  const isNumber = kind === 'literal' && /[+\-.\d]/.test(text[begin] ?? '');
  return isNumber && /[\p{L}\p{Nd}_]/u.test(text[end] ?? '')
    ? `bad number syntax: ${JSON.stringify(text.slice(begin, end + 1))}`
    : null;
}

function wordAt(text: string, offset: number): { readonly kind: Item['kind']; readonly end: number } {
  for (const [kind, pattern] of patterns) {
    const end = endOf(pattern, text, offset);
    if (end !== undefined) return { kind, end };
  }
  const end = endOfSpace(text, offset);
  return end === undefined ? { kind: 'error', end: offset } : { kind: 'space', end };
}

// The last blank before `-}}` belongs to the closing delimiter.
function endOfSpace(text: string, offset: number): number | undefined {
  const end = endOf(space, text, offset);
  if (end === undefined) return undefined;
  return text.startsWith('-}}', end) ? end - 1 : end;
}

function endOf(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function faultAt(text: string, offset: number): string {
  if (offset >= text.length) return 'unclosed action';
  if (text[offset] === '"') return 'unterminated quoted string';
  if (text[offset] === '`') return 'unterminated raw quoted string';
  if (text[offset] === "'") return 'unterminated character constant';
  if (text[offset] === ':') return 'expected :=';
  if (text[offset] === '+' || text[offset] === '-')
    return `bad number syntax: ${JSON.stringify(text.slice(offset, offset + 2).trimEnd())}`;
  return `unrecognized character in action: ${codeOf(text, offset)}`;
}

function codeOf(text: string, offset: number): string {
  const code = text.codePointAt(offset) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
}
