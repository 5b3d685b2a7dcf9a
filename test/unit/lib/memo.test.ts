import { describe, expect, it } from 'vitest';
import { createMemo, noMemo } from '../../../hooks/lib/memo.ts';

describe('memo', () => {
  it('computes again when the version differs or the value is no longer right', () => {
    const memo = createMemo(10);
    const recall = (version: string, value: number, isRight?: (value: number) => boolean) =>
      memo.recall('key', version, () => value, isRight);
    expect(recall('1', 1)).toBe(1);
    expect(recall('1', 2)).toBe(1);
    expect(recall('2', 3)).toBe(3);
    expect(recall('2', 4, (value) => value !== 3)).toBe(4);
    expect(recall('2', 5, (value) => value === 4)).toBe(4);
  });

  it('forgets what was used longest ago', () => {
    const memo = createMemo(2);
    for (const key of ['a', 'b', 'a', 'c']) memo.recall(key, '1', () => `first ${key}`);
    expect(['a', 'c', 'b'].map((key) => memo.recall(key, '1', () => 'anew'))).toEqual(['first a', 'first c', 'anew']);
  });

  it('noMemo always computes', () => {
    expect(noMemo.recall('a', '1', () => 1)).toBe(1);
    expect(noMemo.recall('a', '1', () => 2)).toBe(2);
  });
});
