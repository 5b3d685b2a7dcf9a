// What may stand unquoted, quoted or in a block. Rather too few plain scalars than one that some YAML reader takes for something else:
// the programs that read our files use Go's yaml.v2, yaml.v3 and goccy/go-yaml, people use YAML 1.1 and 1.2 tools.

// Printable for every reader. Left out: control characters, DEL and C1 (rejected by Go), NEL, LS and PS (line breaks in
// YAML 1.1), BOM, U+FFFE and U+FFFF (rejected by Go). Lone surrogates were replaced before.
const unprintable = /[^\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/;
const unprintableInBlock = /[^\t\n\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/;

// goccy takes any `x<<: ` for a merge key.
const mergeKey = '<<';

// First a character that starts no other node, then ASCII without `: ` and ` #`, with neither colon nor space at the end.
const plain = /^[A-Za-z0-9_/.$(^\\](?:[!-9;-~]|:(?=[!-~])| (?=[!-"$-~]))*$/;

// null, booleans and special floats of YAML 1.1 and 1.2 in any case.
const reservedWord = /^(?:null|true|false|yes|no|on|off|y|n|\.inf|\.nan)$/i;

// Integers, floats, base 60 (12:30:45), dates, document ends (goccy sees one in `...x` too), and whatever looks like one of them.
const numberLike = /^(?!_+$)(?:[-+0-9_.,:eE ]*|0[xXoObB].*|\d{4}-\d.*|\.\.\..*)$/;

// Readers guess the indentation differently when the first line begins with a blank or a line is all blanks; goccy drops blanks
// at the end of a text.
const unfitForBlock = /^[ \t\n]|\n[ \t]+\n|[ \t]$/;

// Node strings may hold half a surrogate pair, UTF-8 cannot; Go's JSON reader puts the same replacement character.
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

// The text as UTF-8 can carry it.
function wellFormed(text: string): string {
  return text.replace(loneSurrogate, '\ufffd');
}

/**
 * A string as a YAML scalar on one line: plain if no reader can take it for anything but this string, else in single quotes,
 * else in double quotes with escapes.
 */
export function inlineScalar(text: string): string {
  if (text === '') return '""';
  if (plain.test(text) && !reservedWord.test(text) && !numberLike.test(text) && !text.includes(mergeKey)) return text;
  const safe = wellFormed(text);
  if (!unprintable.test(withoutPairs(safe))) return `'${safe.replaceAll("'", "''")}'`;
  return escaped(safe);
}

/**
 * The texts `null` and `~` with a tag, undefined for any other. yaml.v2 takes them for null even in quotes where the field has a
 * type of its own, such as a password. Not for keys: there goccy stumbles over tags.
 */
export function taggedNullText(text: string): string | undefined {
  return text === 'null' || text === '~' ? `!!str '${text}'` : undefined;
}

/**
 * A text of several lines as a literal block, each after `line`, a line break with the indentation; undefined when a block
 * would not carry it exactly, or it has one line only. Begins with the block's header: `|`, `|-` or `|+`.
 */
export function literalBlock(text: string, line: string): string | undefined {
  if (!text.includes('\n') || unfitForBlock.test(text)) return undefined;
  const safe = wellFormed(text);
  if (unprintableInBlock.test(withoutPairs(safe))) return undefined;
  const lines = safe.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const chomping = !safe.endsWith('\n') ? '-' : safe.endsWith('\n\n') ? '+' : '';
  return `|${chomping}${lines.map((content) => (content === '' ? '\n' : line + content)).join('')}`;
}

// Characters beyond the BMP are printable; only the rest has to be looked at.
function withoutPairs(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '');
}

function escaped(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
