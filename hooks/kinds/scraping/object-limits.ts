import type { Issue } from '../../api/issue.ts';
import { base64Bytes, gzipBase64 } from '../../config/gzip.ts';
import type { ReadReference } from '../../config/scrape/reader.ts';

/** Most references of one object: each is looked up, and listed in a bundle. */
const maxReferences = 1000;

/** The issue of an object that refers to more values than one object may; null where it does not. */
export function whyTooManyReferences({ length }: readonly ReadReference[]): Issue | null {
  if (length <= maxReferences) return null;
  const message = `it refers to ${length} values of Secrets and ConfigMaps; one object may refer to ${maxReferences}`;
  return { path: 'spec', reason: 'ScrapeObjectTooLarge', message };
}

/** Longest key of a Secret. Source: IsConfigMapKey in k8s.io/apimachinery, pkg/util/validation */
const maxKeyLength = 253;

/** The issue of an object one of whose certificates makes a file with too long a name: the API server would refuse the files of all. Null where there is none. */
export function whyAssetUnnameable(assets: ReadonlyMap<string, string>): Issue | null {
  const name = [...assets.keys()].find(({ length }) => length > maxKeyLength);
  if (name === undefined) return null;
  const message = `namespace, name and key of a referenced certificate have ${name.length} characters together; the file called like them may have ${maxKeyLength}`;
  return { path: 'spec', reason: 'ReferenceNameTooLong', message };
}

/**
 * The issue of an object whose jobs have more than half of what a part of the configuration may have gzipped: beside the jobs of others
 * they would find room in none, and stop everybody. Null where they are within.
 */
export function whyChunkTooLarge(chunk: string, budget: number): Issue | null {
  const limit = Math.floor(budget / 2);
  // Gzipped text is hardly ever longer than the text.
  if (chunk.length <= limit) return null;
  const bytes = base64Bytes(gzipBase64(chunk));
  if (bytes <= limit) return null;
  const message = `its jobs have ${bytes} bytes gzipped; those of one object may have ${limit}`;
  return { path: 'spec', reason: 'ScrapeObjectTooLarge', message };
}
