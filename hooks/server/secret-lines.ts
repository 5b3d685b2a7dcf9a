import { err, ok, type Result } from '../lib/result.ts';

const minLength = 16;

/**
 * The secrets in a file, one per line, blank lines apart. At least one, each of at least 16 visible ASCII characters: shorter
 * ones can be guessed. The error never quotes the file.
 */
export function parseSecretLines(content: string): Result<readonly [string, ...string[]], string> {
  const lines = content
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [first, ...rest] = lines;
  if (first === undefined) return err('holds no line');
  const bad = lines.findIndex((line) => line.length < minLength || !/^[\x21-\x7e]+$/.test(line));
  return bad < 0
    ? ok([first, ...rest])
    : err(`line ${bad + 1} is no secret of at least ${minLength} visible characters`);
}
