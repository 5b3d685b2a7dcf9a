import { err, ok, type Result } from '../../lib/result.ts';
import { Cursor } from './cursor.ts';
import { checkExpanded } from './expand.ts';
import { parseExpression } from './parse-expression.ts';
import { ExpressionError } from './syntax.ts';
import { tokenize } from './tokens.ts';

/**
 * Is the text a MetricsQL query: `sum(rate(x[5m])) by (job) > 1Ki`, `WITH (f = {job="a"}) up{f}`? The error says what stands where something
 * else was expected, which function is unknown or which regular expression is wrong. Numbers of arguments are not checked, as the program
 * does not either before it runs the query. Source: https://docs.victoriametrics.com/victoriametrics/metricsql/ and metricsql.Parse
 */
export function checkExpression(text: string): Result<void, string> {
  const tokens = tokenize(text);
  if (!tokens.ok) return tokens;
  const cursor = new Cursor(tokens.value);
  try {
    const expression = parseExpression(cursor);
    if (cursor.peek() !== undefined) throw cursor.unexpected('an operator or the end');
    checkExpanded(expression);
    return ok(undefined);
  } catch (error) {
    if (error instanceof ExpressionError) return err(error.message);
    throw error;
  }
}
