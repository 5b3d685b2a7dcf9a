import { err, ok, type Result } from '../../lib/result.ts';
import { Cursor } from './cursor.ts';
import { checkExpanded } from './expand.ts';
import { parseSelector } from './parse-selector.ts';
import { ExpressionError } from './syntax.ts';
import { tokenize } from './tokens.ts';

/**
 * Is the text a series selector: `up`, `{env="dev"}`, `up{job=~"a|b" or env!="prod"}`? The error says what stands where something
 * else was expected, or which regular expression is wrong. `{}` and `{a=""}` are accepted, as MetricsQL accepts them.
 * Source: https://docs.victoriametrics.com/victoriametrics/metricsql/ and metricsql.Parse
 */
export function checkSelector(text: string): Result<void, string> {
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;
  const cursor = new Cursor(tokens.value);
  try {
    const selector = parseSelector(cursor, 'alone');
    if (cursor.peek() !== undefined) throw cursor.unexpected('the end');
    checkExpanded(selector);
    return ok(undefined);
  } catch (error) {
    if (error instanceof ExpressionError) return err(error.message);
    throw error;
  }
}
