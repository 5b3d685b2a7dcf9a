import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { inlineScalar, literalBlock, taggedNullText } from './yaml-scalar.ts';

/**
 * Writes a plain value as YAML in block style: the same bytes for the same value, keys in insertion order, no anchors, no
 * folded lines, quotes only where a reader of YAML 1.1 or 1.2 could misread the text, several lines as a literal block. Ends with
 * a line break. Lists stand below their key without indentation, as the official operator's files have them.
 *
 * A lone surrogate becomes U+FFFD, everything else survives. Throws, with the path, on what is no JSON: undefined, NaN,
 * infinities, Date, class instances, functions.
 */
export function toYaml(value: unknown): string {
  const writer: Writer = { text: '', scalars: new Map(), path: [] };
  // Two spaces, because the lines of a block must be indented even at the top.
  if (typeof value === 'object') writeNode(value, '\n', writer);
  else writeNode(value, '\n  ', writer);
  return `${writer.text}\n`;
}

/** State of one toYaml call. One growing text instead of nested pieces: those cost three times as much in garbage collection. */
interface Writer {
  text: string;
  /** Short strings already written; the same names, labels and regexes return thousands of times in a scrape configuration. */
  readonly scalars: Map<string, string>;
  readonly path: (string | number)[];
}

// Writes a node whose first line continues the present line and whose other lines begin with `line`: a line break and the indentation.
function writeNode(value: unknown, line: string, writer: Writer): void {
  switch (typeof value) {
    case 'string':
      writer.text += stringNode(value, line, writer);
      return;
    case 'number':
      writer.text += numberNode(value, writer);
      return;
    case 'boolean':
      writer.text += value ? 'true' : 'false';
      return;
    case 'object':
      if (value === null) writer.text += 'null';
      else if (Array.isArray(value)) writeList(value, line, writer);
      else if (isJsonObject(value)) writeMap(value, line, writer);
      else throw unwritable('an instance of a class', writer);
      return;
    default:
      throw unwritable(typeof value, writer);
  }
}

function writeList(list: readonly unknown[], line: string, writer: Writer): void {
  if (list.length === 0) {
    writer.text += '[]';
    return;
  }
  const itemLine = `${line}  `;
  for (let i = 0; i < list.length; i++) {
    writer.path.push(i);
    writer.text += i === 0 ? '- ' : `${line}- `;
    writeNode(list[i], itemLine, writer);
    writer.path.pop();
  }
}

function writeMap(map: JsonObject, line: string, writer: Writer): void {
  let isFirst = true;
  const valueLine = `${line}  `;
  for (const field of Object.keys(map)) {
    writer.path.push(field);
    if (!isFirst) writer.text += line;
    isFirst = false;
    writeKey(field, line, writer);
    const value = map[field];
    // A list may stand at the indentation of its key, a map may not.
    if (isFilledList(value)) {
      writer.text += line;
      writeList(value, line, writer);
    } else {
      writer.text += isFilledMap(value) ? valueLine : ' ';
      writeNode(value, valueLine, writer);
    }
    writer.path.pop();
  }
  if (isFirst) writer.text += '{}';
}

// Readers look no further than 1024 characters for the colon after a key.
const maxSimpleKey = 1000;

function writeKey(field: string, line: string, writer: Writer): void {
  const key = inlineNode(field, writer);
  writer.text += key.length > maxSimpleKey ? `? ${key}${line}:` : `${key}:`;
}

function isFilledList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function isFilledMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const _field in value) return true;
  return false;
}

function stringNode(text: string, line: string, writer: Writer): string {
  const special = text.includes('\n') ? literalBlock(text, line) : taggedNullText(text);
  return special ?? inlineNode(text, writer);
}

function inlineNode(text: string, writer: Writer): string {
  if (text.length > 200) return inlineScalar(text);
  const known = writer.scalars.get(text);
  if (known !== undefined) return known;
  const written = inlineScalar(text);
  writer.scalars.set(text, written);
  return written;
}

function numberNode(value: number, writer: Writer): string {
  if (!Number.isFinite(value)) throw unwritable(value, writer);
  // Without an exponent some readers take an integer beyond 64 bits for a string.
  if (Math.abs(value) >= 2 ** 63) return value.toExponential();
  return Object.is(value, -0) ? '0' : String(value);
}

function unwritable(what: unknown, { path }: Writer): TypeError {
  return new TypeError(`toYaml: ${['$', ...path].join('.')} is ${String(what)}`);
}
