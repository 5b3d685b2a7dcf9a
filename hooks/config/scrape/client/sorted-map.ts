import { compareBytewise } from '../../../lib/bytewise.ts';

/** A map with keys of the user's choice, such as labels, in the order of the output: bytewise by key. Source: reference A16 */
export function sortedMap<Value>(map: Readonly<Record<string, Value>> = {}): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => compareBytewise(a, b)));
}
