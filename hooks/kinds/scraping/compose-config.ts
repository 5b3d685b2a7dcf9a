import type { Issue } from '../../api/issue.ts';
import { base64Bytes, gzipBase64 } from '../../config/gzip.ts';
import { renderDocument, renderOverflow } from '../../config/scrape/document.ts';
import { type Chunk, divideIntoParts, type Part } from '../../config/scrape/parts.ts';
import { canonicalJson } from '../../lib/canonical-json.ts';
import { sha256Hex } from '../../lib/hash.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Memo } from '../../lib/memo.ts';

/** A configuration divided into parts; the first is the main document. */
export interface ComposedConfig {
  readonly parts: readonly Part[];
  /** A chunk that does not fit into any part. */
  readonly issues: readonly Issue[];
  /** Many parts: long before a limit is met. */
  readonly findings: readonly Issue[];
}

/** What a configuration is composed of. */
export interface ConfigSource {
  readonly global: JsonObject;
  readonly chunks: readonly Chunk[];
  /** Largest part, gzipped, in bytes. */
  readonly budget: number;
  /** Number of parts as observed, at least 1. */
  readonly present: number;
  /** Names the owner in the memo. */
  readonly memoKey: string;
  readonly memo: Memo;
}

/** Each part is a volume of the pods and a directory that the reloader watches. */
const manyParts = 24;

/** Divides and compresses a configuration. A part whose text did not change is not compressed again. */
export function composeConfig({ global, chunks, budget, present, memoKey, memo }: ConfigSource): ComposedConfig {
  const head = canonicalJson(global);
  const pack = (list: readonly Chunk[], index: number, count: number): Part => {
    const isMain = index === 0;
    const version = sha256Hex([isMain ? `${count > 1} ${head}` : '', ...list.map(({ digest }) => digest)].join('\n'));
    return memo.recall(`part/${memoKey}/${index}`, version, () => {
      const texts = list.map(({ text }) => text);
      const data = gzipBase64(isMain ? renderDocument(global, count > 1, texts) : renderOverflow(texts));
      return { data, bytes: base64Bytes(data) };
    });
  };
  const parts = divideIntoParts(chunks, {
    budget,
    present,
    pack,
  });
  return { parts, issues: findOversized(parts, chunks, budget), findings: findManyParts(parts) };
}

function findOversized(parts: readonly Part[], chunks: readonly Chunk[], budget: number): readonly Issue[] {
  const oversized = parts.find(({ bytes }) => bytes > budget);
  if (oversized === undefined) return [];
  const [largest] = chunks.toSorted((a, b) => b.text.length - a.text.length);
  const message = `single item compressed size ${oversized.bytes} exceeds limit ${budget}: ${largest?.key ?? 'additional and inline scrape jobs'}`;
  return [{ path: '', reason: 'ScrapeConfigTooLarge', message }];
}

function findManyParts({ length }: readonly Part[]): readonly Issue[] {
  if (length < manyParts) return [];
  const message = `the scrape configuration is spread over ${length} Secrets, each of which every pod mounts`;
  return [{ path: '', reason: 'ScrapeConfigLarge', message }];
}
