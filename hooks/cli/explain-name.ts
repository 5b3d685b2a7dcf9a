import { nearest } from '../lib/edit-distance.ts';
import { type KubeObject, objectKey, qualifiedName } from '../lib/kube-object.ts';
import { isScrapeObject } from '../plan/explain.ts';
import { isScraper } from '../plan/explain-scraper.ts';
import { registry } from '../registry.ts';
import { BadInput } from './io.ts';

/** More candidates than these are counted, not listed. */
const listed = 12;

/**
 * The one scrape object or scraper among `objects` that a name means: `name`, `namespace/name`, `kind/name` or `kind/namespace/name`, the
 * kind in any form that kubectl takes. Throws BadInput when it means none, several, or an object of another kind, and says what there is.
 */
export function findByName(name: string, objects: readonly KubeObject[]): KubeObject {
  const explainable = listExplainable(objects);
  const found = explainable.filter((object) => isMeant(name, object));
  const [first, ...others] = found;
  if (others.length > 0) throw new BadInput(`${name} is ambiguous: ${list(found)}; ask for kind/namespace/name`);
  if (first !== undefined) return first;
  const foreign = objects.find((object) => isMeant(name, object));
  const why =
    foreign === undefined
      ? `${name}: no such object${suggest(name, explainable)}`
      : `${objectKey(foreign)} is neither a scrape object nor a scraper.`;
  throw new BadInput(`${why} There are ${list(explainable)}`);
}

/** The answer to a question without a name: what one could ask for. Throws as findByName. */
export function missingName(objects: readonly KubeObject[]): BadInput {
  return new BadInput(`explain wants a NAME; there are ${list(listExplainable(objects))}`);
}

function listExplainable(objects: readonly KubeObject[]): readonly KubeObject[] {
  const explainable = objects.filter((object) => isScraper(object) || isScrapeObject(object));
  if (explainable.length > 0) return explainable;
  throw new BadInput('the files hold no scrape object, no VMAgent and no VMSingle: nothing to explain');
}

function list(objects: readonly KubeObject[]): string {
  const names = objects.slice(0, listed).map(objectKey).join(', ');
  return objects.length > listed ? `${names} and ${objects.length - listed} more` : names;
}

function isMeant(wanted: string, { kind, metadata }: KubeObject): boolean {
  const { namespace = '', name } = metadata;
  const parts = wanted.split('/');
  const [a = '', b = '', c = ''] = parts;
  switch (parts.length) {
    case 1:
      return a === name;
    case 2:
      return b === name && (a === namespace || isKind(a, kind));
    case 3:
      return isKind(a, kind) && b === namespace && c === name;
    default:
      return false;
  }
}

function isKind(word: string, kind: string): boolean {
  const api = registry.find((entry) => entry.api.kind === kind)?.api;
  const forms = api === undefined ? [] : [api.kind, api.singular, api.plural, ...api.shortNames];
  return forms.some((form) => form.toLowerCase() === word.toLowerCase());
}

function suggest(name: string, objects: readonly KubeObject[]): string {
  const forms = objects.flatMap(({ kind, metadata }) => [
    metadata.name,
    qualifiedName(metadata),
    `${kind.toLowerCase()}/${metadata.name}`,
    `${kind.toLowerCase()}/${qualifiedName(metadata)}`,
  ]);
  const close = nearest(name, forms);
  return close === undefined ? '.' : `; did you mean ${close}?`;
}
