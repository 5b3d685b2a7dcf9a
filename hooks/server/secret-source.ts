import { readFile } from 'node:fs/promises';
import type { Log } from './log.ts';
import { parseSecretLines } from './secret-lines.ts';
import { watchFiles } from './watched-files.ts';

/** The secrets of a file that count now; the same list until the file changes. */
export interface SecretSource {
  current(): readonly string[];
  close(): void;
}

/**
 * Reads a file of secrets, one per line, and follows its changes; `title` names them in log lines (`bearer tokens`). Throws when the file is
 * unreadable or holds no usable secret. A later bad content is reported and the former secrets stay.
 */
export async function openSecrets(path: string, title: string, log: Log): Promise<SecretSource> {
  const content = await readFile(path, 'utf8');
  let secrets = parse(content);
  const files = watchFiles(
    [path],
    [content],
    ([changed = '']) => {
      secrets = parse(changed);
      log.info({ file: path, count: secrets.length }, `${title} changed and in use`);
    },
    (error) => {
      const reason = error instanceof Error ? error.message : 'unknown';
      log.error({ file: path, error: reason }, `${title} cannot be read, the former stay in use`);
    },
  );
  return { current: () => secrets, close: () => files.close() };
}

function parse(content: string): readonly string[] {
  const lines = parseSecretLines(content);
  if (!lines.ok) throw new Error(lines.error);
  return lines.value;
}
