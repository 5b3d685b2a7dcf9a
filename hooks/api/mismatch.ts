import type { z } from 'zod';

/** Says in our words what is wrong with a value: the end of a sentence that begins with its path. The value itself is never shown: it may be a secret. */
export function explainMismatch(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'is required';
  // A schema may bring a sentence of its own (scalars.ts); zod's default messages never begin like this.
  if (issue.message.startsWith('must ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}, got ${nameOf(value)}${hint(issue.expected, value)}`;
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.pattern === undefined
        ? `must be a valid ${issue.format}`
        : `must match the pattern ${plainPattern(issue.pattern)}`;
    case 'too_small':
      return `must ${counted[issue.origin] === undefined ? 'be' : 'have'} at least ${amount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${counted[issue.origin] === undefined ? 'be' : 'have'} at most ${amount(issue.maximum, issue.origin)}`;
    default:
      return issue.message;
  }
}

const articles: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function article(expected: string): string {
  return articles[expected] ?? expected;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'boolean' ? 'a boolean' : article(typeof value);
}

function hint(expected: string, value: unknown): string {
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  return expected === 'string' && isScalar ? ' (put it in quotes)' : '';
}

function plainPattern(pattern: string): string {
  return pattern.replace(/^\/(.*)\/[a-z]*$/s, '$1').replaceAll('\\/', '/');
}

const counted: Readonly<Record<string, string>> = { string: 'character', array: 'item' };

function amount(limit: number | bigint, origin: string): string {
  const noun = counted[origin];
  if (noun === undefined) return String(limit);
  return `${limit} ${noun}${Number(limit) === 1 ? '' : 's'}`;
}
