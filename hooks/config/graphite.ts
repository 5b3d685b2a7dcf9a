import { err, ok, type Result } from '../lib/result.ts';

const pairs: Readonly<Record<string, string>> = { ')': '(', '}': '{', ']': '[' };
const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|["'()[\]{}]/gs;

/**
 * Does every quote, parenthesis and brace of a Graphite query have its partner? That is what goes wrong in practice; functions and their
 * arguments are left to the program. Source: https://graphite.readthedocs.io/en/stable/render_api.html
 */
export function checkGraphiteQuery(text: string): Result<void, string> {
  if (text.trim() === '') return err('the query is empty');
  const open: string[] = [];
  for (const [word] of text.matchAll(token)) {
    if (word === '"' || word === "'") return err(`cannot find closing quote ${word}`);
    if (word === '(' || word === '{' || word === '[') open.push(word);
    const partner = pairs[word];
    if (partner !== undefined && open.pop() !== partner) return err(`unexpected ${JSON.stringify(word)}`);
  }
  const last = open.at(-1);
  return last === undefined ? ok(undefined) : err(`missing the partner of ${JSON.stringify(last)}`);
}
