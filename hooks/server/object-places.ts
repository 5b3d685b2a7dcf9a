/** Where a value stands in a body: from its first byte to behind its last one. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** One object of a group. `key` tells it from those of other groups. */
export interface ObjectPlace extends Place {
  readonly name: string;
  readonly key: string;
}

/** One group of objects in a hook request. */
export interface GroupPlace extends Place {
  readonly objects: readonly ObjectPlace[];
}

/** Fields of a hook request that hold objects by group and name. */
export const groupFields: ReadonlySet<string> = new Set(['children', 'attachments', 'related']);

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const failed = -1;

/**
 * Finds all groups of a hook request with their objects, in their order; null for a body of another form. Looks at texts, braces and
 * brackets only: whether what stands between them is JSON is for JSON.parse to say. `endOfKnown` spares looking through an object that
 * begins with all bytes of one that was met before: it gives the place behind it.
 */
export function findGroups(
  body: Buffer,
  endOfKnown: (key: string, start: number) => number | null = () => null,
): readonly GroupPlace[] | null {
  const groups: GroupPlace[] = [];
  const readGroup = (group: string, groupAt: number): number => {
    const objects: ObjectPlace[] = [];
    const groupEnd = eachField(body, groupAt, (name, start) => {
      const key = `${group}/${name}`;
      const end = endOfKnown(key, start) ?? (body[start] === openBrace ? endOfValue(body, start) : failed);
      objects.push({ name, key, start, end });
      return end;
    });
    groups.push({ start: groupAt, end: groupEnd, objects });
    return groupEnd;
  };
  const end = eachField(body, skipBlanks(body, 0), (field, at) =>
    groupFields.has(field) ? eachField(body, at, readGroup) : endOfValue(body, at),
  );
  return end !== failed && skipBlanks(body, end) === body.byteLength ? groups : null;
}

/**
 * Goes through the fields of an object that opens at `open`. `visit` gets where a value begins and says where it ends. Gives the place
 * behind the object, or `failed`, also for a name that is not what its bytes are, or that a plain field cannot have.
 */
function eachField(body: Buffer, open: number, visit: (name: string, at: number) => number): number {
  if (body[open] !== openBrace) return failed;
  let at = skipBlanks(body, open + 1);
  while (body[at] === quote) {
    const end = endOfText(body, at);
    const sign = end === failed ? failed : skipBlanks(body, end);
    if (body[sign] !== colon) return failed;
    const name = body.toString('utf8', at + 1, end - 1);
    if (name.includes('\\') || name.includes('\ufffd') || name === '__proto__') return failed;
    at = visit(name, skipBlanks(body, sign + 1));
    if (at === failed) return failed;
    at = skipBlanks(body, at);
    if (body[at] === comma) at = skipBlanks(body, at + 1);
  }
  return body[at] === closeBrace ? at + 1 : failed;
}

/** The place behind a value, or `failed`. */
function endOfValue(body: Buffer, begin: number): number {
  let depth = 0;
  let at = begin;
  while (at !== failed && at < body.byteLength) {
    const byte = body[at];
    if (byte === openBrace || byte === openBracket) depth++;
    else if (byte === closeBrace || byte === closeBracket) depth--;
    // A number or a word ends where its object does, or at a comma.
    if (depth < 0 || (depth === 0 && byte === comma)) return at;
    at = byte === quote ? endOfText(body, at) : at + 1;
    if (depth === 0 && (byte === quote || byte === closeBrace || byte === closeBracket)) return at;
  }
  return failed;
}

/** The place behind a text that begins at a quote, or `failed`. An odd number of backslashes before a quote makes it part of the text. */
function endOfText(body: Buffer, begin: number): number {
  for (let end = body.indexOf(quote, begin + 1); end >= 0; end = body.indexOf(quote, end + 1)) {
    let escapes = 0;
    while (body[end - 1 - escapes] === backslash) escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
  return failed;
}

function skipBlanks(body: Buffer, from: number): number {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x0a || body[at] === 0x0d || body[at] === 0x09) at++;
  return at;
}
