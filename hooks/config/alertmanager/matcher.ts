import { checkRegex } from '../../lib/re2.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { unquote } from '../metricsql/unquote.ts';
import { type Token, tokenizeMatchers } from './matcher-tokens.ts';

/** What one label of an alert must be. */
export interface Matcher {
  readonly name: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

interface Read<Value> {
  readonly value: Value;
  /** Index of the token that follows. */
  readonly next: number;
}

/**
 * Reads a list of matchers such as `{severity="page",team=~"a|b"}` in the UTF-8 syntax of Alertmanager 0.27 and later; braces may be left out.
 * The error is in Alertmanager's words. Source: https://prometheus.io/docs/alerting/latest/configuration/#label-matchers
 */
export function parseMatchers(input: string): Result<readonly Matcher[], string> {
  const tokens = tokenizeMatchers(input);
  const at = (index: number): Token => tokens[Math.min(index, tokens.length - 1)] ?? endOfInput;
  const isOpen = at(0).kind === 'open';
  const matchers: Matcher[] = [];
  let index = isOpen ? 1 : 0;
  if (at(index).kind === 'invalid') return err(at(index).text);
  while (at(index).kind !== 'close' && at(index).kind !== 'end') {
    const matcher = readMatcher(at, index);
    if (!matcher.ok) return matcher;
    matchers.push(matcher.value.value);
    index = matcher.value.next;
    if (at(index).kind !== 'comma') {
      if (at(index).kind === 'close' || at(index).kind === 'end') break;
      return err(unexpected(at(index), 'expected a comma or close brace'));
    }
    index++;
    if (!['close', 'end', 'quoted', 'unquoted'].includes(at(index).kind))
      return err(unexpected(at(index), 'expected a matcher or close brace after comma'));
  }
  const wrong = whyEndWrong(at, index, isOpen);
  return wrong === null ? ok(matchers) : err(wrong);
}

const endOfInput: Token = { kind: 'end', text: '', start: 0, end: 0 };

function whyEndWrong(at: (index: number) => Token, index: number, isOpen: boolean): string | null {
  const token = at(index);
  if (isOpen && token.kind !== 'close') return `0:${token.end}: end of input: expected close brace`;
  if (!isOpen && token.kind === 'close') return `0:${token.end}: }: expected opening brace`;
  if (!isOpen) return null;
  const rest = at(index + 1);
  if (rest.kind === 'end') return null;
  return rest.kind === 'invalid'
    ? `${rest.text}: expected end of input`
    : `${rest.start}:${rest.end}: ${rest.text}: expected end of input`;
}

function readMatcher(at: (index: number) => Token, start: number): Result<Read<Matcher>, string> {
  const name = readText(at(start), 'expected label name');
  if (!name.ok) return name;
  const operator = at(start + 1);
  if (operator.kind !== 'operator')
    return err(unexpected(operator, "expected an operator such as '=', '!=', '=~' or '!~'"));
  const value = readText(at(start + 2), 'expected label value');
  if (!value.ok) return value;
  const matcher = createMatcher(name.value, operator.text, value.value);
  return matcher.ok ? ok({ value: matcher.value, next: start + 3 }) : err(`failed to create matcher: ${matcher.error}`);
}

/** A matcher of checked parts; the error says why its regular expression does not compile. */
export function createMatcher(name: string, operator: string, value: string): Result<Matcher, string> {
  switch (operator) {
    case '=':
    case '!=':
      return ok({ name, operator, value });
    case '=~':
    case '!~': {
      const checked = checkRegex(`^(?:${value})$`);
      return checked.ok ? ok({ name, operator, value }) : checked;
    }
    default:
      throw new Error(`${operator} is no operator of a matcher`);
  }
}

function readText(token: Token, expected: string): Result<string, string> {
  if (token.kind === 'unquoted') return ok(token.text);
  if (token.kind !== 'quoted') return err(unexpected(token, expected));
  const value = unquote(token.text);
  // Go knows \' in single quotes only.
  const isInvalid = !value.ok || /(?:^|[^\\])(?:\\\\)*\\'/.test(token.text);
  return isInvalid ? err(`${token.start}:${token.end}: ${token.text}: invalid input`) : value;
}

function unexpected(token: Token, expected: string): string {
  switch (token.kind) {
    case 'end':
      return `end of input: ${expected}`;
    case 'invalid':
      return `${token.text}: ${expected}`;
    default:
      return `${token.start}:${token.end}: unexpected ${token.text}: ${expected}`;
  }
}
