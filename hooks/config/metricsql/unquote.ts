import { err, ok, type Result } from '../../lib/result.ts';

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const escapeSequence = /\\(?:([abfnrtv\\'"])|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-3][0-7]{2})|.)/gs;

/**
 * The value of a quoted string with Go's escapes (`\n`, `\x41`, `\u00e4`, `\101`); a string in backticks is taken as it is.
 * The error names an escape that Go does not know. Source: https://pkg.go.dev/strconv#Unquote
 */
export function unquote(quoted: string): Result<string, string> {
  const body = quoted.slice(1, -1);
  if (quoted.startsWith('`')) return ok(body);
  if (body.includes('\n')) return err('a quoted string cannot contain a line break');
  let unknown: string | undefined;
  const value = body.replace(
    escapeSequence,
    (all: string, letter?: string, x?: string, u?: string, wide?: string, octal?: string) => {
      if (letter !== undefined) return simple[letter] ?? '';
      const code = octal === undefined ? Number.parseInt(x ?? u ?? wide ?? '', 16) : Number.parseInt(octal, 8);
      if (Number.isNaN(code) || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) unknown ??= all;
      return unknown === undefined ? String.fromCodePoint(code) : '';
    },
  );
  return unknown === undefined ? ok(value) : err(`unknown escape ${unknown} in ${quoted}`);
}

const identifierEscape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|(.))/gsu;

/** The name which an identifier with escapes stands for: `foo\-bar` is foo-bar. */
export function nameOf(identifier: string): string {
  return identifier.replace(identifierEscape, (_all: string, x?: string, u?: string, other?: string) =>
    other === undefined ? String.fromCodePoint(Number.parseInt(x ?? u ?? '', 16)) : other,
  );
}
