import { checkRegex } from '../../lib/re2.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { type Token, tokenize } from './tokens.ts';
import { unquote } from './unquote.ts';

/**
 * Is the text a series selector: `up`, `{env="dev"}`, `up{job=~"a|b" or env!="prod"}`? The error says what stands where something
 * else was expected, or which regular expression is wrong. `{}` and `{a=""}` are accepted, as MetricsQL accepts them.
 * Source: https://docs.victoriametrics.com/victoriametrics/metricsql/ and metricsql.Parse
 */
export function checkSelector(text: string): Result<void, string> {
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;
  const parser = new Parser(tokens.value);
  try {
    parser.selector();
    return ok(undefined);
  } catch (error) {
    if (error instanceof SelectorError) return err(error.message);
    throw error;
  }
}

class SelectorError extends Error {}

const operators = ['=', '!=', '=~', '!~'];

// A class for its position only: no domain data.
class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  selector(): void {
    const hasName = this.#take('identifier');
    if (this.#takeSymbol('{')) this.#filterGroups();
    else if (!hasName) throw this.#unexpected('a metric name or "{"');
    if (this.#peek() !== undefined) throw this.#unexpected('the end');
  }

  #filterGroups(): void {
    if (this.#takeSymbol('}')) return;
    for (;;) {
      this.#filter();
      const separated = this.#takeSymbol(',');
      if (this.#takeSymbol('}')) return;
      if (!separated && !this.#takeOr()) throw this.#unexpected('",", "or" or "}"');
    }
  }

  #filter(): void {
    const label = this.#peek()?.text;
    if (this.#take('string')) {
      // {"metric.name", a="b"}: a quoted metric name.
      if (this.#peek()?.text === ',' || this.#peek()?.text === '}') return;
    } else if (!this.#take('identifier')) throw this.#unexpected('a label name');
    const operator = operators.find((symbol) => this.#takeSymbol(symbol));
    if (operator === undefined) throw this.#unexpected('"=", "!=", "=~" or "!~"');
    const value = this.#value();
    if (!operator.endsWith('~')) return;
    const regex = checkRegex(value);
    if (!regex.ok)
      throw new SelectorError(`invalid regexp in ${label}${operator}${JSON.stringify(value)}: ${regex.error}`);
  }

  // Strings may be added up: a=~"x|" + "y".
  #value(): string {
    let value = '';
    do {
      const token = this.#peek();
      if (!this.#take('string') || token === undefined) throw this.#unexpected('a string');
      const part = unquote(token.text);
      if (!part.ok) throw new SelectorError(part.error);
      value += part.value;
    } while (this.#takeSymbol('+'));
    return value;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #take(kind: Token['kind']): boolean {
    const isIt = this.#peek()?.kind === kind;
    if (isIt) this.#next++;
    return isIt;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#peek();
    const isIt = token?.kind === 'symbol' && token.text === symbol;
    if (isIt) this.#next++;
    return isIt;
  }

  #takeOr(): boolean {
    const token = this.#peek();
    const isIt = token?.kind === 'identifier' && token.text.toLowerCase() === 'or';
    if (isIt) this.#next++;
    return isIt;
  }

  #unexpected(wanted: string): SelectorError {
    const token = this.#peek();
    const found = token === undefined ? 'the end' : JSON.stringify(token.text);
    return new SelectorError(
      `found ${found} where ${wanted} is expected${token === undefined ? '' : ` (at character ${token.offset + 1})`}`,
    );
  }
}
