import { sha256Hex } from '../../lib/hash.ts';

/** A VMAgent or VMSingle, as the conditions of scrape objects name it. */
export interface ScraperName {
  readonly kind: 'VMAgent' | 'VMSingle';
  readonly namespace: string;
  readonly name: string;
}

/** Longest type of a condition that the CRDs allow. */
const maxLength = 316;

/**
 * Type of the condition by which a scraper speaks of an object: `<name>.<namespace>.vmagent.victoriametrics.com/Applied`. A name that is
 * too long for it is cut, with a hash in place of the rest. Source: reference A4
 */
export function conditionType({ kind, namespace, name }: ScraperName, what: 'Applied' | 'Selected'): string {
  const rest = `.${namespace}.${kind.toLowerCase()}.victoriametrics.com/${what}`;
  if (name.length + rest.length <= maxLength) return `${name}${rest}`;
  const hash = sha256Hex(name).slice(0, 10);
  return `${name.slice(0, maxLength - rest.length - hash.length - 1)}-${hash}${rest}`;
}
