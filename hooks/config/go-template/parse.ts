import type { Item } from './lex.ts';
import { keywords, type Reader, TemplateError } from './reader.ts';

/** What a template may name: functions, and the variables that stand before its text. */
export interface TemplateNames {
  readonly functions: ReadonlySet<string>;
  /** With their `$`. */
  readonly variables: readonly string[];
}

const constants = new Set(['true', 'false', 'nil']);

// Deeper nesting is an attack on the stack, not a template.
const maxDepth = 200;

/** Where an action stands. */
interface Place {
  readonly variables: string[];
  readonly inRange: boolean;
  readonly depth: number;
}

/** Reads whole templates; throws TemplateError at the first fault. A class for what its methods share. Source: https://pkg.go.dev/text/template/parse */
export class TemplateParser {
  readonly #reader: Reader;
  readonly #names: TemplateNames;

  constructor(reader: Reader, names: TemplateNames) {
    this.#reader = reader;
    this.#names = names;
  }

  parse(): void {
    const place: Place = { variables: ['$', ...this.#names.variables], inRange: false, depth: 0 };
    for (;;) {
      const item = this.#reader.next();
      if (item.kind === 'eof') return;
      if (this.#reader.isWord('define')) this.#define(place);
      else {
        const stop = this.#action(place);
        if (stop !== null) throw new TemplateError(`unexpected {{${stop.text}}}`, stop.line);
      }
    }
  }

  /** Actions up to `{{else}}` or `{{end}}`, whose keyword is given back; the cursor stands behind it. */
  #list(place: Place): Item {
    for (;;) {
      const item = this.#reader.next();
      if (item.kind === 'eof') throw new TemplateError('unexpected EOF', item.line);
      const stop = this.#action(place);
      if (stop !== null) return stop;
    }
  }

  /** One action behind `{{`; gives back `else` and `end`, which only the construct around may have. */
  #action(place: Place): Item | null {
    const item = this.#reader.peekWord();
    const keyword = item.kind === 'name' && keywords.has(item.text) ? item.text : '';
    if (keyword !== '' && keyword !== 'nil' && keyword !== 'define') this.#reader.next();
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        this.#control(keyword, place);
        return null;
      case 'block':
        this.#block(place);
        return null;
      case 'template':
        this.#template(place);
        return null;
      case 'break':
      case 'continue':
        this.#expectClose(keyword);
        if (!place.inRange) throw new TemplateError(`{{${keyword}}} outside {{range}}`, item.line);
        return null;
      case 'else':
        return item;
      case 'end':
        this.#expectClose('end');
        return item;
      default:
        this.#pipeline('command', place);
        return null;
    }
  }

  #control(keyword: 'if' | 'with' | 'range', place: Place): void {
    if (place.depth > maxDepth) throw new TemplateError('it is nested too deeply', this.#reader.peek().line);
    // Variables of the construct end with it.
    const inner: Place = { variables: [...place.variables], inRange: place.inRange, depth: place.depth + 1 };
    this.#pipeline(keyword, inner);
    const stop = this.#list({ ...inner, inRange: inner.inRange || keyword === 'range' });
    if (stop.text === 'end') return;
    if (keyword !== 'range' && this.#reader.isWord(keyword)) {
      this.#reader.nextWord();
      this.#control(keyword, inner);
      return;
    }
    this.#expectClose('else');
    const last = this.#list(inner);
    if (last.text !== 'end') throw new TemplateError(`expected end; found {{else}}`, last.line);
  }

  #define(place: Place): void {
    this.#reader.nextWord();
    this.#nameOfTemplate('define clause');
    this.#expectClose('define clause');
    this.#body(place);
  }

  #block(place: Place): void {
    this.#nameOfTemplate('block clause');
    this.#pipeline('block clause', place);
    this.#body(place);
  }

  /** Text of a template of its own: it sees none of the variables around it. */
  #body(place: Place): void {
    if (place.depth > maxDepth) throw new TemplateError('it is nested too deeply', this.#reader.peek().line);
    const stop = this.#list({ variables: ['$'], inRange: false, depth: place.depth + 1 });
    if (stop.text !== 'end') throw new TemplateError(`unexpected {{else}} in define clause`, stop.line);
  }

  #template(place: Place): void {
    this.#nameOfTemplate('template clause');
    if (this.#reader.peekWord().kind === 'close') this.#reader.next();
    else this.#pipeline('template clause', place);
  }

  #nameOfTemplate(context: string): void {
    const name = this.#reader.nextWord();
    if (name.kind !== 'literal' || !/^["`]/.test(name.text)) throw this.#reader.unexpected(name, context);
  }

  #expectClose(context: string): void {
    const item = this.#reader.nextWord();
    if (item.kind !== 'close') throw this.#reader.unexpected(item, context);
  }

  /** `$x := a | b c`, up to the closing braces or, inside parentheses, the closing one. */
  #pipeline(context: string, place: Place, isInner = false): void {
    const declared = isInner ? [] : this.#declarations(context);
    for (let stage = 0; ; stage++) {
      const item = this.#reader.peekWord();
      if (item.kind === 'close' || item.text === ')') {
        if (stage === 0) throw new TemplateError(`missing value for ${context}`, item.line);
        this.#reader.next();
        place.variables.push(...declared);
        return;
      }
      this.#command(context, place, stage);
      // A pipe may even stand before the end.
      if (this.#reader.isWord('|')) this.#reader.next();
    }
  }

  /** Variables that the pipeline defines. Whether `=` finds its variable shows only when the template runs. */
  #declarations(context: string): readonly string[] {
    const back = this.#reader.mark();
    const first = this.#reader.peekWord();
    if (first.kind !== 'variable') return [];
    this.#reader.next();
    const names = [first.text];
    if (context === 'range' && this.#reader.isWord(',')) {
      this.#reader.nextWord();
      const second = this.#reader.nextWord();
      if (second.kind !== 'variable') throw this.#reader.unexpected(second, context);
      names.push(second.text);
    } else if (this.#reader.isWord(',')) throw new TemplateError(`too many declarations in ${context}`, first.line);
    if (this.#reader.isWord(':=')) {
      this.#reader.nextWord();
      return names;
    }
    if (this.#reader.isWord('=')) {
      this.#reader.nextWord();
      return [];
    }
    if (names.length > 1) throw this.#reader.unexpected(this.#reader.peekWord(), context);
    back();
    return [];
  }

  /** Operands apart by blanks, up to a pipe or the end of the pipeline. */
  #command(context: string, place: Place, stage: number): void {
    for (let operands = 0; ; operands++) {
      const item = this.#reader.peekWord();
      if (operands > 0 && endsCommand(item)) return;
      this.#operand(operands === 0 ? context : 'operand', place, stage > 0 && operands === 0);
      const behind = this.#reader.peek();
      if (behind.kind !== 'space' && !endsCommand(behind)) throw this.#reader.unexpected(behind, 'operand');
    }
  }

  #operand(context: string, place: Place, isLaterStage: boolean): void {
    const item = this.#reader.next();
    const isPlain =
      item.kind === 'literal' || item.kind === 'dot' || (item.kind === 'name' && constants.has(item.text));
    if (isPlain && isLaterStage) throw new TemplateError('non executable command in pipeline stage 2', item.line);
    if (item.kind === 'name' && !isPlain) this.#checkName(item, context);
    else if (item.kind === 'variable') this.#checkVariable(item, place);
    else if (item.text === '(' && item.kind === 'symbol') this.#parentheses(place);
    else if (!isPlain && item.kind !== 'field') throw this.#reader.unexpected(item, context);
    if (isPlain && item.kind !== 'dot' && this.#reader.peek().kind === 'field')
      throw new TemplateError(`unexpected . after term ${JSON.stringify(item.text)}`, item.line);
    while (this.#reader.peek().kind === 'field') this.#reader.next();
  }

  #parentheses(place: Place): void {
    if (place.depth > maxDepth) throw new TemplateError('it is nested too deeply', this.#reader.peek().line);
    this.#pipeline('parenthesized pipeline', { ...place, depth: place.depth + 1 }, true);
  }

  #checkName(item: Item, context: string): void {
    if (keywords.has(item.text)) throw this.#reader.unexpected(item, context);
    if (!this.#names.functions.has(item.text))
      throw new TemplateError(`function ${JSON.stringify(item.text)} not defined`, item.line);
  }

  #checkVariable(item: Item, place: Place): void {
    if (!place.variables.includes(item.text))
      throw new TemplateError(`undefined variable ${JSON.stringify(item.text)}`, item.line);
  }
}

function endsCommand({ kind, text }: Item): boolean {
  return kind === 'close' || (kind === 'symbol' && (text === '|' || text === ')'));
}
