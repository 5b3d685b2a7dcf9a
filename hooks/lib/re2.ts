import { RE2JS } from 're2js';
import { err, ok, type Result } from './result.ts';

const maxLength = 100_000;

/**
 * Is the text a regular expression for Go's regexp package (RE2 syntax: no lookaround, no backreferences)? The error is the
 * parser's own message. Source: https://github.com/google/re2/wiki/Syntax
 */
export function checkRegex(text: string): Result<void, string> {
  if (text.length > maxLength) return err(`regular expression is longer than ${maxLength} characters`);
  try {
    RE2JS.compile(text);
    return ok(undefined);
  } catch (error) {
    // The parser's own errors and, for a hostile depth, the RangeError of an exhausted stack: both mean "not this one".
    return err(error instanceof Error ? error.message : String(error));
  }
}
