import { compareBytewise } from '../../lib/bytewise.ts';
import type { StringMap } from '../../lib/kube-object.ts';
import { quoteGo } from './quote-go.ts';

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
  // `rule` is quoted for historical reasons.
  return `${prefix}${name}=${prefix === '-' && name === 'rule' ? quoteGo(value) : value}`;
}
