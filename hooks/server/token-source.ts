import { readFile } from 'node:fs/promises';
import type { Log } from './log.ts';
import { parseSecretLines } from './secret-lines.ts';
import { watchFiles } from './watched-files.ts';

/** The bearer tokens that are accepted now. */
export interface TokenSource {
  current(): readonly string[];
  close(): void;
}

/** Reads a token file and follows its changes; throws when it is unreadable or holds no usable token. A later bad content is reported and the former tokens stay. */
export async function openTokens(path: string, log: Log): Promise<TokenSource> {
  const content = await readFile(path, 'utf8');
  let tokens = parse(content);
  const files = watchFiles(
    [path],
    [content],
    ([changed = '']) => {
      tokens = parse(changed);
      log.info({ file: path, tokens: tokens.length }, 'bearer tokens changed and in use');
    },
    (error) => {
      const reason = error instanceof Error ? error.message : 'unknown';
      log.error({ file: path, error: reason }, 'bearer tokens cannot be read, the former stay in use');
    },
  );
  return { current: () => tokens, close: () => files.close() };
}

function parse(content: string): readonly string[] {
  const lines = parseSecretLines(content);
  if (!lines.ok) throw new Error(lines.error);
  return lines.value;
}
