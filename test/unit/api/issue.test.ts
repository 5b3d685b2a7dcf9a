import { describe, expect, it } from 'vitest';
import { issueText } from '../../../hooks/api/issue.ts';

describe('an issue as a sentence', () => {
  it.each([
    { path: '', message: 'two jobs have one name', text: 'two jobs have one name' },
    { path: 'spec.a', message: 'is wrong', text: 'spec.a: is wrong' },
    { path: 'spec.a', message: 'spec.a must be a list', text: 'spec.a must be a list' },
  ])('is $text', ({ path, message, text }) => {
    expect(issueText({ path, message })).toBe(text);
  });
});
