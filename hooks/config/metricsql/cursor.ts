import { ExpressionError } from './syntax.ts';
import type { Token } from './tokens.ts';

/** A position in the words of an expression. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The word `ahead` places further on; undefined behind the end. */
  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#next + ahead];
  }

  /** Is it this symbol or this word? Words are compared without case. */
  is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token?.kind === 'symbol' || token?.kind === 'identifier') && token.text.toLowerCase() === text;
  }

  isOneOf(texts: ReadonlySet<string>, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token?.kind === 'symbol' || token?.kind === 'identifier') && texts.has(token.text.toLowerCase());
  }

  /** Steps over this symbol or word if it stands here. */
  take(text: string): boolean {
    const isIt = this.is(text);
    if (isIt) this.#next++;
    return isIt;
  }

  /** Steps over a word of this kind if one stands here, and gives it. */
  takeKind(kind: Token['kind']): Token | undefined {
    const token = this.peek();
    if (token?.kind !== kind) return undefined;
    this.#next++;
    return token;
  }

  /** Steps over any word. */
  skip(): void {
    this.#next++;
  }

  /** Steps over what must stand here; throws ExpressionError. */
  expect(text: string, wanted = `"${text}"`): void {
    if (!this.take(text)) throw this.unexpected(wanted);
  }

  unexpected(wanted: string): ExpressionError {
    const token = this.peek();
    const found = token === undefined ? 'the end' : JSON.stringify(token.text);
    const place = token === undefined ? '' : ` (at character ${token.offset + 1})`;
    return new ExpressionError(`found ${found} where ${wanted} is expected${place}`);
  }
}
