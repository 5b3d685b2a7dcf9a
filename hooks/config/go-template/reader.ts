import type { Item } from './lex.ts';

/** Words that are no names. */
export const keywords: ReadonlySet<string> = new Set([
  ...['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'nil', 'template', 'with'],
]);

/** What is wrong with a template, in Go's words; never leaves this folder. */
export class TemplateError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

const end: Item = { kind: 'eof', text: '', line: 1 };

/** A position in the words of a template. Reading an error item throws TemplateError. */
export class Reader {
  readonly #items: readonly Item[];
  #next = 0;

  constructor(items: readonly Item[]) {
    this.#items = items;
  }

  /** The next word, blanks included. */
  peek(): Item {
    const item = this.#items[this.#next] ?? this.#items.at(-1) ?? end;
    if (item.kind === 'error') throw new TemplateError(item.text, item.line);
    return item;
  }

  /** The next word behind blanks. */
  peekWord(): Item {
    while (this.peek().kind === 'space') this.#next++;
    return this.peek();
  }

  /** Steps over the next word and gives it. */
  next(): Item {
    const item = this.peek();
    this.#next++;
    return item;
  }

  /** Steps over blanks and the next word, and gives it. */
  nextWord(): Item {
    this.peekWord();
    return this.next();
  }

  /** Does this text, no literal, stand here behind blanks? */
  isWord(text: string): boolean {
    const item = this.peekWord();
    return item.kind !== 'literal' && item.text === text;
  }

  /** Goes back to an earlier place. */
  mark(): () => void {
    const place = this.#next;
    return () => {
      this.#next = place;
    };
  }

  unexpected(item: Item, context: string): TemplateError {
    if (item.kind === 'eof') return new TemplateError('unexpected EOF', item.line);
    const text = keywords.has(item.text) && item.kind === 'name' ? `<${item.text}>` : JSON.stringify(item.text.trim());
    return new TemplateError(`unexpected ${text} in ${context}`, item.line);
  }
}
