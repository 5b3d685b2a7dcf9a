import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { inlineScalar, literalBlock } from './yaml-scalar.ts';

/**
 * Writes a plain value as YAML in block style: the same bytes for the same value, keys in insertion order, no anchors, no
 * folded lines, quotes only where a reader of YAML 1.1 or 1.2 could misread the text, several lines as a literal block. Ends with
 * a line break. Lists stand below their key without indentation, as the official operator's files have them.
 *
 * A lone surrogate becomes U+FFFD, everything else survives. Throws, with the path, on what is no JSON: undefined, NaN,
 * infinities, Date, class instances, functions.
 */
export function toYaml(value: unknown): string {
  const writer: Writer = { scalars: new Map(), path: [] };
  if (typeof value === 'string') return `${literalBlock(value, '  ') ?? inlineScalar(value)}\n`;
  return `${writeNode(value, '', writer)}\n`;
}

/** State of one toYaml call. */
interface Writer {
  /** Short strings already written; the same names, labels and regexes return thousands of times in a scrape configuration. */
  readonly scalars: Map<string, string>;
  readonly path: (string | number)[];
}

// Text of a node whose first line continues the line it stands on and whose other lines begin with `pad`.
function writeNode(value: unknown, pad: string, writer: Writer): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, pad, writer);
    case 'number':
      if (!Number.isFinite(value)) throw unwritable(value, writer);
      return Object.is(value, -0) ? '0' : String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return writeList(value, pad, writer);
      if (isJsonObject(value)) return writeMap(value, pad, writer);
      throw unwritable('an instance of a class', writer);
    default:
      throw unwritable(typeof value, writer);
  }
}

function writeList(list: readonly unknown[], pad: string, writer: Writer): string {
  if (list.length === 0) return '[]';
  const itemPad = `${pad}  `;
  let text = '';
  for (let i = 0; i < list.length; i++) {
    writer.path.push(i);
    text += `${i === 0 ? '' : `\n${pad}`}- ${writeNode(list[i], itemPad, writer)}`;
    writer.path.pop();
  }
  return text;
}

function writeMap(map: JsonObject, pad: string, writer: Writer): string {
  const fields = Object.keys(map);
  if (fields.length === 0) return '{}';
  let text = '';
  for (const field of fields) {
    writer.path.push(field);
    text += `${text === '' ? '' : `\n${pad}`}${writeKey(field, pad, writer)}${writeFieldValue(map[field], pad, writer)}`;
    writer.path.pop();
  }
  return text;
}

// Readers look no further than 1024 characters for the colon after a key.
const maxSimpleKey = 1000;

function writeKey(field: string, pad: string, writer: Writer): string {
  const key = memoised(field, writer);
  return key.length > maxSimpleKey ? `? ${key}\n${pad}:` : `${key}:`;
}

function writeFieldValue(value: unknown, pad: string, writer: Writer): string {
  if (typeof value !== 'object' || value === null) return ` ${writeNode(value, `${pad}  `, writer)}`;
  if (Array.isArray(value)) return value.length === 0 ? ' []' : `\n${pad}${writeList(value, pad, writer)}`;
  const text = writeNode(value, `${pad}  `, writer);
  return text === '{}' ? ' {}' : `\n${pad}  ${text}`;
}

function writeString(text: string, pad: string, writer: Writer): string {
  const block = text.includes('\n') ? literalBlock(text, pad) : undefined;
  return block ?? memoised(text, writer);
}

function memoised(text: string, writer: Writer): string {
  if (text.length > 200) return inlineScalar(text);
  const known = writer.scalars.get(text);
  if (known !== undefined) return known;
  const written = inlineScalar(text);
  writer.scalars.set(text, written);
  return written;
}

function unwritable(what: unknown, { path }: Writer): TypeError {
  return new TypeError(`toYaml: ${['$', ...path].join('.')} is ${String(what)}`);
}
