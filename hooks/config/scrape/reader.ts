import { trimEndSpace } from '../../lib/trim-end-space.ts';
import { type Reference, type Resolution, type Resolve, referenceId } from '../reference.ts';

/** A reference that a rendering met, and where in the object it stands. */
export interface ReadReference {
  readonly reference: Reference;
  /** Field path in the object that refers: `spec.endpoints[0].basicAuth.username`. */
  readonly path: string;
  readonly resolution: Resolution;
}

/**
 * Reads referenced values while one object is rendered, and remembers what was read: so the references of an object are known
 * by rendering it, and never listed a second time. A value that is not there reads as the empty text; who renders asks `reads` at
 * the end and drops the result unless everything was found.
 */
export interface ReferenceReader {
  /** The value, less trailing white space; empty where it is missing or pending. */
  read(reference: Reference, path: string): string;
  /** The value becomes a file of the scraper; gives the file's name in the directory of TLS assets. Source: reference A11 */
  asset(reference: Reference, path: string): string;
  readonly reads: readonly ReadReference[];
  /** Files by name, for those whose value was found. */
  readonly assets: ReadonlyMap<string, string>;
}

/** A reader over what `resolve` knows. It lives as long as the rendering of one object. */
export function referenceReader(resolve: Resolve): ReferenceReader {
  const reads = new Map<string, ReadReference>();
  const assets = new Map<string, string>();
  const read = (reference: Reference, path: string): string => {
    const resolution = resolve(reference);
    reads.set(`${path} ${referenceId(reference)}`, { reference, path, resolution });
    return resolution.state === 'found' ? trimEndSpace(resolution.value) : '';
  };
  return {
    read,
    asset: (reference, path) => {
      const value = read(reference, path);
      const file = assetName(reference);
      assets.set(file, value);
      return file;
    },
    get reads() {
      return [...reads.values()];
    },
    assets,
  };
}

/** Name of the file that holds a referenced value. Source: reference A11 */
function assetName({ kind, namespace, name, key }: Reference): string {
  return kind === 'Secret' ? `${namespace}_${name}_${key}` : `${namespace}_configmap_${name}_${key}`;
}
