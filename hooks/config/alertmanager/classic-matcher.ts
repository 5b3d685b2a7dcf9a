import { err, ok, type Result } from '../../lib/result.ts';
import { createMatcher, type Matcher } from './matcher.ts';

/**
 * Reads a list of matchers as Alertmanager did before 0.27, where names are ASCII and unquoted values may hold almost anything. Newer
 * releases fall back to this syntax unless they are told to be strict. The error is in Alertmanager's words.
 */
export function parseClassicMatchers(input: string): Result<readonly Matcher[], string> {
  const inner = input.replace(/^\{/, '').replace(/\}$/, '');
  const matchers: Matcher[] = [];
  for (const part of splitOutsideQuotes(inner)) {
    const matcher = parseClassicMatcher(part);
    if (!matcher.ok) return matcher;
    matchers.push(matcher.value);
  }
  return ok(matchers);
}

function splitOutsideQuotes(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  let isEscaped = false;
  for (const character of text) {
    if (character === ',' && !isQuoted) {
      parts.push(part);
      part = '';
      continue;
    }
    if (character === '"' && !isEscaped) isQuoted = !isQuoted;
    isEscaped = character === '\\' ? !isEscaped : false;
    part += character;
  }
  // Nothing but spaces after the last comma is no matcher.
  return part.trim() === '' ? parts : [...parts, part.trim()];
}

function parseClassicMatcher(text: string): Result<Matcher, string> {
  const [, name, operator, raw] = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|=|!=|!~)\s*(.*?)\s*$/s.exec(text) ?? [];
  if (name === undefined || operator === undefined || raw === undefined) return err(`bad matcher format: ${text}`);
  const isQuoted = raw.startsWith('"');
  const body = isQuoted ? raw.slice(1) : raw;
  const value = unescapeValue(isQuoted ? body.replace(/"$/, '') : body);
  const isClosed = !isQuoted || /^(?:[^"\\]|\\.)*"$/s.test(body);
  if (value === undefined || !isClosed) return err(`matcher value contains unescaped double quote: ${raw}`);
  return createMatcher(name, operator, value);
}

/** The value of a text with the escapes of OpenMetrics; undefined where a double quote stands alone. Other backslashes mean themselves. */
function unescapeValue(text: string): string | undefined {
  if (/^(?:[^"\\]|\\.|\\$)*$/s.test(text))
    return text.replace(/\\([n"\\])/g, (_, letter) => (letter === 'n' ? '\n' : letter));
  return undefined;
}
