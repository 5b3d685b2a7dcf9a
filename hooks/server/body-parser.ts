import { isJsonObject, type JsonObject } from '../lib/json.ts';
import { findGroups, type GroupPlace, groupFields, type ObjectPlace } from './object-places.ts';

/** Bodies below this size are parsed as a whole. */
const minBytes = 256 * 1024;

/** Turns the bytes of a request body into its value. Throws on what is no JSON in UTF-8. */
export type BodyParser = (body: Buffer) => unknown;

/**
 * A parser that remembers the objects of large hook requests by their bytes: of thousands of related objects nearly all are the same at
 * the next sync, and instead of being parsed anew and thrown away their values are given again. They are frozen, because requests share
 * them. At most `maxBytes` of JSON are remembered; what was not met for the longest time is forgotten first. The value is always the
 * one that JSON.parse gives, and a body of another form is left to it.
 */
export function createBodyParser(maxBytes: number): BodyParser {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parse = (bytes: Buffer): unknown => JSON.parse(decoder.decode(bytes));
  const known = new ObjectCache(maxBytes, parse);
  return (body) => {
    if (body.byteLength < minBytes) return parse(body);
    const groups = findGroups(body, (key, start) => known.endOf(body, key, start));
    if (groups === null) return parse(body);
    const frame = parse(withIndexes(body, groups));
    const values = groups.map(({ objects }) => readGroup(objects, (place) => known.recall(body, place)));
    return isJsonObject(frame) ? withValues(frame, values) : frame;
  };
}

function readGroup(objects: readonly ObjectPlace[], read: (place: ObjectPlace) => unknown): JsonObject {
  const group: Record<string, unknown> = {};
  for (const place of objects) group[place.name] = read(place);
  return group;
}

interface Entry {
  readonly bytes: Buffer;
  readonly value: unknown;
}

/** Values of objects by their keys, each with the bytes that it was parsed from. */
class ObjectCache {
  readonly #maxBytes: number;
  readonly #parse: BodyParser;
  readonly #entries = new Map<string, Entry>();
  #size = 0;

  constructor(maxBytes: number, parse: BodyParser) {
    this.#maxBytes = maxBytes;
    this.#parse = parse;
  }

  /** The place behind the known object of that key, if its bytes begin at `start`; else null. */
  endOf(body: Buffer, key: string, start: number): number | null {
    const bytes = this.#entries.get(key)?.bytes;
    if (bytes === undefined) return null;
    const end = start + bytes.byteLength;
    return end <= body.byteLength && body.compare(bytes, 0, bytes.byteLength, start, end) === 0 ? end : null;
  }

  recall(body: Buffer, { start, end, key }: ObjectPlace): unknown {
    const last = this.#entries.get(key);
    this.#forget(key);
    const isSame = last !== undefined && body.compare(last.bytes, 0, last.bytes.byteLength, start, end) === 0;
    return this.#keep(key, isSame ? last : this.#read(body.subarray(start, end)));
  }

  /** Of a copy of the bytes: a part of the body would keep all of it in memory. */
  #read(part: Buffer): Entry {
    return { bytes: Buffer.from(part), value: freeze(this.#parse(part)) };
  }

  #keep(key: string, entry: Entry): unknown {
    this.#entries.set(key, entry);
    this.#size += entry.bytes.byteLength;
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.#maxBytes) break;
      this.#forget(oldest);
    }
    return entry.value;
  }

  #forget(key: string): void {
    this.#size -= this.#entries.get(key)?.bytes.byteLength ?? 0;
    this.#entries.delete(key);
  }
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}

/** The body with the index of each group in its place. */
function withIndexes(body: Buffer, groups: readonly GroupPlace[]): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const [index, { start, end }] of groups.entries()) {
    // Blanks, or two groups without a comma between them would become one number.
    parts.push(body.subarray(from, start), Buffer.from(` ${index} `));
    from = end;
  }
  return Buffer.concat([...parts, body.subarray(from)]);
}

/** The reverse, on what the body says. */
function withValues(frame: JsonObject, groups: readonly JsonObject[]): JsonObject {
  return mapFields(frame, (field, name) =>
    groupFields.has(name) && isJsonObject(field) ? mapFields(field, (index) => groups[Number(index)]) : field,
  );
}

function mapFields(object: JsonObject, map: (value: unknown, name: string) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value, name)]));
}
