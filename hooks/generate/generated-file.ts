import type { RegisteredKind } from '../kinds/kind.ts';

/** A file of the repository that is written by `npm run generate`. */
export interface GeneratedFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Makes files from the list of kinds, internal ones included: no clock, no environment, the same kinds give the same bytes. */
export type Generator = (kinds: readonly RegisteredKind[]) => readonly GeneratedFile[];
