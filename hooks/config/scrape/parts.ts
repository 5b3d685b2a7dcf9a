import { createHash } from 'node:crypto';

/** Jobs of one object, which stay together in one part. */
export interface Chunk {
  /** `VMServiceScrape shop/api`; decides the part. Undefined: always in the main part. */
  readonly key: string | undefined;
  readonly text: string;
  /** Hash of the text, so that a part is known by its chunks without joining them. */
  readonly digest: string;
}

/** One part of a configuration: the main document or an overflow file. */
export interface Part {
  /** The text gzipped, in base64. */
  readonly data: string;
  /** Size gzipped, in bytes. */
  readonly bytes: number;
}

/** How parts are made. */
export interface PartRendering {
  /** Renders and compresses part `index` of `count` from its chunks; 0 is the main document. */
  pack(chunks: readonly Chunk[], index: number, count: number): Part;
  /** Size that no part may exceed gzipped, in bytes (VM_CONFIG_DATA_BUDGET_BYTES). */
  readonly budget: number;
  /** Number of parts that exist now: it is kept as long as it fits, because a new number restarts the pods, which mount each part. */
  readonly present: number;
}

/** More parts than any configuration needs; a single chunk above the budget would otherwise be divided for ever. */
const maxParts = 256;

/**
 * Divides chunks into parts. One part if all fit; else as many as the official operator makes, `ceil(size · 1.5 / budget)`, so that
 * a takeover restarts no pod, and more while one is too large. Which part a chunk is in depends on its key and the number of parts
 * alone, so an edit touches one part, and the order within a part is the order of the chunks. A part above the budget remains only
 * where one chunk alone is larger; the caller reports it. Source: reference A15
 */
export function divideIntoParts(chunks: readonly Chunk[], rendering: PartRendering): readonly Part[] {
  const { budget, present } = rendering;
  const now = packParts(chunks, present, rendering);
  const size = now.reduce((sum, { bytes }) => sum + bytes, 0);
  const wanted = size <= budget ? 1 : Math.ceil((size * 150) / (100 * budget));
  const fits = now.every(({ bytes }) => bytes <= budget);
  // One part less is far from being outgrown again, but a single one is full at once: a size around the border must not restart pods.
  if (fits && (wanted >= present || (wanted === 1 && size > 0.75 * budget))) return now;
  let count = Math.min(wanted, maxParts);
  let isHopeless: boolean | undefined;
  for (;;) {
    const parts = count === present ? now : packParts(chunks, count, rendering);
    if (count >= maxParts || parts.every((part) => part.bytes <= budget)) return parts;
    isHopeless ??= isOneChunkTooLarge(chunks, rendering);
    if (isHopeless) return parts;
    count += 1;
  }
}

function isOneChunkTooLarge(chunks: readonly Chunk[], { pack, budget }: PartRendering): boolean {
  // Gzipped text is hardly ever larger than the text.
  return chunks.some((chunk) => chunk.text.length > budget && pack([chunk], 1, 2).bytes > budget);
}

function packParts(chunks: readonly Chunk[], count: number, { pack }: PartRendering): readonly Part[] {
  const lists: Chunk[][] = Array.from({ length: count }, () => []);
  for (const chunk of chunks) lists[chunk.key === undefined ? 0 : partOf(chunk.key, count)]?.push(chunk);
  return lists.map((list, index) => pack(list, index, count));
}

/** Index of the part for a key: spread evenly, and the same for ever. */
function partOf(key: string, count: number): number {
  return count === 1 ? 0 : createHash('sha256').update(key, 'utf8').digest().readUInt32BE(0) % count;
}
