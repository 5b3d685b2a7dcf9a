/** One flag whose value is a comma-separated list with one element per URL. */
export interface PerUrlFlag {
  /** With its dash: `-remoteWrite.url`. */
  readonly name: string;
  /** One element per URL; undefined where that URL does not set it. */
  readonly values: readonly (string | undefined)[];
  /** What stands for an element that is not set: ``, `""`, `false`, `0` … */
  readonly filler: string;
}

/**
 * The arg `name=v0,v1,…`, or undefined when no element differs from the filler. An empty first element becomes the filler once
 * a later one is set. Elements are not quoted, so one that holds a comma shifts all behind it: exactly what the official
 * operator writes. Source: reference 1.5
 */
export function perUrlFlag({ name, values, filler }: PerUrlFlag): string | undefined {
  if (values.every((value) => value === undefined || value === filler)) return undefined;
  const elements = values.map((value) => value ?? filler);
  const laterIsSet = values.slice(1).some((value) => value !== undefined);
  if (elements[0] === '' && laterIsSet) elements[0] = filler;
  return `${name}=${elements.join(',')}`;
}
