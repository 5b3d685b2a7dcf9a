import { err, ok, type Result } from '../../lib/result.ts';
import { lex } from './lex.ts';
import { type TemplateNames, TemplateParser } from './parse.ts';
import { Reader, TemplateError } from './reader.ts';

const maxLength = 200_000;

/** Functions that every template of Go has. Source: https://pkg.go.dev/text/template#hdr-Functions */
export const goFunctions: readonly string[] = [
  ...['and', 'call', 'eq', 'ge', 'gt', 'html', 'index', 'js', 'le', 'len', 'lt', 'ne', 'not', 'or', 'print', 'printf'],
  ...['println', 'slice', 'urlquery'],
];

/**
 * Is the text a template of Go: actions, pipelines, nesting, names of functions and variables? Nothing is evaluated, so unknown fields
 * pass. The error is in Go's words, `:LINE: what`. Source: https://pkg.go.dev/text/template
 */
export function checkGoTemplate(text: string, names: TemplateNames): Result<void, string> {
  if (text.length > maxLength) return err(`:1: a template longer than ${maxLength} characters is not accepted`);
  try {
    new TemplateParser(new Reader(lex(text)), names).parse();
    return ok(undefined);
  } catch (error) {
    if (error instanceof TemplateError) return err(`:${error.line}: ${error.message}`);
    throw error;
  }
}
