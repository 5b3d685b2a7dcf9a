import { describe, expect, it } from 'vitest';
import { trimEndSpace } from '../../../hooks/lib/trim-end-space.ts';

describe('white space at the end of a text', () => {
  it.each([
    ['a \t\r\n', 'a'],
    [' a b\u0085\u00a0\u3000', ' a b'],
    // What Unicode does not call white space stays, though JavaScript trims it.
    ['a\ufeff ', 'a\ufeff'],
    ['   ', ''],
    ['', ''],
    ['a', 'a'],
  ])('of %j goes', (text, trimmed) => {
    expect(trimEndSpace(text)).toBe(trimmed);
  });

  it('is found in linear time, however much white space stands before the last character', () => {
    const text = `${' '.repeat(1_000_000)}x`;
    const started = performance.now();
    expect(trimEndSpace(text)).toBe(text);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
