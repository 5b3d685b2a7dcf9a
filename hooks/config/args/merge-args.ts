import { compareBytewise } from '../../lib/bytewise.ts';
import type { StringMap } from '../../lib/kube-object.ts';

/**
 * Command line of a program: generated args, less those that the user's extraArgs name, plus the extraArgs, sorted bytewise.
 * A name is what is left of an arg without its dashes (`prefix`) and from `=` on. So with the usual prefix `-` an arg that is
 * generated with two dashes cannot be overridden, as in the official operator. An extraArg always carries its `=`.
 */
export function mergeArgs(
  generated: readonly string[],
  extraArgs: StringMap | undefined,
  prefix: '-' | '--' = '-',
): readonly string[] {
  const extra = extraArgs ?? {};
  const kept = generated.filter((arg) => !Object.hasOwn(extra, argName(arg, prefix)));
  return [...kept, ...Object.entries(extra).map(([name, value]) => renderExtra(prefix, name, value))].toSorted(
    compareBytewise,
  );
}

function argName(arg: string, prefix: string): string {
  const equals = arg.indexOf('=');
  const name = equals < 0 ? arg : arg.slice(0, equals);
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function renderExtra(prefix: string, name: string, value: string): string {
  return `${prefix}${name}=${prefix === '-' && name === 'rule' ? quoteGo(value) : value}`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

// `rule` is quoted for historical reasons. Source: https://pkg.go.dev/strconv#Quote
function quoteGo(text: string): string {
  const escaped = text.replace(/["\\]|[\p{C}\p{Z}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === ' ') return character;
    const short = shortEscapes[character];
    if (short !== undefined) return short;
    if (code < 0x80) return `\\x${hex(code, 2)}`;
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  });
  return `"${escaped}"`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
